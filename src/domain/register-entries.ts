/** What stands in a person's register, entry by entry, as commands of the register compare it. */
import type { PartialDate } from '../../events/dates.ts';
import type { EventDefinition, Recorded } from '../../events/define.ts';
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
import type { CadreId, EventId } from '../../events/values.ts';
import { fold, type StreamRef, when } from './fold.ts';
import { cadreStream } from './people.ts';

export type RegisterEntry = {
  readonly eventId: EventId;
  readonly type: string;
  readonly on: PartialDate;
  /** Data and personal values together; personal ones are missing once erased. */
  readonly values: Readonly<Record<string, unknown>>;
};
export type RegisterState = {
  readonly entries: readonly RegisterEntry[];
  readonly voided: readonly EventId[];
};

const records = (definition: EventDefinition) =>
  when<RegisterState, EventDefinition>(definition, (state, event: Recorded) => ({
    ...state,
    entries: [
      ...state.entries,
      {
        eventId: event.id,
        type: event.type,
        on: event.meta.effectiveOn,
        values: { ...event.data, ...(event.personal as Record<string, unknown> | null) },
      },
    ],
  }));
const registerFold = fold<RegisterState>('register', { entries: [], voided: [] }, [
  records(EducationRecorded),
  records(PoliticalHonourGranted),
  records(AssessmentRecorded),
  records(RewardGranted),
  records(SanctionImposed),
  records(SanctionExpired),
  records(FamilyMemberRecorded),
  when(RegisterEntryVoided, (state, { data }) => ({
    entries: state.entries.filter(({ eventId }) => eventId !== data.eventId),
    voided: [...state.voided, data.eventId],
  })),
]);
export const register = (id: CadreId): StreamRef<RegisterState> => ({
  stream: cadreStream(id),
  fold: registerFold,
});

/** The entry that already says the same: its type, its values and, if one is given, its date. */
export function sameEntry(
  state: RegisterState,
  definition: EventDefinition,
  values: Readonly<Record<string, unknown>>,
  on: PartialDate | null,
): RegisterEntry | null {
  return (
    state.entries.find(
      (entry) =>
        entry.type === definition.type &&
        (on === null || entry.on === on) &&
        Object.entries(values).every(([field, value]) => entry.values[field] === value),
    ) ?? null
  );
}
