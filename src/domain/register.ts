/** The register: education, honours, assessments, rewards, sanctions and family of a person. */
import { z } from 'zod';
import { firstDay, lastDay, yearOf } from '../../events/dates.ts';
import type { EventDefinition, Finding } from '../../events/define.ts';
import {
  AssessmentRecorded,
  EducationRecorded,
  FamilyMemberRecorded,
  PoliticalHonourGranted,
  RegisterEntryVoided,
  RewardGranted,
  SanctionExpired,
  SanctionImposed,
} from '../../events/register.ts';
import { CadreId, EventId } from '../../events/values.ts';
import {
  accept,
  type Context,
  citing,
  type Deciding,
  defineCommand,
  defineCorrection,
  finding,
  obstacles,
  read,
  refuse,
} from './command.ts';
import { cadreStream, person } from './people.ts';
import { cadreObstacles } from './person.ts';
import { type RegisterState, register, sameEntry } from './register-entries.ts';

/** 学历登记 */
export const RecordEducation = defineCommand({
  name: 'RecordEducation',
  label: { zh: '登记学历', en: 'Record an education' },
  input: EducationRecorded.data.extend(EducationRecorded.personal.shape),
  decide: ({ cadreId, fullTime, ...personal }, context) =>
    enter(context, EducationRecorded, { cadreId, fullTime }, personal),
});

/** 荣誉授予 */
export const GrantHonour = defineCommand({
  name: 'GrantHonour',
  label: { zh: '登记荣誉', en: 'Record an honour' },
  input: PoliticalHonourGranted.data,
  decide: (data, context) => enter(context, PoliticalHonourGranted, data, null),
});

/** 年度考核: one a year; another grade is recorded after the first was voided. */
export const RecordAssessment = defineCommand({
  name: 'RecordAssessment',
  label: { zh: '登记年度考核', en: 'Record an annual assessment' },
  input: AssessmentRecorded.data.extend(AssessmentRecorded.personal.shape),
  decide: ({ cadreId, year, grade }, context) =>
    enter(context, AssessmentRecorded, { cadreId, year }, { grade }, false, (state) => {
      const other = sameEntry(state, AssessmentRecorded, { year }, null);
      return obstacles(
        [other !== null, () => finding('AssessmentStands', { year }, citing(other))],
        [
          year > yearOf(context.effectiveOn),
          () => finding('AssessmentYearAhead', { year, on: context.effectiveOn }),
        ],
      );
    }),
});

/** 奖励 */
export const GrantReward = defineCommand({
  name: 'GrantReward',
  label: { zh: '登记奖励', en: 'Record a reward' },
  input: RewardGranted.data.extend(RewardGranted.personal.shape),
  decide: ({ cadreId, ...personal }, context) =>
    enter(context, RewardGranted, { cadreId }, personal),
});

/** 处分: until when it has effect is part of the decision (公务员法 64, 政务处分法 8). */
export const ImposeSanction = defineCommand({
  name: 'ImposeSanction',
  label: { zh: '登记处分', en: 'Record a sanction' },
  input: SanctionImposed.data.extend(SanctionImposed.personal.shape),
  decide: ({ cadreId, effectEndsOn, ...personal }, context) =>
    enter(context, SanctionImposed, { cadreId, effectEndsOn }, personal, true, () =>
      obstacles([
        lastDay(effectEndsOn) < firstDay(context.effectiveOn),
        () => finding('EndBeforeStart'),
      ]),
    ),
});

