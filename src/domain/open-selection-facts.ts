/**
 * 公开选拔记录: what stands of a campaign's stream, each fact as it should have been recorded. A step
 * taken back or moved may have touched hundreds of applicants: the campaign is folded anew without
 * it, as the rows are.
 */
import type { PartialDate } from '../../events/dates.ts';
import type { Meta, Recorded } from '../../events/define.ts';
import { OpenSelectionAnnounced, OpenSelectionNoticePosted } from '../../events/open-selection.ts';
import { ApplicationVoided } from '../../events/open-selection-application.ts';
import {
  ApplicationStepVoided,
  OfferedItemConclusionVoided,
  OfferedItemStepVoided,
  OpenSelectionConclusionVoided,
  OpenSelectionGateVoided,
  OpenSelectionStepCorrected,
  OpenSelectionStepVoided,
  OpenSelectionWinVoided,
} from '../../events/open-selection-correction.ts';
import { OfferedItemVoided } from '../../events/open-selection-item.ts';
import type { CadreId, EventId, OfferedItemId } from '../../events/values.ts';

/** What deciders and folds read of an event; the rest of it would only fill memory. */
export type Fact = Pick<Recorded, 'id' | 'type' | 'data' | 'personal'> & {
  readonly meta: Pick<Meta, 'county' | 'effectiveOn' | 'commandId'>;
};
export type Facts = {
  /** In the order in which they were recorded, corrections among them. */
  readonly facts: readonly Fact[];
  /** What was taken back. */
  readonly takenBack: readonly EventId[];
};
export const noFacts: Facts = { facts: [], takenBack: [] };

const types = (definitions: readonly { readonly type: string }[]): ReadonlySet<string> =>
  new Set(definitions.map(({ type }) => type));
/** Voids whose effect the folds undo themselves: of one thing that nothing rests on. */
const voidsOfOne = types([
  OpenSelectionWinVoided,
  OpenSelectionConclusionVoided,
  OfferedItemConclusionVoided,
  OfferedItemVoided,
  ApplicationVoided,
]);
const voidsOfMany = types([
  OpenSelectionStepVoided,
  OpenSelectionGateVoided,
  OfferedItemStepVoided,
  ApplicationStepVoided,
]);

/** Whether the campaign is folded anew after the event. */
export const rewrites = ({ type }: Pick<Recorded, 'type'>) =>
  voidsOfMany.has(type) || type === OpenSelectionStepCorrected.type;

/** What stands once the event is recorded. */
export function factsWith({ facts, takenBack }: Facts, event: Recorded): Facts {
  const { id, type, data, personal } = event;
  const { county, effectiveOn, commandId } = event.meta;
  const fact: Fact = { id, type, data, personal, meta: { county, effectiveOn, commandId } };
  if (voidsOfOne.has(type) || voidsOfMany.has(type)) {
    const target = targetOf(fact) as EventId;
    const stay = facts.filter((one) => !isGone(one, fact, target));
    return { facts: [...stay, fact], takenBack: [...takenBack, target] };
  }
  if (type !== OpenSelectionStepCorrected.type) return { facts: [...facts, fact], takenBack };
  const corrected = facts.map((one) => (one.id === targetOf(fact) ? moved(one, event) : one));
  return { facts: [...corrected, fact], takenBack };
}

/** A fact of the world: corrections name the event they correct. */
export const isOfTheWorld = (fact: Fact) => targetOf(fact) === null;

/** What was recorded after a fact and stands. */
export function recordedSince({ facts }: Facts, eventId: EventId): readonly Fact[] {
  const index = facts.findIndex(({ id }) => id === eventId);
  return facts.slice(index + 1).filter(isOfTheWorld);
}

/** The items and applicants whose own records a fact is part of. */
export function concerned({ data }: Pick<Fact, 'data'>) {
  const named: Naming = data;
  const { itemId, itemIds = [], cadreId } = named;
  const those = (list: readonly { readonly cadreId: CadreId }[] = []) =>
    list.map((one) => one.cadreId);
  return {
    itemIds: itemId === undefined ? [...itemIds] : [itemId],
    cadreIds: [
      ...(cadreId === undefined ? [] : [cadreId]),
      ...those(named.placings),
      ...those(named.proposals),
      ...(named.notSelectedIds ?? []),
      ...(named.proposedIds ?? []),
      ...(named.applicantIds ?? []),
    ],
  };
}

/** The fields by which facts of a campaign name items and applicants. */
type Naming = {
  readonly itemId?: OfferedItemId;
  readonly itemIds?: readonly OfferedItemId[];
  readonly cadreId?: CadreId;
  readonly placings?: readonly { readonly cadreId: CadreId }[];
  readonly proposals?: readonly { readonly cadreId: CadreId }[];
  readonly notSelectedIds?: readonly CadreId[];
  readonly proposedIds?: readonly CadreId[];
  readonly applicantIds?: readonly CadreId[];
};

/** Facts about an applicant are given by name; a correction of one names that fact. */
const targetOf = ({ data }: Pick<Fact, 'data'>) =>
  (data as { readonly eventId?: EventId }).eventId ?? null;

/** Gone with what is voided: its corrections and, with an application, all about the applicant. */
function isGone(one: Fact, by: Fact, target: EventId): boolean {
  const { cadreIds } = concerned(by);
  return (
    one.id === target ||
    targetOf(one) === target ||
    (by.type === ApplicationVoided.type &&
      (one.data as Naming).cadreId === cadreIds[0] &&
      one.type !== ApplicationVoided.type)
  );
}

/** The step on its day; the end of registration, or of the notice, with it. */
function moved(fact: Fact, { data }: Recorded): Fact {
  const { on, until } = (data as Recorded<typeof OpenSelectionStepCorrected>['data']).is;
  const span: Readonly<Record<string, object>> = {
    [OpenSelectionAnnounced.type]: { registrationUntil: until },
    [OpenSelectionNoticePosted.type]: { startsOn: on, endsOn: until },
  };
  return {
    ...fact,
    data: { ...fact.data, ...span[fact.type] },
    meta: { ...fact.meta, effectiveOn: on as PartialDate },
  };
}
