/** 后备干部公开推荐: opening and announcing a round, and what forbids anything to happen in it. */
import { z } from 'zod';
import { ReserveRoundSlotTaken } from '../../events/county.ts';
import { CivilDate, firstDay, yearOf } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { ReserveRoundAnnounced, ReserveRoundOpened } from '../../events/reserve-round.ts';
import { ReserveRoundId, text } from '../../events/values.ts';
import {
  accept,
  type Context,
  defineCommand,
  finding,
  obstacles,
  read,
  refuse,
} from './command.ts';
import {
  type Candidate,
  type ReserveRoundState,
  reserveRound,
  reserveRoundStream,
} from './reserve-round-state.ts';
import { currentVersion, numberOf, ruleSet, rulesAt } from './rules/rule-set.ts';
import { county, countyStream } from './structure.ts';

/** Opens a round; a county has at most one open. Pins the rule set in force. */
export const OpenReserveRound = defineCommand({
  name: 'OpenReserveRound',
  label: { zh: '设立后备干部推荐轮次', en: 'open a reserve round' },
  input: z.strictObject({ year: z.int().min(1990).max(2199), title: text(120) }),
  decide: function* (input, context) {
    const state = yield* read(county(context.county));
    const rules = yield* read(ruleSet(context.county));
    const open =
      state.openRound === null ? null : yield* read(reserveRound(state.openRound.roundId));
    if (open !== null && isSame(open, input, context)) return accept();
    // Back-entered, a round is measured by the one before it, not by the latest there is.
    const last = state.roundYears
      .filter((year) => year < input.year)
      .reduce((latest, year) => Math.max(latest, year), 0);
    const refusals = obstacles(
      [state.opened === null, () => finding('CountyNotOpen')],
      [
        state.openRound !== null,
        () => finding('ReserveRoundStillOpen', { year: state.openRound?.year ?? 0 }),
      ],
      [
        state.roundYears.includes(input.year),
        () => finding('ReserveRoundHeldInYear', { year: input.year }),
      ],
      [
        yearOf(context.effectiveOn) !== input.year,
        () => finding('ReserveRoundYearDiffers', { year: input.year, on: context.effectiveOn }),
      ],
    );
    if (refusals.length > 0) return refuse(refusals);
    const version = currentVersion(rules, context.effectiveOn);
    const intervalYears = numberOf(rulesAt(rules, version), 'P1.INTERVAL', 'years');
    const roundId = context.newId<ReserveRoundId>();
    return accept(
      [
        context.event(reserveRoundStream(roundId), ReserveRoundOpened, {
          roundId,
          ...input,
          ruleSetVersion: version,
        }),
        context.event(countyStream(context.county), ReserveRoundSlotTaken, {
          roundId,
          year: input.year,
        }),
      ],
      obstacles([
        last !== 0 && input.year - last !== intervalYears,
        () =>
          finding(
            'ReserveRoundOffInterval',
            { last, year: input.year, intervalYears },
            { rule: 'P1.INTERVAL' },
          ),
      ]),
    );
  },
});

export const AnnounceReserveRound = defineCommand({
  name: 'AnnounceReserveRound',
  label: { zh: '发布后备干部推荐公告', en: 'announce a reserve round' },
  input: z.strictObject({ roundId: ReserveRoundId, nominationsUntil: CivilDate }),
  decide: function* ({ roundId, nominationsUntil }, context) {
    const round = yield* read(reserveRound(roundId));
    if (isOurs(round, context) && round.nominationsUntil === nominationsUntil) return accept();
    const refusals = [
      ...standing(round, context),
      ...obstacles(
        [round.nominationsUntil !== null, () => finding('ReserveRoundAnnouncedAlready')],
        [
          nominationsUntil < firstDay(context.effectiveOn),
          () => finding('NominationsEndBeforeAnnouncement', { nominationsUntil }),
        ],
      ),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept([
      context.event(reserveRoundStream(roundId), ReserveRoundAnnounced, {
        roundId,
        nominationsUntil,
      }),
    ]);
  },
});

function isSame(
  { opened }: ReserveRoundState,
  { year, title }: { readonly year: number; readonly title: string },
  { effectiveOn }: Context,
): boolean {
  return opened?.year === year && opened.title === title && opened.on === effectiveOn;
}

/** Another county's round is unknown here, also to somebody who asks for what is so already. */
export function isOurs(round: ReserveRoundState, context: Context): boolean {
  return round.opened?.county === context.county;
}

/** What forbids anything to happen in a round: unknown, over, or a date before it began. */
export function standing(round: ReserveRoundState, context: Context): Finding[] {
  return obstacles(
    [!isOurs(round, context), () => finding('ReserveRoundUnknown')],
    [round.cancelled || round.stage === 'CLOSED', () => finding('ReserveRoundOver')],
    [
      round.opened !== null && firstDay(context.effectiveOn) < firstDay(round.opened.on),
      () => finding('BeforeReserveRound', { opened: round.opened?.on ?? '' }),
    ],
  );
}

export function nominated(candidate: Candidate | undefined): Finding[] {
  return obstacles([candidate === undefined, () => finding('CandidateNotNominated')]);
}
