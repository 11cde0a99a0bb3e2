/** 隶属关系: the tree of organizations. On no day does an organization stand above itself. */
import { z } from 'zod';
import type { UnitType } from '../../events/code-tables.ts';
import { type CivilDate, endOfTime, firstDay } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import {
  OrganizationMoved,
  SubordinateAdded,
  SubordinateRemoved,
} from '../../events/organization.ts';
import { OrganizationId } from '../../events/values.ts';
import {
  accept,
  type Context,
  defineCommand,
  finding,
  type NewEvent,
  obstacles,
  type Reading,
  read,
  readEach,
  refuse,
} from './command.ts';
import { holdingOn, nextAfter } from './dated.ts';
import { absence, endedSince } from './organization-presence.ts';
import { type OrganizationState, organization, organizationStream } from './structure.ts';

/** Levels between an organization and the root; real counties have four or five. */
const treeDepthMax = 40;

/** A township's own institution counts as the township, in the figures of who came from where. */
export function countsAsUnder(
  unitType: UnitType,
  parent: { readonly unitType: UnitType } | null,
): UnitType {
  if (unitType !== 'INSTITUTION' || parent === null) return unitType;
  const isTownship = parent.unitType === 'TOWNSHIP' || parent.unitType === 'SUBDISTRICT';
  return isTownship ? parent.unitType : unitType;
}

/** The county itself has no superior and stays where it is. */
export function rootStays({ places }: OrganizationState): readonly [boolean, () => Finding] {
  return [places[0]?.value.parentId === null, () => finding('CountyIsRoot')];
}

export const MoveOrganization = defineCommand({
  name: 'MoveOrganization',
  label: { zh: '调整隶属关系', en: 'Move an organization' },
  input: z.strictObject({ organizationId: OrganizationId, parentId: OrganizationId }),
  decide: function* ({ organizationId, parentId }, context) {
    const unit = yield* read(organization(organizationId));
    const parent = yield* read(organization(parentId));
    const on = firstDay(context.effectiveOn);
    const until = nextAfter(unit.places, on)?.on;
    const ring = yield* standsAbove(
      organizationId,
      parentId,
      on,
      until === undefined ? endOfTime : firstDay(until),
    );
    const refusals = [
      ...absence(unit, context),
      ...absence(parent, context, 'Parent'),
      ...obstacles(rootStays(unit)),
      ...ring,
    ];
    if (refusals.length > 0) return refuse(refusals);
    const from = holdingOn(unit.places, on)?.value.parentId ?? null;
    if (from === parentId) return accept();
    // The superior left is written to, so it is read.
    if (from !== null) yield* read(organization(from));
    return accept(moveEvents(context, organizationId, unit, parentId, parent), endedSince(parent));
  },
});

/** The events by which an organization comes under another superior, until it moves again. */
export function moveEvents(
  context: Context,
  organizationId: OrganizationId,
  unit: OrganizationState,
  parentId: OrganizationId,
  parent: OrganizationState,
): NewEvent[] {
  const on = firstDay(context.effectiveOn);
  const from = holdingOn(unit.places, on)?.value.parentId ?? null;
  const next = nextAfter(unit.places, on);
  const membership = (superior: OrganizationId) => ({
    organizationId: superior,
    subordinateId: organizationId,
  });
  const events = [
    context.event(organizationStream(organizationId), OrganizationMoved, {
      organizationId,
      parentId,
      countsAs: countsAsUnder(unit.unitType, parent),
    }),
  ];
  if (from !== null) {
    events.push(context.event(organizationStream(from), SubordinateRemoved, membership(from)));
  }
  events.push(context.event(organizationStream(parentId), SubordinateAdded, membership(parentId)));
  if (next !== null && next.value.parentId !== parentId) {
    events.push(
      context.event(organizationStream(parentId), SubordinateRemoved, membership(parentId), {
        effectiveOn: next.on,
      }),
    );
  }
  return events;
}

type Span = { readonly id: OrganizationId; readonly from: CivilDate; readonly to: CivilDate };

/**
 * Whether an organization stands above another (or is it) on any day of [from, to): walks up
 * through every superior there was in that time. What it reads is checked when the move is
 * appended, so that two moves which would close a ring together cannot both be recorded.
 */
export function* standsAbove(
  organizationId: OrganizationId,
  below: OrganizationId,
  from: CivilDate,
  to: CivilDate,
): Reading<Finding[]> {
  let level: readonly Span[] = [{ id: below, from, to }];
  for (let depth = 0; depth < treeDepthMax && level.length > 0; depth += 1) {
    if (level.some(({ id }) => id === organizationId)) {
      return [finding('OrganizationWouldContainItself')];
    }
    const units: OrganizationState[] = yield* readEach(level.map(({ id }) => organization(id)));
    level = distinct(level.flatMap((span, index) => superiors(span, units[index])));
  }
  return level.length === 0 ? [] : [finding('TreeTooDeep', { levels: treeDepthMax })];
}

/** The superiors in a span, each for the part of it in which it was the superior. */
function superiors(span: Span, unit: OrganizationState | undefined): Span[] {
  const places = unit?.places ?? [];
  return places.flatMap(({ on, value }, index) => {
    const next = places[index + 1];
    const from = firstDay(on) > span.from ? firstDay(on) : span.from;
    const end = next === undefined ? endOfTime : firstDay(next.on);
    const to = end < span.to ? end : span.to;
    return value.parentId === null || from >= to ? [] : [{ id: value.parentId, from, to }];
  });
}

function distinct(spans: readonly Span[]): Span[] {
  const byName = new Map(spans.map((span) => [`${span.id} ${span.from} ${span.to}`, span]));
  return [...byName.values()];
}

export const organizationTreeCommands = [MoveOrganization];