/** 处分影响期满 */
export const ExpireSanction = defineCommand({
  name: 'ExpireSanction',
  label: { zh: '登记处分影响期满', en: 'Record that a sanction expired' },
  input: z.strictObject({
    cadreId: CadreId,
    sanctionId: EventId.meta({ globalId: 'Sanction' }),
  }),
  decide: ({ cadreId, sanctionId }, context) =>
    enter(context, SanctionExpired, { cadreId, sanctionId }, null, true, (state) => {
      const sanction = state.entries.find(
        ({ eventId, type }) => eventId === sanctionId && type === SanctionImposed.type,
      );
      const expiry = sameEntry(state, SanctionExpired, { sanctionId }, null);
      return obstacles(
        [sanction === undefined, () => finding('EntryUnknown')],
        [
          expiry !== null,
          () => finding('SanctionExpiredBefore', { on: expiry?.on ?? '' }, citing(expiry)),
        ],
        [
          sanction !== undefined && lastDay(context.effectiveOn) < firstDay(sanction.on),
          () => finding('EndBeforeStart', {}, citing(sanction)),
        ],
      );
    }),
});

/** 家庭成员登记 */
export const RecordFamilyMember = defineCommand({
  name: 'RecordFamilyMember',
  label: { zh: '登记家庭成员', en: 'Record a family member' },
  input: FamilyMemberRecorded.data.extend(FamilyMemberRecorded.personal.shape),
  *decide({ cadreId, relativeCadreId, ...personal }, context) {
    const relative = relativeCadreId === null ? null : yield* read(person(relativeCadreId));
    const data = { cadreId, relativeCadreId };
    return yield* enter(context, FamilyMemberRecorded, data, personal, false, () =>
      obstacles(
        [
          relative !== null && relative.registered?.county !== context.county,
          () => finding('RelativeUnknown'),
        ],
        [relativeCadreId === cadreId, () => finding('RelativeIsOneself')],
      ),
    );
  },
});

/** 登记事项撤销: an entry made in error; of a sanction's expiry too, and the sanction stands again. */
export const VoidRegisterEntry = defineCorrection({
  name: 'VoidRegisterEntry',
  label: { zh: '撤销登记事项', en: 'Void a register entry' },
  input: z.strictObject({ cadreId: CadreId, eventId: EventId }),
  *decide({ cadreId, eventId }, context) {
    const who = yield* read(person(cadreId));
    const state = yield* read(register(cadreId));
    const entry = state.entries.find((one) => one.eventId === eventId);
    if (who.registered?.county !== context.county) return refuse([finding('CadreUnknown')]);
    if (state.voided.includes(eventId)) return accept();
    if (entry === undefined) return refuse([finding('EntryUnknown')]);
    const expired = entry.type === SanctionExpired.type ? entry.values.sanctionId : null;
    const sanctionId = expired as EventId | null;
    const data = { cadreId, eventId, entryType: entry.type, sanctionId };
    return accept([context.event(cadreStream(cadreId), RegisterEntryVoided, data)]);
  },
});

export const registerCommands = [
  RecordEducation,
  GrantHonour,
  RecordAssessment,
  GrantReward,
  ImposeSanction,
  ExpireSanction,
  RecordFamilyMember,
  VoidRegisterEntry,
];

/**
 * Enters a fact unless it stands already. `dated`: the same on another day is another fact;
 * `rules` find what else stands in the way.
 */
function* enter<D extends EventDefinition>(
  context: Context,
  definition: D,
  data: z.input<D['data']> & { readonly cadreId: CadreId },
  personal: Readonly<Record<string, unknown>> | null,
  dated = true,
  rules: (state: RegisterState) => readonly Finding[] = () => [],
): Deciding {
  const { cadreId } = data;
  const who = yield* read(person(cadreId));
  const state = yield* read(register(cadreId));
  const known = cadreObstacles(who, context);
  const values = { ...data, ...personal };
  const on = dated ? context.effectiveOn : null;
  if (known.length === 0 && sameEntry(state, definition, values, on) !== null) return accept();
  const refusals = [...known, ...rules(state)];
  if (refusals.length > 0) return refuse(refusals);
  // The personal values are the definition's own fields, passed on as the command's input had them.
  const options = personal === null ? {} : { personal: personal as never };
  return accept([context.event(cadreStream(cadreId), definition, data, options)]);
}
