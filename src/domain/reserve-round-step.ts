/** 推荐轮次环节更正: the days of its steps; an opening, announcement or end recorded in error. */
import { ReserveRoundSlotReleased, ReserveRoundSlotTaken } from '../../events/county.ts';
import { CivilDate, firstDay, lastDay, PartialDate, yearOf } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import {
  ReserveRoundEndVoided,
  ReserveRoundStepCorrected,
  ReserveRoundStepVoided,
} from '../../events/reserve-round-correction.ts';
import { EventId } from '../../events/values.ts';
import { inOrder, type Step } from './chronology.ts';
import { accept, type Context, citing, finding, obstacles, read, refuse } from './command.ts';
import { announcementObstacles } from './reserve-round.ts';
import { type Round, roundCorrection, stepsOf } from './reserve-round-command.ts';
import { admittedBy, noticeFrom, noticeOpen, noticeShort } from './reserve-round-notice.ts';
import { reserveRound } from './reserve-round-state.ts';
import { pinnedStay } from './rules/rule-set.ts';
import { county, countyStream } from './structure.ts';

/** 更正推荐轮次环节日期: within its neighbours, judged by the rules the round pinned. */
export const CorrectReserveRoundStep = roundCorrection({
  name: 'CorrectReserveRoundStep',
  label: { zh: '更正推荐轮次环节日期', en: 'correct the date of a step of a reserve round' },
  input: {
    eventId: EventId.meta({
      description:
        'The opening, announcement, deliberation, notice, closing or cancellation of the round.',
    }),
    on: PartialDate,
    until: CivilDate.nullable().meta({
      description:
        'Of the announcement: until when nominations were taken (null: as recorded); of the notice: its last day (null: as the rule counts it); otherwise null.',
    }),
  },
  decide: function* (round, { roundId, eventId, on, until }, context) {
    const { opened, announced, publicNotice } = round;
    const step = courseOf(round).find((one) => one.eventId === eventId);
    if (step === undefined) return refuse([finding('CorrectedFactUnknown')]);
    const end =
      step === announced
        ? announced.nominationsUntil
        : step === publicNotice
          ? publicNotice.endsOn
          : null;
    const was = { on: step.on, until: end };
    const counted = step === publicNotice && on !== was.on ? noticeFrom(round.rules, on) : null;
    const is = { on, until: until ?? counted?.lastDay ?? was.until };
    if (is.on === was.on && is.until === was.until) return accept();
    const refusals = [
      ...obstacles([until !== null && end === null, () => finding('StepHasNoEnd')]),
      ...dayObstacles(round, step, on, context),
      ...ownObstacles(round, step, is),
      ...(step === publicNotice && is.until !== null
        ? yield* admittedBy(round, roundId, is.until)
        : []),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const data = { roundId, eventId, was, is };
    return accept(
      [context.event(round.stream, ReserveRoundStepCorrected, data)],
      [
        ...(counted?.advisories ?? []),
        ...(step === opened ? yield* pinnedStay(opened, on, context) : []),
      ],
    );
  },
});

/** 撤销推荐轮次环节记录: the announcement, or the opening, while nothing was recorded on it. */
export const VoidReserveRoundStep = roundCorrection({
  name: 'VoidReserveRoundStep',
  label: {
    zh: '撤销推荐轮次设立或公告记录',
    en: 'void the announcement or the opening of a reserve round',
  },
  again: ({ voided }, { eventId }) => voided.includes(eventId),
  input: {
    eventId: EventId.meta({ description: 'The latest: the announcement, or the opening.' }),
  },
  decide: function* (round, { roundId, eventId }, context) {
    const { opened, announced, ended } = round;
    yield* read(county(context.county));
    const latest = announced ?? opened;
    const since = stepsOf(round).filter((one) => one !== null && one !== announced);
    const refusals = obstacles(
      [latest.eventId !== eventId, () => finding('ReserveRoundStepNotLatest', {}, citing(latest))],
      [since.length > 0, () => finding('RecordedSince', { count: since.length }, citing(...since))],
      [ended !== null, () => finding('ReserveRoundOver', {}, citing(ended))],
    );
    if (refusals.length > 0) return refuse(refusals);
    const voided = context.event(round.stream, ReserveRoundStepVoided, { roundId, eventId });
    if (latest !== opened) return accept([voided]);
    const released = { roundId, year: opened.year, held: false };
    const stream = countyStream(context.county);
    return accept([voided, context.event(stream, ReserveRoundSlotReleased, released)]);
  },
});

/** 撤销推荐轮次结束记录: the round goes on, and is the one the county has open. */
export const VoidReserveRoundEnd = roundCorrection({
  name: 'VoidReserveRoundEnd',
  label: {
    zh: '撤销推荐轮次结束或取消记录',
    en: 'void the closing or the cancellation of a reserve round',
  },
  input: {},
  decide: function* ({ opened, ended, cancelled, voided, stream }, { roundId }, context) {
    const { openRound, roundYears } = yield* read(county(context.county));
    const other = openRound === null ? null : yield* read(reserveRound(openRound.roundId));
    if (ended === null) {
      return voided.includes('ended') ? accept() : refuse([finding('ReserveRoundNotOver')]);
    }
    const { year } = opened;
    const refusals = obstacles(
      [
        openRound !== null,
        () =>
          finding('ReserveRoundStillOpen', { year: openRound?.year ?? 0 }, citing(other?.opened)),
      ],
      [cancelled && roundYears.includes(year), () => finding('ReserveRoundHeldInYear', { year })],
    );
    if (refusals.length > 0) return refuse(refusals);
    return accept([
      context.event(stream, ReserveRoundEndVoided, { roundId, eventId: ended.eventId }),
      context.event(countyStream(context.county), ReserveRoundSlotTaken, { roundId, year }),
    ]);
  },
});

export const reserveRoundStepCommands = [
  CorrectReserveRoundStep,
  VoidReserveRoundStep,
  VoidReserveRoundEnd,
];

/** The steps of the round itself, in their order. */
function courseOf({ opened, announced, approved, publicNotice, ended }: Round): readonly Step[] {
  return [opened, announced, approved, publicNotice, ended].filter((one) => one !== null);
}

/** That the day lies ahead, or surely on the wrong side of what preceded or followed the step. */
function dayObstacles(round: Round, step: Step, on: PartialDate, { today }: Context): Finding[] {
  const course = courseOf(round);
  const at = course.indexOf(step);
  const [before, after] = around(round, step);
  const wrong = [
    ...[...course.slice(0, at), ...before].filter((one) => inOrder(on, one)[0]),
    ...[...after, ...course.slice(at + 1)].filter((one) => lastDay(one.on) < firstDay(on)),
  ];
  return obstacles(
    [firstDay(on) > today && firstDay(step.on) <= today, () => finding('DateAhead', { today })],
    [
      wrong.length > 0,
      () => finding('StepOutOfOrder', { count: wrong.length, on }, citing(...wrong)),
    ],
  );
}

/** What of the candidates, meetings and talks comes before a step, and what after. */
function around(round: Round, step: Step): readonly [readonly Step[], readonly Step[]] {
  const { opened, announced, approved, ended, candidates } = round;
  const course = courseOf(round);
  const others = stepsOf(round).filter((one): one is Step => one !== null && !course.includes(one));
  if (step === opened) return [[], others];
  if (step === ended) return [others, []];
  if (step === announced) {
    return [[], [...candidates.values()].flatMap(({ nominations }) => nominations)];
  }
  if (step !== approved) return [[], []];
  const inspected = approved.cadreIds.map((cadreId) => candidates.get(cadreId)?.inspected ?? null);
  return [inspected.filter((one) => one !== null), []];
}

type Span = { readonly on: PartialDate; readonly until: CivilDate | null };

/** What the step itself was judged by when it was recorded. */
function ownObstacles(round: Round, step: Step, { on, until }: Span): Finding[] {
  const { opened, announced, publicNotice, ended, cancelled, rules } = round;
  const { year } = opened;
  if (step === opened) {
    return obstacles([yearOf(on) !== year, () => finding('ReserveRoundYearDiffers', { year, on })]);
  }
  if (step === announced && until !== null) return announcementObstacles(round, { on, until });
  if (step === publicNotice && until !== null) {
    const closed = cancelled ? null : ended;
    return [
      ...obstacles([!CivilDate.safeParse(on).success, () => finding('DayNeeded', { on })]),
      ...noticeShort(rules, on, until),
      ...(closed === null ? [] : noticeOpen({ ...publicNotice, endsOn: until }, closed.on)),
    ];
  }
  return step === ended && !cancelled ? noticeOpen(publicNotice, on) : [];
}
