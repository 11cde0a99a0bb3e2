/** 机构沿革日期更正: merged, abolished, moved or given a quota on another day than was recorded. */
import { z } from 'zod';
import { endOfTime, firstDay, PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { EventId, OrganizationId, type PostId } from '../../events/values.ts';
import {
  accept,
  type Context,
  citing,
  defineCorrection,
  finding,
  obstacles,
  type Reading,
  read,
  readEach,
  refuse,
} from './command.ts';
import { type Dated, holdingOn, nextAfter, type Timeline } from './dated.ts';
import { absence } from './organization-presence.ts';
import { standsAbove } from './organization-tree.ts';
import { type OrganizationState, organization, type Place, post } from './structure.ts';
import {
  dateObstacles,
  type Moved,
  organizationMoved,
  postMoved,
  type Shift,
} from './structure-date.ts';

export const CorrectOrganizationDate = defineCorrection({
  name: 'CorrectOrganizationDate',
  label: { zh: '更正机构沿革日期', en: 'Correct the date of a change of an organization' },
  input: z.strictObject({
    organizationId: OrganizationId,
    eventId: EventId.meta({
      description:
        'The merger, abolition, move or quota. An opening or renaming is corrected whole.',
    }),
    on: PartialDate,
  }),
  decide: function* ({ organizationId, eventId, on }, context) {
    const unit = yield* read(organization(organizationId));
    if (unit.opened?.county !== context.county) return refuse([finding('OrganizationUnknown')]);
    const place = unit.places.find((one) => one.eventId === eventId);
    const quota = unit.quotas.find((one) => one.eventId === eventId);
    const end = unit.ended?.eventId === eventId ? unit.ended : null;
    const fact = end ?? place ?? quota;
    if (fact === undefined || eventId === unit.opened.eventId) {
      return refuse([finding('CorrectedFactUnknown')]);
    }
    if (fact.on === on) return accept();
    const shift = { commandId: fact.commandId, was: fact.on, is: on };
    const alone = { ...shift, member: organizationId };
    const own = organizationMoved(context, end ? shift : alone, organizationId, unit);
    const others = end
      ? yield* endMoved(context, shift, organizationId, unit)
      : place
        ? yield* placeMoved(context, alone, organizationId, unit, place)
        : nothingElse;
    const moved = [own, ...others.moved];
    const refusals = [
      ...(end === null ? absence(unit, context, 'Organization', firstDay(on)) : []),
      ...others.refusals,
      ...dateObstacles(
        shift,
        moved.flatMap(({ between }) => between),
        context,
      ),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept(moved.flatMap(({ events }) => events));
  },
});

export const organizationDateCommands = [CorrectOrganizationDate];

/** What else of the decision moves, and what speaks against the new day there. */
type Others = { readonly moved: readonly Moved[]; readonly refusals: readonly Finding[] };
const nothingElse: Others = { moved: [], refusals: [] };

/** The posts and subordinates that left by the end, whoever took them in, and the superior. */
function* endMoved(
  context: Context,
  shift: Shift,
  organizationId: OrganizationId,
  unit: OrganizationState,
): Reading<Others> {
  const own = <T>(timeline: Timeline<T>) =>
    timeline.filter((one) => one.commandId === shift.commandId && one.on === shift.was);
  const postIds = own(unit.posts).map(({ value }) => value.id as PostId);
  const subordinateIds = own(unit.subordinates).map(({ value }) => value.id as OrganizationId);
  const seats = yield* readEach(postIds.map((id) => post(id)));
  const subordinates = yield* readEach(subordinateIds.map((id) => organization(id)));
  const targetIds = [
    ...new Set([
      ...(unit.ended?.intoId ? [unit.ended.intoId] : []),
      ...seats.flatMap(({ places }) => own(places).map(({ value }) => value)),
    ]),
  ];
  const targets = yield* readEach(targetIds.map((id) => organization(id)));
  const superiorId = holdingOn(unit.places, firstDay(shift.was))?.value.parentId ?? null;
  const superior = superiorId === null ? null : yield* read(organization(superiorId));
  const units = new Map([
    ...targetIds.map((id, index) => [id, targets[index]] as const),
    ...subordinateIds.map((id, index) => [id, subordinates[index]] as const),
    ...(superior === null || superiorId === null ? [] : [[superiorId, superior] as const]),
  ]);
  const on = firstDay(shift.is);
  const rings: Finding[] = [];
  for (const id of targetIds)
    rings.push(...(yield* standsAbove(organizationId, id, on, endOfTime)));
  return {
    moved: [
      ...seats.map((seat, index) => postMoved(context, shift, postIds[index] as PostId, seat)),
      ...[...units].map(([id, state]) =>
        organizationMoved(context, shift, id, state as OrganizationState),
      ),
    ],
    refusals: [...targets.flatMap((one) => absence(one, context, 'Target', on)), ...rings],
  };
}

/** The superiors an organization left and came to; the tree stays one on every day. */
function* placeMoved(
  context: Context,
  shift: Shift,
  organizationId: OrganizationId,
  unit: OrganizationState,
  place: Dated<Place>,
): Reading<Others> {
  const before = unit.places[unit.places.indexOf(place) - 1]?.value.parentId;
  const ids = [before, place.value.parentId].filter((id) => id != null);
  const superiors = yield* readEach(ids.map((id) => organization(id)));
  const merged = superiors
    .map(({ ended }) => ended)
    .filter((ended) => ended?.commandId === shift.commandId);
  const on = firstDay(shift.is);
  const next = nextAfter(unit.places, firstDay(shift.was));
  const until = next === null ? endOfTime : firstDay(next.on);
  const parentId = ids.at(-1);
  const ring =
    parentId === undefined || on >= until
      ? []
      : yield* standsAbove(organizationId, parentId, on, until);
  return {
    moved: superiors.map((state, index) =>
      organizationMoved(context, shift, ids[index] as OrganizationId, state),
    ),
    refusals: [
      ...obstacles([merged.length > 0, () => finding('PartOfAnEnd', {}, citing(...merged))]),
      ...superiors.slice(-1).flatMap((state) => absence(state, context, 'Parent', on)),
      ...ring,
    ],
  };
}
