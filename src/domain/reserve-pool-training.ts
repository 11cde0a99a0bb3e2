/** 后备干部培养与评定: training, and the yearly rating of members. */
import { z } from 'zod';
import { codeTables, ReserveRating, TrainingMode } from '../../events/code-tables.ts';
import { CivilDate, firstDay, yearOf } from '../../events/dates.ts';
import {
  ReserveMemberExited,
  ReserveMemberRated,
  TrainingAssigned,
  TrainingCompleted,
} from '../../events/reserve-pool.ts';
import { CadreId, Remark } from '../../events/values.ts';
import { accept, citing, defineCommand, finding, obstacles, read, refuse } from './command.ts';
import { cadreStream } from './people.ts';
import { laterFacts, servingMember, suspendedOn } from './reserve-pool-state.ts';
import { currentVersion, numberOf, ruleSet, rulesAt } from './rules/rule-set.ts';

export const AssignTraining = defineCommand({
  name: 'AssignTraining',
  label: { zh: '下达培养任务', en: 'assign training' },
  input: z.strictObject({
    cadreId: CadreId,
    mode: TrainingMode,
    plannedUntil: CivilDate.nullable(),
  }),
  decide: function* (input, context) {
    const { refusals, membership } = yield* servingMember(input.cadreId, context);
    const running = membership?.trainings.find(
      ({ mode, completed }) => mode === input.mode && completed === null,
    );
    const isSame =
      running?.plannedUntil === input.plannedUntil && running?.on === context.effectiveOn;
    if (running !== undefined && isSame) return accept();
    const on = firstDay(context.effectiveOn);
    refusals.push(
      ...obstacles(
        [
          running !== undefined,
          () =>
            finding(
              'TrainingStandsOtherwise',
              { on: running?.on ?? '', until: running?.plannedUntil ?? '—' },
              citing(running),
            ),
        ],
        [
          membership !== null && suspendedOn(membership, on),
          () => finding('ReserveMemberIsSuspended', {}, citing(membership?.suspensions.at(-1))),
        ],
        [input.plannedUntil !== null && input.plannedUntil < on, () => finding('EndBeforeStart')],
      ),
    );
    if (refusals.length > 0 || membership === null) return refuse(refusals);
    return accept([
      context.event(cadreStream(input.cadreId), TrainingAssigned, {
        ...input,
        membershipId: membership.id,
      }),
    ]);
  },
});

export const CompleteTraining = defineCommand({
  name: 'CompleteTraining',
  label: { zh: '完成培养任务', en: 'complete training' },
  input: z.strictObject({
    cadreId: CadreId,
    mode: TrainingMode,
    hours: z.int().min(0).max(10_000),
  }),
  decide: function* ({ cadreId, mode, hours }, context) {
    const { refusals, membership } = yield* servingMember(cadreId, context);
    const own = membership?.trainings.filter((one) => one.mode === mode) ?? [];
    const training = own.find(({ completed }) => completed === null);
    const on = context.effectiveOn;
    const isDone = own.some(({ completed }) => completed?.on === on && completed.hours === hours);
    if (training === undefined && isDone) return accept();
    refusals.push(
      ...obstacles([
        membership !== null && training === undefined,
        () =>
          finding('NoSuchTraining', {
            modeZh: modeLabel(mode, 'zh'),
            modeEn: modeLabel(mode, 'en'),
          }),
      ]),
    );
    if (refusals.length > 0 || !membership || !training) return refuse(refusals);
    return accept([
      context.event(cadreStream(cadreId), TrainingCompleted, {
        cadreId,
        membershipId: membership.id,
        trainingId: training.eventId,
        hours,
      }),
    ]);
  },
});

/** The yearly rating; rated poor as often as the rule says, the member leaves in the same act. */
export const RateReserveMember = defineCommand({
  name: 'RateReserveMember',
  label: { zh: '后备干部年度评定', en: 'rate a reserve member' },
  input: z.strictObject({
    cadreId: CadreId,
    year: z.int().min(1990).max(2199),
    rating: ReserveRating,
    evidence: Remark.nullable(),
  }),
  decide: function* ({ cadreId, year, rating, evidence }, context) {
    const { refusals, membership } = yield* servingMember(cadreId, context);
    const rules = yield* read(ruleSet(context.county));
    const before = membership?.ratings.find((one) => one.year === year);
    if (before?.rating === rating) return accept();
    refusals.push(
      ...obstacles(
        [before !== undefined, () => finding('RatedAlready', { year }, citing(before))],
        [year > yearOf(context.effectiveOn), () => finding('RatingYearAhead', { year })],
      ),
    );
    if (refusals.length > 0 || membership === null) return refuse(refusals);
    const stream = cadreStream(cadreId);
    const membershipId = membership.id;
    const rated = context.event(
      stream,
      ReserveMemberRated,
      { cadreId, membershipId, year },
      { personal: { rating, evidence } },
    );
    const poor = [...membership.ratings, { rating }].filter((one) => one.rating === 'C');
    const poorMax = numberOf(
      rulesAt(rules, currentVersion(rules, context.effectiveOn)),
      'P1.RATING',
      'poorRatings',
    );
    if (poor.length < poorMax || membership.exited !== null) return accept([rated]);
    const later = laterFacts(membership, firstDay(context.effectiveOn));
    if (later.length > 0) return accept([rated], later);
    const exit = { cadreId, membershipId, exitReason: 'ASSESSMENT_LOW' as const };
    return accept([
      rated,
      context.event(stream, ReserveMemberExited, { ...exit, appointmentId: null }),
    ]);
  },
});

const modeLabel = (mode: string, language: 'zh' | 'en') =>
  codeTables.get('TrainingMode')?.labels[mode]?.[language] ?? mode;

export const reserveTrainingCommands = [AssignTraining, CompleteTraining, RateReserveMember];
