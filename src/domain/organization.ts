/** 机构: opening, renaming and correcting organizations. */
import { z } from 'zod';
import { CodeTaken } from '../../events/code-reservation.ts';
import { UnitType } from '../../events/code-tables.ts';
import { firstDay } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import {
  OrganizationOpened,
  OrganizationRenamed,
  SubordinateAdded,
} from '../../events/organization.ts';
import { Code, Name, OrganizationId } from '../../events/values.ts';
import { codeReservation } from './code-reservation.ts';
import {
  accept,
  type Context,
  citing,
  defineCommand,
  finding,
  obstacles,
  read,
  refuse,
} from './command.ts';
import { holdingOn } from './dated.ts';
import { absence, endedSince } from './organization-presence.ts';
import { countsAsUnder } from './organization-tree.ts';
import { type OrganizationState, organization, organizationStream } from './structure.ts';

const enterprises: ReadonlySet<UnitType> = new Set<UnitType>([
  'STATE_ENTERPRISE',
  'PRIVATE_ENTERPRISE',
]);

export const OpenOrganization = defineCommand({
  name: 'OpenOrganization',
  label: { zh: '设立机构', en: 'Open an organization' },
  input: z.strictObject({
    code: Code,
    name: Name,
    unitType: UnitType,
    parentId: OrganizationId,
    aboveDesignatedSize: z.boolean().default(false),
    openingBalance: z.boolean().default(false),
  }),
  decide: function* (input, context) {
    const parent = yield* read(organization(input.parentId));
    const reservation = codeReservation(context.county, 'organization', input.code);
    const owner = yield* read(reservation);
    const known =
      owner === null ? null : yield* read(organization(owner.entityId as OrganizationId));
    if (known !== null && isSame(known, input, context)) return accept();
    const refusals = [
      ...absence(parent, context, 'Parent'),
      ...obstacles(
        [
          owner !== null,
          () => finding('OrganizationCodeTaken', { code: input.code }, citing(owner)),
        ],
        [input.unitType === 'COUNTY', () => finding('CountyIsRoot')],
      ),
      ...sizeObstacles(input),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const organizationId = context.newId<OrganizationId>();
    const opened = { ...input, organizationId, countsAs: countsAsUnder(input.unitType, parent) };
    return accept(
      [
        context.event(reservation.stream, CodeTaken, {
          kind: 'organization',
          code: input.code,
          entityId: organizationId,
        }),
        context.event(organizationStream(organizationId), OrganizationOpened, opened),
        context.event(organizationStream(input.parentId), SubordinateAdded, {
          organizationId: input.parentId,
          subordinateId: organizationId,
        }),
      ],
      endedSince(parent),
    );
  },
});

export const RenameOrganization = defineCommand({
  name: 'RenameOrganization',
  label: { zh: '机构更名', en: 'Rename an organization' },
  input: z.strictObject({ organizationId: OrganizationId, name: Name }),
  decide: function* ({ organizationId, name }, context) {
    const unit = yield* read(organization(organizationId));
    const refusals = absence(unit, context);
    if (refusals.length > 0) return refuse(refusals);
    if (holdingOn(unit.names, firstDay(context.effectiveOn))?.value === name) return accept();
    const stream = organizationStream(organizationId);
    return accept([context.event(stream, OrganizationRenamed, { organizationId, name })]);
  },
});

/** The same opening, of the same day: asked twice. */
function isSame(
  known: OrganizationState,
  input: Opening & { readonly parentId: OrganizationId; readonly name: string },
  context: Context,
): boolean {
  return (
    known.opened?.on === context.effectiveOn &&
    known.names[0]?.value === input.name &&
    known.places[0]?.value.parentId === input.parentId &&
    known.unitType === input.unitType &&
    known.aboveDesignatedSize === input.aboveDesignatedSize
  );
}

type Opening = { readonly unitType: UnitType; readonly aboveDesignatedSize: boolean };

/** Only enterprises are above or below the designated size. */
export function sizeObstacles({ unitType, aboveDesignatedSize }: Opening): Finding[] {
  return obstacles([
    aboveDesignatedSize && !enterprises.has(unitType),
    () => finding('SizeOnlyForEnterprises'),
  ]);
}

export const organizationCommands = [OpenOrganization, RenameOrganization];
