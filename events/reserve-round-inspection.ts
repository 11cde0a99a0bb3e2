/** 后备人选考察: what the inspection team found of a candidate, and its corrections. */
import { z } from 'zod';
import { defineEvent } from './define.ts';
import { CadreId, Count, EventId, ReserveRoundId } from './values.ts';

const candidate = { roundId: ReserveRoundId, cadreId: CadreId };
const sampleCandidate = {
  roundId: '0190a5c0-0000-7000-8000-000000000051',
  cadreId: '0190a5c0-0000-7000-8000-000000000052',
};
const event = '0190a5c0-0000-7000-8000-000000000054';

/** 考察结论 */
export const Inspection = z.strictObject({ fit: z.boolean(), teamSize: Count });
export type Inspection = z.infer<typeof Inspection>;

/** 后备人选考察 */
export const ReserveCandidateInspected = defineEvent({
  type: 'ReserveCandidateInspected',
  category: 'reserveRound',
  label: { zh: '后备人选考察', en: 'Reserve candidate inspected' },
  data: { ...candidate, ...Inspection.shape },
  sample: { data: { ...sampleCandidate, fit: true, teamSize: 2 } },
});

/** 考察结论更正 */
export const ReserveInspectionCorrected = defineEvent({
  type: 'ReserveInspectionCorrected',
  category: 'reserveRound',
  label: { zh: '后备人选考察更正', en: 'Inspection of a reserve candidate corrected' },
  data: { ...candidate, eventId: EventId, was: Inspection, is: Inspection },
  sample: {
    data: {
      ...sampleCandidate,
      eventId: event,
      was: { fit: true, teamSize: 2 },
      is: { fit: false, teamSize: 2 },
    },
  },
});

/** 考察撤销: the candidate was never inspected. */
export const ReserveInspectionVoided = defineEvent({
  type: 'ReserveInspectionVoided',
  category: 'reserveRound',
  label: { zh: '后备人选考察撤销', en: 'Inspection of a reserve candidate voided' },
  data: { ...candidate, eventId: EventId },
  sample: { data: { ...sampleCandidate, eventId: event } },
});

export const reserveRoundInspectionEvents = [
  ReserveCandidateInspected,
  ReserveInspectionCorrected,
  ReserveInspectionVoided,
];
