/** A person as deciders read them: who they are, and what stands in their register. */
import type { PartialDate } from '../../events/dates.ts';
import { RegistrationVoided } from '../../events/identity-correction.ts';
import { PersonProfileCorrected, PersonRegistered, type Profile } from '../../events/person.ts';
import {
  AssessmentRecorded,
  EducationRecorded,
  PoliticalHonourGranted,
  RegisterEntryVoided,
  RewardGranted,
  SanctionExpired,
  SanctionImposed,
} from '../../events/register.ts';
import type { CountyCode, EventId } from '../../events/values.ts';
import { fold, when } from './fold.ts';

export type Entry = { readonly eventId: EventId; readonly type: string; readonly on: PartialDate };
export type PersonState = {
  readonly registered: { readonly eventId: EventId; readonly county: CountyCode | null } | null;
  /** Registered in error, and taken back. */
  readonly registrationVoided: boolean;
  /** null: erased, or never known; a rule that needs it is then undecided. */
  readonly profile: Profile | null;
  readonly honours: readonly (Entry & { readonly honour: string })[];
  readonly assessments: readonly (Entry & {
    readonly year: number;
    readonly grade: string | null;
  })[];
  readonly educations: readonly (Entry & { readonly level: string | null })[];
  readonly sanctions: readonly (Entry & {
    readonly effectEndsOn: PartialDate;
    readonly expiredOn: PartialDate | null;
    /** The event by which it expired; voiding it lets the sanction stand again. */
    readonly expiryId: EventId | null;
  })[];
  readonly otherEntries: readonly Entry[];
};
const nobody: PersonState = {
  registered: null,
  registrationVoided: false,
  profile: null,
  honours: [],
  assessments: [],
  educations: [],
  sanctions: [],
  otherEntries: [],
};
const entry = (event: {
  id: EventId;
  type: string;
  meta: { effectiveOn: PartialDate };
}): Entry => ({
  eventId: event.id,
  type: event.type,
  on: event.meta.effectiveOn,
});
export const personFold = fold<PersonState>('person', nobody, [
  when(PersonRegistered, (state, { id, personal, meta }) => {
    const { identityNumber: _number, ...profile } = personal ?? {};
    return {
      ...state,
      registered: { eventId: id, county: meta.county },
      profile: personal === null ? null : (profile as Profile),
    };
  }),
  when(RegistrationVoided, (state) => ({
    ...state,
    registered: null,
    profile: null,
    registrationVoided: true,
  })),
  when(PersonProfileCorrected, (state, { personal }) => ({
    ...state,
    profile: personal?.is ?? null,
  })),
  when(EducationRecorded, (state, event) => ({
    ...state,
    educations: [...state.educations, { ...entry(event), level: event.personal?.level ?? null }],
  })),
  when(PoliticalHonourGranted, (state, event) => ({
    ...state,
    honours: [...state.honours, { ...entry(event), honour: event.data.honour }],
  })),
  when(AssessmentRecorded, (state, event) => ({
    ...state,
    assessments: [
      ...state.assessments,
      { ...entry(event), year: event.data.year, grade: event.personal?.grade ?? null },
    ],
  })),
  when(SanctionImposed, (state, event) => ({
    ...state,
    sanctions: [
      ...state.sanctions,
      { ...entry(event), effectEndsOn: event.data.effectEndsOn, expiredOn: null, expiryId: null },
    ],
  })),
  when(SanctionExpired, (state, { id, data, meta }) => ({
    ...state,
    sanctions: state.sanctions.map((sanction) =>
      sanction.eventId === data.sanctionId
        ? { ...sanction, expiredOn: meta.effectiveOn, expiryId: id }
        : sanction,
    ),
  })),
  when(RewardGranted, (state, event) => ({
    ...state,
    otherEntries: [...state.otherEntries, entry(event)],
  })),
  when(RegisterEntryVoided, (state, { data }) => {
    const stays = ({ eventId }: Entry) => eventId !== data.eventId;
    return {
      ...state,
      honours: state.honours.filter(stays),
      assessments: state.assessments.filter(stays),
      educations: state.educations.filter(stays),
      sanctions: state.sanctions
        .filter(stays)
        .map((sanction) =>
          sanction.expiryId === data.eventId
            ? { ...sanction, expiredOn: null, expiryId: null }
            : sanction,
        ),
      otherEntries: state.otherEntries.filter(stays),
    };
  }),
]);
