/** 后备干部公开推荐: opening and announcing a round. */
import { z } from 'zod';
import { ReserveRoundSlotTaken } from '../../events/county.ts';
import { CivilDate, firstDay, type PartialDate, yearOf } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { ReserveRoundAnnounced, ReserveRoundOpened } from '../../events/reserve-round.ts';
import { ReserveAnnouncementCorrected } from '../../events/reserve-round-correction.ts';
import { type ReserveRoundId, text } from '../../events/values.ts';
import {
  accept,
  type Context,
  citing,
  defineCommand,
  finding,
  obstacles,
  read,
  refuse,
} from './command.ts';
import { type Round, roundCorrection, roundStep } from './reserve-round-command.ts';
import { type ReserveRoundState, reserveRound, reserveRoundStream } from './reserve-round-state.ts';
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
        () =>
          finding(
            'ReserveRoundStillOpen',
            { year: state.openRound?.year ?? 0 },
            citing(open?.opened),
          ),
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

export const AnnounceReserveRound = roundStep({
  name: 'AnnounceReserveRound',
  label: { zh: '发布后备干部推荐公告', en: 'announce a reserve round' },
  input: { nominationsUntil: CivilDate },
  decide: (round, { roundId, nominationsUntil }, context) => {
    const { announced } = round;
    const isSameEnd = announced?.nominationsUntil === nominationsUntil;
    if (isSameEnd && announced.on === context.effectiveOn) return accept();
    const refusals = [
      ...obstacles([
        announced !== null,
        () => finding('ReserveRoundAnnouncedAlready', {}, citing(announced)),
      ]),
      ...endObstacles(nominationsUntil, context.effectiveOn),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const data = { roundId, nominationsUntil };
    return accept([context.event(round.stream, ReserveRoundAnnounced, data)]);
  },
});

/** Corrects until when nominations were taken; those made stay within it. */
export const CorrectReserveAnnouncement = roundCorrection({
  name: 'CorrectReserveAnnouncement',
  label: { zh: '更正后备干部推荐公告', en: 'correct the announcement of a reserve round' },
  input: { nominationsUntil: CivilDate },
  decide: (round, { roundId, nominationsUntil: is }, context) => {
    const { announced } = round;
    if (announced === null) return refuse([finding('ReserveRoundNotAnnounced')]);
    const { eventId, nominationsUntil: was } = announced;
    if (is === was) return accept();
    const refusals = announcementObstacles(round, { on: announced.on, until: is });
    if (refusals.length > 0) return refuse(refusals);
    const data = { roundId, eventId, was, is };
    return accept([context.event(round.stream, ReserveAnnouncementCorrected, data)]);
  },
});

/** That nominations would end too early: before the announcement, or before some were made. */
export function announcementObstacles(
  { candidates }: Round,
  { on, until }: { readonly on: PartialDate; readonly until: CivilDate },
): Finding[] {
  const later = [...candidates.values()]
    .flatMap(({ nominations }) => nominations)
    .filter((one) => firstDay(one.on) > until);
  const count = later.length;
  return [
    ...endObstacles(until, on),
    ...obstacles([count > 0, () => finding('NominatedLater', { count, until }, citing(...later))]),
  ];
}

/** That nominations would end before they are called for. */
function endObstacles(nominationsUntil: CivilDate, announcedOn: PartialDate): Finding[] {
  return obstacles([
    nominationsUntil < firstDay(announcedOn),
    () => finding('NominationsEndBeforeAnnouncement', { nominationsUntil }),
  ]);
}

function isSame(
  { opened }: ReserveRoundState,
  { year, title }: { readonly year: number; readonly title: string },
  { effectiveOn }: Context,
): boolean {
  return opened?.year === year && opened.title === title && opened.on === effectiveOn;
}
