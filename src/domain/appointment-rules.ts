/** What an appointment must satisfy by the rules, whether it is decided now or corrected later. */
import type {
  LawfulRoute,
  PostKind,
  SelectionChannel,
  UnitType,
} from '../../events/code-tables.ts';
import { type CivilDate, lastDay, type PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import type { EventId } from '../../events/values.ts';
import { type Context, finding, obstacles, type Reading, read } from './command.ts';
import { mainPostingOn, type PostingsState, postingsOn } from './people.ts';
import type { Check } from './rules/judge.ts';
import {
  currentVersion,
  numberOf,
  type Rules,
  ruleSet,
  rulesAt,
  textsOf,
} from './rules/rule-set.ts';
import { workingDaysFrom } from './rules/working-days.ts';
import type { PostState } from './structure.ts';

/** The rules in force on a day, for what follows no procedure that pinned a version. */
export function* rulesInForce(context: Context, on: PartialDate | CivilDate): Reading<Rules> {
  const state = yield* read(ruleSet(context.county));
  return rulesAt(state, currentVersion(state, on as PartialDate));
}

/** Nobody may appoint whom villagers elect; asked of a decision and of the appointment. */
export function villageElectionCheck(rules: Rules, seat: PostState): Check {
  const rule = 'APPOINT.VILLAGE_ELECTION';
  const mode = seat.attributes?.mode;
  const broken = mode !== undefined && textsOf(rules, rule, 'modes').includes(mode);
  return { rule, broken, code: 'ElectedByVillagers' };
}

type Known = {
  readonly rules: Rules;
  readonly held: PostingsState;
  readonly seat: PostState;
  readonly unitType: UnitType;
};

type Chosen = {
  readonly channel: SelectionChannel;
  readonly lawfulRoute: LawfulRoute;
  readonly decidedOn: CivilDate;
  readonly tenureFrom: PartialDate;
};

/** Whether route and channel lead to the post, and from where the person worked on a day. */
export function groundsOf(order: Chosen, known: Known, workedOn: CivilDate): Check[] {
  const { rules, held, seat, unitType } = known;
  const { lawfulRoute, decidedOn, tenureFrom } = order;
  const inTeam =
    seat.attributes?.teamMember === true &&
    textsOf(rules, 'APPOINT.FIVE_KINDS', 'unitTypes').includes(unitType);
  const transferred = lawfulRoute === 'TRANSFER_IN' || order.channel === 'TRANSFER_IN';
  const refusedTypes = textsOf(rules, 'APPOINT.TRANSFER_IN', 'refusedUnitTypes');
  const { broken, evidence } = comesFrom(held, workedOn, refusedTypes);
  return [
    {
      rule: 'APPOINT.TRANSFER_IN',
      broken: transferred && broken,
      code: 'TransferInNotOpenToUnit',
      evidence,
    },
    {
      rule: 'APPOINT.FIVE_KINDS',
      broken: lawfulRoute === 'FIVE_KINDS' && !inTeam,
      code: 'FiveKindsElsewhere',
    },
    villageElectionCheck(rules, seat),
    {
      rule: 'APPOINT.TENURE',
      broken: lawfulRoute !== 'ELECTION' && lastDay(tenureFrom) < decidedOn,
      code: 'TenureBeforeDecision',
      params: { decidedOn },
    },
  ];
}

/** Some posts are held by a document only. */
export function documentCheck(rules: Rules, postKind: PostKind, basis: string | null): Check {
  const rule = 'APPOINT.DOCUMENT';
  const broken = basis === null && textsOf(rules, rule, 'postKinds').includes(postKind);
  return { rule, broken, code: 'DocumentNeeded' };
}

/** Whether somebody's place of work on a day is of one of the types; null when none is known. */
function comesFrom(held: PostingsState, on: CivilDate, unitTypes: readonly string[]) {
  const main = mainPostingOn(held, on);
  const places = main === null ? postingsOn(held, on) : [main];
  const found = places.filter(({ unitType }) => unitTypes.includes(unitType));
  return {
    broken: places.length === 0 ? null : found.length > 0,
    evidence: found.map(({ id }) => id),
  };
}

/** The document may be issued once the notice has ended; not issued yet, today counts. */
export function noticeCheck(
  order: Dates,
  startsOn: CivilDate | null,
  rules: Rules,
  today: CivilDate,
) {
  const days = numberOf(rules, 'APPOINT.NOTICE', 'workingDays');
  const notice = startsOn === null ? null : workingDaysFrom(startsOn, days);
  const endsOn = notice?.lastDay ?? null;
  const check: Check = {
    rule: 'APPOINT.NOTICE',
    broken: endsOn !== null && (order.documentIssuedOn ?? today) <= endsOn,
    code: 'NoticeStillRunning',
    params: { endsOn: endsOn ?? '' },
    evidence: order.decisionId === null ? [] : [order.decisionId],
  };
  return { check, advisories: notice?.advisories ?? [] };
}

type Dates = {
  readonly decisionId: EventId | null;
  readonly decidedOn: CivilDate;
  readonly documentIssuedOn: CivilDate | null;
};

export function dateObstacles(order: Dates, { today }: Pick<Context, 'today'>): Finding[] {
  const { decisionId, decidedOn, documentIssuedOn } = order;
  return obstacles(
    [
      decidedOn > today || (documentIssuedOn !== null && documentIssuedOn > today),
      () => finding('DateAhead', { today }),
    ],
    [
      documentIssuedOn !== null && documentIssuedOn < decidedOn,
      () =>
        finding(
          'DocumentBeforeDecision',
          { decidedOn },
          { evidence: decisionId === null ? [] : [decisionId] },
        ),
    ],
  );
}
