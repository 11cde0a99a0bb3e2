/** 公开选拔考察: what the inspection team found of an applicant, and its correction. */
import { z } from 'zod';
import { defineEvent } from './define.ts';
import { CadreId, Count, EventId, OpenSelectionId } from './values.ts';

const applicant = { openSelectionId: OpenSelectionId, cadreId: CadreId };
const sampleApplicant = {
  openSelectionId: '0190a5c0-0000-7000-8000-000000000081',
  cadreId: '0190a5c0-0000-7000-8000-000000000083',
};
const found = { fit: z.boolean(), teamSize: Count };

/** 考察结论 */
export const ApplicantInspected = defineEvent({
  type: 'ApplicantInspected',
  category: 'openSelection',
  label: { zh: '公开选拔考察结论', en: 'Applicant inspected' },
  data: { ...applicant, ...found },
  sample: { data: { ...sampleApplicant, fit: true, teamSize: 2 } },
});

/** 考察结论更正 */
export const ApplicantInspectionCorrected = defineEvent({
  type: 'ApplicantInspectionCorrected',
  category: 'openSelection',
  label: { zh: '公开选拔考察结论更正', en: 'Inspection of an applicant corrected' },
  data: { ...applicant, eventId: EventId, was: z.strictObject(found), is: z.strictObject(found) },
  sample: {
    data: {
      ...sampleApplicant,
      eventId: '0190a5c0-0000-7000-8000-000000000084',
      was: { fit: true, teamSize: 2 },
      is: { fit: false, teamSize: 2 },
    },
  },
});

export const openSelectionInspectionEvents = [ApplicantInspected, ApplicantInspectionCorrected];
