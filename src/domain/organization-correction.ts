/** 机构信息更正: how an organization was opened or renamed, and what follows from its type. */
import { z } from 'zod';
import { CodeTaken } from '../../events/code-reservation.ts';
import { UnitType } from '../../events/code-tables.ts';
import { CountyOpeningCorrected } from '../../events/county.ts';
import { firstDay, PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import { OrganizationCorrected } from '../../events/organization-correction.ts';
import { Code, EventId, Name, OrganizationId } from '../../events/values.ts';
import { codeReservation } from './code-reservation.ts';
import {
  accept,
  type Context,
  citing,
  defineCorrection,
  finding,
  type NewEvent,
  obstacles,
  type Reading,
  read,
  readEach,
  refuse,
} from './command.ts';
import { sizeObstacles } from './organization.ts';
import { membersMax } from './organization-members.ts';
import { countsAsUnder } from './organization-tree.ts';
import {
  county,
  countyStream,
  type OrganizationState,
  organization,
  organizationStream,
} from './structure.ts';
import { organizationMoved } from './structure-date.ts';

type Opened = z.input<typeof OrganizationCorrected.data>['is'];

export const CorrectOrganization = defineCorrection({
  name: 'CorrectOrganization',
  label: { zh: '更正机构信息', en: 'Correct an organization' },
  input: z.strictObject({
    organizationId: OrganizationId,
    /** The opening or the renaming that was recorded wrongly. */
    eventId: EventId,
    on: PartialDate,
    code: Code,
    name: Name,
    unitType: UnitType,
    aboveDesignatedSize: z.boolean(),
  }),
  decide: function* ({ organizationId, eventId, ...input }, context) {
    const unit = yield* read(organization(organizationId));
    if (unit.opened?.county !== context.county) return refuse([finding('OrganizationUnknown')]);
    const was = recorded(unit, eventId);
    if (was === null) return refuse([finding('CorrectedFactUnknown')]);
    const parentId = unit.places[0]?.value.parentId ?? null;
    const parent = parentId === null ? null : yield* read(organization(parentId));
    const reservation = codeReservation(context.county, 'organization', input.code);
    const owner = yield* read(reservation);
    const opening = unit.opened.eventId === eventId;
    const is = {
      ...input,
      countsAs: opening ? countsAsUnder(input.unitType, parent) : was.countsAs,
    };
    if (isSame(was, is)) return accept();
    const refusals = [
      ...obstacles(
        [
          owner !== null && owner.entityId !== organizationId,
          () => finding('OrganizationCodeTaken', { code: input.code }, citing(owner)),
        ],
        [(input.unitType === 'COUNTY') !== (parent === null), () => finding('CountyIsRoot')],
        [opening && parent === null && is.code !== was.code, () => finding('CountyCodeStays')],
        [
          !opening && !isSame({ ...was, on: is.on, name: is.name }, is),
          () => finding('CorrectionBeyondFact'),
        ],
      ),
      ...sizeObstacles(input),
      ...dateObstacles(unit, opening, is, parent, context),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const events = [correction(context, organizationId, eventId, was, is)];
    if (owner === null) {
      const taken = { kind: 'organization' as const, code: input.code, entityId: organizationId };
      events.push(context.event(reservation.stream, CodeTaken, taken));
    }
    if (opening) {
      events.push(
        ...(parent === null || parentId === null
          ? yield* countyFollows(context, organizationId, is)
          : membershipFollows(context, unit, { on: is.on, organizationId, parentId, parent })),
      );
    }
    if (is.unitType !== was.unitType) {
      if (unit.subordinates.length > membersMax) {
        return refuse([finding('MembersTooMany', { max: membersMax })]);
      }
      events.push(...(yield* following(context, organizationId, unit, is.unitType)));
    }
    return accept(events);
  },
});

/** The opening or renaming as it stands; null when the organization has no such fact. */
function recorded(unit: OrganizationState, eventId: EventId): Opened | null {
  const name = unit.names.find((one) => one.eventId === eventId);
  return name === undefined || unit.opened === null
    ? null
    : {
        on: name.on,
        code: unit.opened.code,
        name: name.value,
        unitType: unit.unitType,
        countsAs: unit.places[0]?.value.countsAs ?? unit.unitType,
        aboveDesignatedSize: unit.aboveDesignatedSize,
      };
}

function dateObstacles(
  unit: OrganizationState,
  opening: boolean,
  is: Opened,
  parent: OrganizationState | null,
  context: Context,
): Finding[] {
  const on = firstDay(is.on as PartialDate);
  const openedOn = unit.opened?.on ?? context.today;
  const others = [
    ...unit.names,
    ...unit.places,
    ...unit.quotas,
    ...unit.subordinates,
    ...unit.posts,
  ]
    .filter((fact) => fact.eventId !== unit.opened?.eventId)
    .map((fact) => fact.on)
    .sort();
  const first = others[0];
  return obstacles(
    [on > context.today, () => finding('DateAhead', { today: context.today })],
    [
      !opening && on < firstDay(openedOn),
      () => finding('OrganizationNotYetOpen', { on: openedOn }),
    ],
    [
      opening && first !== undefined && firstDay(first) < on,
      () => finding('EarlierFactsStand', { on: first ?? '' }),
    ],
    [
      opening && parent?.opened != null && on < firstDay(parent.opened.on),
      () => finding('ParentNotYetOpen', { on: parent?.opened?.on ?? '' }, citing(parent?.opened)),
    ],
    [
      unit.ended !== null && firstDay(unit.ended.on) <= on,
      () => finding('OrganizationEnded', { on: unit.ended?.on ?? '' }, citing(unit.ended)),
    ],
  );
}

/** The superior knows it from the day it was opened. */
function membershipFollows(
  context: Context,
  { names }: OrganizationState,
  to: {
    readonly on: PartialDate;
    readonly organizationId: OrganizationId;
    readonly parentId: OrganizationId;
    readonly parent: OrganizationState;
  },
): NewEvent[] {
  const opened = names[0];
  if (opened === undefined || opened.on === to.on) return [];
  const { commandId } = opened;
  const shift = { commandId, was: opened.on, is: to.on, member: to.organizationId };
  return organizationMoved(context, shift, to.parentId, to.parent).events;
}

/** The county is kept from the day its organization was opened, and bears its name. */
function* countyFollows(
  context: Context,
  organizationId: OrganizationId,
  { on, name }: Opened,
): Reading<NewEvent[]> {
  const { opened } = yield* read(county(context.county));
  if (opened?.rootOrganizationId !== organizationId) return [];
  const was = { on: opened.on, name: opened.name };
  if (was.on === on && was.name === name) return [];
  const data = { county: context.county, eventId: opened.eventId, was, is: { on, name } };
  return [context.event(countyStream(context.county), CountyOpeningCorrected, data)];
}

/** What the type says elsewhere: where the organization counts as it, and its institutions. */
function* following(
  context: Context,
  organizationId: OrganizationId,
  unit: OrganizationState,
  unitType: UnitType,
): Reading<NewEvent[]> {
  const later = unit.places.filter(({ eventId }) => eventId !== unit.opened?.eventId);
  const parents: OrganizationState[] = yield* readEach(
    later.map(({ value }) => organization(value.parentId ?? organizationId)),
  );
  const ids = [...new Set(unit.subordinates.map(({ value }) => value.id as OrganizationId))];
  const subordinates: OrganizationState[] = yield* readEach(ids.map((id) => organization(id)));
  return [
    ...later.flatMap((place, index) =>
      recounted(
        context,
        organizationId,
        unit,
        place,
        countsAsUnder(unitType, parents[index] ?? null),
        unitType,
      ),
    ),
    ...subordinates.flatMap((subordinate, index) =>
      subordinate.places
        .filter(({ value }) => value.parentId === organizationId)
        .flatMap((place) =>
          recounted(
            context,
            ids[index] as OrganizationId,
            subordinate,
            place,
            countsAsUnder(subordinate.unitType, { unitType }),
            subordinate.unitType,
          ),
        ),
    ),
  ];
}

/** A place corrected in what the organization counts as there; nothing when that stays. */
function recounted(
  context: Context,
  organizationId: OrganizationId,
  unit: OrganizationState,
  place: OrganizationState['places'][number],
  countsAs: UnitType,
  unitType: UnitType,
): NewEvent[] {
  if (place.value.countsAs === countsAs) return [];
  const { on, eventId } = place;
  const { aboveDesignatedSize, names, opened } = unit;
  const was = {
    on,
    code: opened?.code ?? '',
    name: names.find((name) => name.eventId === eventId)?.value ?? unit.name,
    unitType: unit.unitType,
    countsAs: place.value.countsAs,
    aboveDesignatedSize,
  };
  return [correction(context, organizationId, eventId, was, { ...was, unitType, countsAs })];
}

function correction(
  context: Context,
  organizationId: OrganizationId,
  eventId: EventId,
  was: Opened,
  is: Opened,
): NewEvent {
  const data = { organizationId, eventId, was, is };
  return context.event(organizationStream(organizationId), OrganizationCorrected, data);
}

function isSame(a: Opened, b: Opened): boolean {
  return (Object.keys(a) as (keyof Opened)[]).every((field) => a[field] === b[field]);
}

export const organizationCorrectionCommands = [CorrectOrganization];
