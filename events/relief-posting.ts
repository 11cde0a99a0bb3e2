/**
 * 驻村帮扶(挂职): cadres stationed in villages while their personnel relation stays where it is
 * (公务员法 72). A relief posting is named by the event that assigned it.
 */
import { z } from 'zod';
import {
  AssessmentGrade,
  ReliefPostingKind,
  ReliefPostingRole,
  ReliefReason,
  UnitType,
} from './code-tables.ts';
import { defineEvent, p1 } from './define.ts';
import { CadreId, EventId, OrganizationId } from './values.ts';

const cadre = '0190a5c0-0000-7000-8000-000000000091';
const village = '0190a5c0-0000-7000-8000-000000000092';
const home = '0190a5c0-0000-7000-8000-000000000093';
const event = '0190a5c0-0000-7000-8000-000000000094';

/** 选派驻村 */
export const PovertyReliefPostingAssigned = defineEvent({
  type: 'PovertyReliefPostingAssigned',
  category: 'cadre',
  label: { zh: '选派驻村帮扶', en: 'Relief posting assigned' },
  data: {
    cadreId: CadreId,
    kind: ReliefPostingKind,
    role: ReliefPostingRole,
    organizationId: OrganizationId,
    unitType: UnitType,
    /** The unit that keeps the personnel relation. */
    homeOrganizationId: OrganizationId,
    homeType: UnitType,
    ruleSetVersion: z.int().min(0),
  },
  sample: {
    data: {
      cadreId: cadre,
      kind: 'POVERTY_RELIEF',
      role: 'FIRST_SECRETARY',
      organizationId: village,
      unitType: 'VILLAGE',
      homeOrganizationId: home,
      homeType: 'COUNTY_ORGAN',
      ruleSetVersion: 1,
    },
  },
});

const named = { cadreId: CadreId, reliefPostingId: EventId };
const sampleNamed = { cadreId: cadre, reliefPostingId: event };

/** 驻村考核 */
export const PovertyReliefPostingEvaluated = defineEvent({
  type: 'PovertyReliefPostingEvaluated',
  category: 'cadre',
  label: { zh: '驻村帮扶考核', en: 'Relief posting evaluated' },
  data: named,
  personal: { grade: p1(AssessmentGrade) },
  subject: 'cadreId',
  sample: { data: sampleNamed, personal: { grade: 'COMPETENT' } },
});

/** 驻村期满 */
export const PovertyReliefPostingCompleted = defineEvent({
  type: 'PovertyReliefPostingCompleted',
  category: 'cadre',
  label: { zh: '驻村帮扶期满', en: 'Relief posting completed' },
  data: named,
  sample: { data: sampleNamed },
});

/** 召回 */
export const PovertyReliefPostingRecalled = defineEvent({
  type: 'PovertyReliefPostingRecalled',
  category: 'cadre',
  label: { zh: '驻村帮扶召回', en: 'Relief posting recalled' },
  data: { ...named, reason: ReliefReason },
  sample: { data: { ...sampleNamed, reason: 'UNFIT' } },
});

/** 驻村记录撤销: it was recorded in error and never was. */
export const PovertyReliefPostingVoided = defineEvent({
  type: 'PovertyReliefPostingVoided',
  category: 'cadre',
  label: { zh: '驻村帮扶记录撤销', en: 'Relief posting voided' },
  data: named,
  sample: { data: sampleNamed },
});

/** 驻村环节撤销: an evaluation, completion or recall recorded in error. */
export const PovertyReliefStepVoided = defineEvent({
  type: 'PovertyReliefStepVoided',
  category: 'cadre',
  label: { zh: '驻村帮扶环节撤销', en: 'Relief posting step voided' },
  data: { ...named, eventId: EventId },
  sample: { data: { ...sampleNamed, eventId: '0190a5c0-0000-7000-8000-000000000095' } },
});

export const reliefPostingEvents = [
  PovertyReliefPostingAssigned,
  PovertyReliefPostingEvaluated,
  PovertyReliefPostingCompleted,
  PovertyReliefPostingRecalled,
  PovertyReliefPostingVoided,
  PovertyReliefStepVoided,
];
