/** 机构更正: how, when and whether something of an organization was recorded wrongly. */
import { z } from 'zod';
import { UnitType } from './code-tables.ts';
import { PartialDate } from './dates.ts';
import { defineEvent } from './define.ts';
import { Code, EventId, Name, OrganizationId } from './values.ts';

const id = '0190a5c0-0000-7000-8000-000000000011';
const other = '0190a5c0-0000-7000-8000-000000000012';

/** 撤销机构终止记录: recorded as merged or abolished in error; it goes on as if it had not ended. */
export const OrganizationEndVoided = defineEvent({
  type: 'OrganizationEndVoided',
  category: 'organization',
  label: { zh: '撤销机构终止记录', en: 'Organization end voided' },
  data: { organizationId: OrganizationId, eventId: EventId },
  sample: { data: { organizationId: id, eventId: other } },
});

const opened = {
  on: PartialDate,
  code: Code,
  name: Name,
  unitType: UnitType,
  countsAs: UnitType,
  aboveDesignatedSize: z.boolean(),
};
const openedSample = {
  on: '2019-01-01',
  code: 'E01',
  name: '虚构公司',
  unitType: 'PRIVATE_ENTERPRISE' as const,
  countsAs: 'PRIVATE_ENTERPRISE' as const,
  aboveDesignatedSize: false,
};
/** 机构信息更正: how it was opened or renamed was recorded wrongly. */
export const OrganizationCorrected = defineEvent({
  type: 'OrganizationCorrected',
  category: 'organization',
  label: { zh: '机构信息更正', en: 'Organization corrected' },
  data: {
    organizationId: OrganizationId,
    /** The event corrected: the opening, a renaming, or a move (what it counts as since). */
    eventId: EventId,
    was: z.strictObject(opened),
    is: z.strictObject(opened),
  },
  sample: {
    data: {
      organizationId: id,
      eventId: other,
      was: openedSample,
      is: { ...openedSample, aboveDesignatedSize: true },
    },
  },
});

/**
 * 机构沿革日期更正: the fact named held from another day: a merger, an abolition, a move, a quota, or
 * the coming or going of a post or subordinate recorded with one.
 */
export const OrganizationDateCorrected = defineEvent({
  type: 'OrganizationDateCorrected',
  category: 'organization',
  label: { zh: '机构沿革日期更正', en: 'Date of an organization’s change corrected' },
  data: { organizationId: OrganizationId, eventId: EventId, was: PartialDate, is: PartialDate },
  sample: { data: { organizationId: id, eventId: other, was: '2019-03-01', is: '2019-03-11' } },
});

/** 机构成员变动撤销: the coming or going of a post or subordinate never was, with the end it came of. */
export const OrganizationMembershipVoided = defineEvent({
  type: 'OrganizationMembershipVoided',
  category: 'organization',
  label: { zh: '机构成员变动撤销', en: 'Organization membership fact voided' },
  data: { organizationId: OrganizationId, eventId: EventId },
  sample: { data: { organizationId: id, eventId: other } },
});

export const organizationCorrectionEvents = [
  OrganizationEndVoided,
  OrganizationCorrected,
  OrganizationDateCorrected,
  OrganizationMembershipVoided,
];
