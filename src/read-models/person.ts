/** 干部: one row a person, with who they are and the best education they have. */
import { EducationLevel } from '../../events/code-tables.ts';
import { firstDay, type PartialDate } from '../../events/dates.ts';
import type { Recorded } from '../../events/define.ts';
import { IdentityNumberCorrected, RegistrationVoided } from '../../events/identity-correction.ts';
import { PersonProfileCorrected, PersonRegistered, type Profile } from '../../events/person.ts';
import { EducationRecorded, RegisterEntryVoided } from '../../events/register.ts';
import type { EventId, IdentityNumber } from '../../events/values.ts';
import { collection, handle, readModel } from './projection.ts';

type Education = {
  readonly eventId: EventId;
  readonly level: EducationLevel;
  readonly fullTime: boolean;
};
/** Personal values are null once erased. */
export type CadreRow = {
  readonly county: string | null;
  readonly cadreId: string;
  readonly name: string | null;
  readonly gender: Profile['gender'] | null;
  readonly birth: PartialDate | null;
  readonly ethnicity: string | null;
  readonly nativePlace: string | null;
  readonly politicalStatus: string | null;
  readonly joinedPartyOn: PartialDate | null;
  readonly workingSince: PartialDate | null;
  readonly health: string | null;
  /** The first six and the last four characters; the rest is not kept in rows. */
  readonly maskedIdentityNumber: string | null;
  readonly educationEntries: readonly Education[];
  /** The highest level of the educations. */
  readonly education: EducationLevel | null;
  readonly openingBalance: boolean;
  readonly registeredOn: PartialDate;
  readonly eventId: EventId;
  readonly document: string | null;
};
const row = handle<CadreRow>();
const key = (event: { data: { cadreId: string } }) => event.data.cadreId;

export const cadres = collection<CadreRow>({
  name: 'cadres',
  columns: {
    county: (state) => state.county,
    cadreId: (state) => state.cadreId,
    name: (state) => state.name,
    gender: (state) => state.gender,
    birth: (state) => firstDay(state.birth),
    ethnicity: (state) => state.ethnicity,
    politicalStatus: (state) => state.politicalStatus,
    joinedPartyOn: (state) => firstDay(state.joinedPartyOn),
    workingSince: (state) => firstDay(state.workingSince),
    education: (state) => state.education,
    openingBalance: (state) => state.openingBalance,
    registeredOn: (state) => firstDay(state.registeredOn),
  },
  indexes: [
    ['county', 'name'],
    ['county', 'birth'],
    ['county', 'registeredOn'],
  ],
  text: (state) => state.name ?? '',
  on: [
    row.begins(
      PersonRegistered,
      key,
      ({ id, data, personal, meta }) => ({
        county: meta.county,
        cadreId: data.cadreId,
        ...profileOf(personal),
        maskedIdentityNumber: personal === null ? null : masked(personal.identityNumber),
        educationEntries: [],
        education: null,
        openingBalance: data.openingBalance,
        registeredOn: meta.effectiveOn,
        eventId: id,
        document: meta.basis,
      }),
      atWorkSince,
    ),
    row.amends(
      PersonProfileCorrected,
      key,
      ({ data }) => data.eventId,
      (fact, { personal }) => {
        const was = (fact as Recorded<typeof PersonRegistered>).personal;
        const is = personal === null || was === null ? null : { ...was, ...personal.is };
        return { ...fact, personal: is } as Recorded;
      },
    ),
    row.amends(
      IdentityNumberCorrected,
      key,
      ({ data }) => data.eventId,
      (fact, { personal }) => {
        const was = (fact as Recorded<typeof PersonRegistered>).personal;
        const identityNumber = personal?.is;
        const is = was === null || identityNumber === undefined ? null : { ...was, identityNumber };
        return { ...fact, personal: is } as Recorded;
      },
    ),
    row.voids(RegistrationVoided, key, ({ data }) => data.eventId),
    row.continues(EducationRecorded, key, (state, { id, data, personal }) => {
      if (personal === null) return state;
      const entry = { eventId: id, level: personal.level, fullTime: data.fullTime };
      const educationEntries = [...state.educationEntries, entry];
      return { ...state, educationEntries, education: best(educationEntries) };
    }),
    row.voids(
      RegisterEntryVoided,
      ({ data }) => (data.entryType === EducationRecorded.type ? data.cadreId : null),
      ({ data }) => data.eventId,
    ),
  ],
});

export const personModel = readModel('person', 2, [cadres]);

const erased = {
  name: null,
  gender: null,
  birth: null,
  ethnicity: null,
  nativePlace: null,
  politicalStatus: null,
  joinedPartyOn: null,
  workingSince: null,
  health: null,
};

/**
 * Whoever was registered later than they began to work was there before: a roster of a day before
 * the registration would miss the holders of its posts.
 */
function atWorkSince({ personal, meta }: Recorded<typeof PersonRegistered>): PartialDate {
  const since = personal?.workingSince ?? null;
  if (since === null || firstDay(since) > firstDay(meta.effectiveOn)) return meta.effectiveOn;
  return since;
}

function profileOf(personal: (Profile & { identityNumber: IdentityNumber }) | null) {
  if (personal === null) return erased;
  const { identityNumber: _number, ...profile } = personal;
  return profile;
}

function masked(number: IdentityNumber): string {
  return `${number.slice(0, 6)}********${number.slice(-4)}`;
}

/** Levels stand in the code table from the highest down. */
function best(educations: readonly Education[]): EducationLevel | null {
  return (
    EducationLevel.options.find((level) => educations.some((one) => one.level === level)) ?? null
  );
}
