/** 登记事项: one row an entry of a person's register, dated by when it holds. */
import type { AssessmentGrade, EducationLevel } from '../../events/code-tables.ts';
import { firstDay, type PartialDate, yearOf } from '../../events/dates.ts';
import type { DataOf, EventDefinition, Recorded } from '../../events/define.ts';
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
import type { EventId } from '../../events/values.ts';
import { collection, handle, readModel } from './projection.ts';
import type { State } from './row.ts';

type Entry = {
  readonly county: string | null;
  readonly cadreId: string;
  readonly on: PartialDate;
  readonly eventId: EventId;
  readonly document: string | null;
};
/** Personal values are null once erased. */
export type EducationRow = Entry & {
  readonly fullTime: boolean;
  readonly level: EducationLevel | null;
  readonly degree: string | null;
  readonly school: string | null;
};
export type HonourRow = Entry & {
  readonly honour: DataOf<typeof PoliticalHonourGranted>['honour'];
  readonly title: string;
  readonly grantedBy: string;
};
export type AssessmentRow = Entry & {
  readonly year: number;
  readonly grade: AssessmentGrade | null;
};
export type RewardRow = Entry & {
  readonly title: string | null;
  readonly grantedBy: string | null;
};
export type SanctionRow = Entry & {
  readonly kind: string | null;
  readonly detail: string | null;
  readonly effectEndsOn: PartialDate;
  readonly expiredOn: PartialDate | null;
  readonly expiryEventId: EventId | null;
};
export type FamilyMemberRow = Entry & {
  readonly relativeCadreId: string | null;
  readonly relation: string | null;
  readonly name: string | null;
  readonly birthMonth: PartialDate | null;
  readonly unitAndPost: string | null;
};

export const educations = entries<EducationRow>('educations', {
  columns: { level: (state) => state.level, fullTime: (state) => state.fullTime },
  on: [
    handle<EducationRow>().begins(EducationRecorded, keyOf, (event) => ({
      ...entryOf(event),
      fullTime: event.data.fullTime,
      level: event.personal?.level ?? null,
      degree: event.personal?.degree ?? null,
      school: event.personal?.school ?? null,
    })),
    voided(EducationRecorded),
  ],
});

export const honours = entries<HonourRow>('honours', {
  columns: { honour: (state) => state.honour, title: (state) => state.title },
  on: [
    handle<HonourRow>().begins(PoliticalHonourGranted, keyOf, (event) => ({
      ...entryOf(event),
      honour: event.data.honour,
      title: event.data.title,
      grantedBy: event.data.grantedBy,
    })),
    voided(PoliticalHonourGranted),
  ],
});

export const assessments = entries<AssessmentRow>('assessments', {
  columns: { year: (state) => state.year, grade: (state) => state.grade },
  on: [
    handle<AssessmentRow>().begins(AssessmentRecorded, keyOf, (event) => ({
      ...entryOf(event),
      year: event.data.year,
      grade: event.personal?.grade ?? null,
    })),
    voided(AssessmentRecorded),
  ],
});

export const rewards = entries<RewardRow>('rewards', {
  columns: { title: (state) => state.title },
  on: [
    handle<RewardRow>().begins(RewardGranted, keyOf, (event) => ({
      ...entryOf(event),
      title: event.personal?.title ?? null,
      grantedBy: event.personal?.grantedBy ?? null,
    })),
    voided(RewardGranted),
  ],
});

export const sanctions = entries<SanctionRow>('sanctions', {
  columns: {
    effectEndsOn: (state) => firstDay(state.effectEndsOn),
    expiredOn: (state) => firstDay(state.expiredOn),
    expired: (state) => state.expiredOn !== null,
  },
  on: [
    handle<SanctionRow>().begins(SanctionImposed, keyOf, (event) => ({
      ...entryOf(event),
      kind: event.personal?.kind ?? null,
      detail: event.personal?.detail ?? null,
      effectEndsOn: event.data.effectEndsOn,
      expiredOn: null,
      expiryEventId: null,
    })),
    handle<SanctionRow>().continues(
      SanctionExpired,
      ({ data }) => data.sanctionId,
      (state, { id, meta }) => ({ ...state, expiredOn: meta.effectiveOn, expiryEventId: id }),
    ),
    handle<SanctionRow>().voids(
      RegisterEntryVoided,
      ({ data }) => (data.entryType === SanctionImposed.type ? data.eventId : data.sanctionId),
      ({ data }) => data.eventId,
    ),
  ],
});

export const familyMembers = entries<FamilyMemberRow>('familyMembers', {
  columns: {
    relation: (state) => state.relation,
    relativeCadreId: (state) => state.relativeCadreId,
  },
  on: [
    handle<FamilyMemberRow>().begins(FamilyMemberRecorded, keyOf, (event) => ({
      ...entryOf(event),
      relativeCadreId: event.data.relativeCadreId,
      relation: event.personal?.relation ?? null,
      name: event.personal?.name ?? null,
      birthMonth: event.personal?.birthMonth ?? null,
      unitAndPost: event.personal?.unitAndPost ?? null,
    })),
    voided(FamilyMemberRecorded),
  ],
});

export const registerModel = readModel('register', 2, [
  educations,
  honours,
  assessments,
  rewards,
  sanctions,
  familyMembers,
]);

type Columns<S extends State> = Parameters<typeof collection<S>>[0]['columns'];
type Handlers = Parameters<typeof collection>[0]['on'];

/** A collection of entries: the columns all have, beside its own. */
function entries<S extends Entry & State>(
  name: string,
  { columns, on }: { columns: Columns<S>; on: Handlers },
) {
  return collection<S>({
    name,
    columns: {
      county: (state) => state.county,
      cadreId: (state) => state.cadreId,
      on: (state) => firstDay(state.on),
      year: (state) => yearOf(state.on),
      ...columns,
    },
    indexes: [
      ['cadreId', 'on'],
      ['county', 'on'],
    ],
    on,
  });
}

function keyOf(event: { readonly id: string }): string {
  return event.id;
}

function entryOf({ id, data, meta }: Recorded<typeof EducationRecorded> | Recorded): Entry {
  return {
    county: meta.county,
    cadreId: String(data.cadreId),
    on: meta.effectiveOn,
    eventId: id,
    document: meta.basis,
  };
}

/** The entry was made in error; its row was never there. */
function voided(definition: EventDefinition) {
  return handle<State>().voids(
    RegisterEntryVoided,
    ({ data }) => (data.entryType === definition.type ? data.eventId : null),
    ({ data }) => data.eventId,
  );
}
