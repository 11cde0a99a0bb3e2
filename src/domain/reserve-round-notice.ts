/** 后备人选公示: how long it must run, and what waits for its end. */
import { type CivilDate, firstDay, type PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import type { ReserveRoundId } from '../../events/values.ts';
import { citing, finding, obstacles, type Reading, readEach } from './command.ts';
import { reservePool } from './reserve-pool-state.ts';
import type { ReserveRoundState } from './reserve-round-state.ts';
import { numberOf, type Rules } from './rules/rule-set.ts';
import { workingDaysFrom } from './rules/working-days.ts';

const daysOf = (rules: Rules) => numberOf(rules, 'P1.NOTICE', 'workingDays');

/** The last day of a notice by the rule, the first day counted. */
export const noticeFrom = (rules: Rules, on: PartialDate) =>
  workingDaysFrom(firstDay(on), daysOf(rules));

/** That a notice would end sooner than the rule lets it. */
export function noticeShort(rules: Rules, on: PartialDate, endsOn: CivilDate): Finding[] {
  const { lastDay: earliest } = noticeFrom(rules, on);
  const params = { endsOn, earliest, workingDays: daysOf(rules) };
  return obstacles([
    endsOn < earliest,
    () => finding('NoticeTooShort', params, { rule: 'P1.NOTICE' }),
  ]);
}

/** That a round would be closed while its notice runs. */
export function noticeOpen(
  publicNotice: ReserveRoundState['publicNotice'],
  closedOn: PartialDate,
): Finding[] {
  const until = publicNotice?.endsOn ?? null;
  return obstacles([
    until !== null && firstDay(closedOn) <= until,
    () =>
      finding(
        'ReserveRoundNoticeOpen',
        { endsOn: until ?? '' },
        { rule: 'P1.NOTICE', ...citing(publicNotice) },
      ),
  ]);
}

/** That somebody entered the pool through the round by the day its notice would end. */
export function* admittedBy(
  { approved }: Pick<ReserveRoundState, 'approved'>,
  roundId: ReserveRoundId,
  endsOn: CivilDate,
): Reading<Finding[]> {
  const pools = yield* readEach((approved?.cadreIds ?? []).map((id) => reservePool(id)));
  const early = pools
    .flatMap(({ memberships }) => memberships)
    .filter((one) => one.roundId === roundId && firstDay(one.from) <= endsOn);
  return obstacles([
    early.length > 0,
    () =>
      finding(
        'AdmittedDuringNotice',
        { count: early.length, endsOn },
        { rule: 'P1.NOTICE', ...citing(...early) },
      ),
  ]);
}
