/** 后备人选考察: what the inspection team found, corrected and taken back until it is decided on. */
import type { Finding } from '../../events/define.ts';
import {
  Inspection,
  ReserveCandidateInspected,
  ReserveInspectionCorrected,
  ReserveInspectionVoided,
} from '../../events/reserve-round-inspection.ts';
import { CadreId } from '../../events/values.ts';
import { inOrder } from './chronology.ts';
import { accept, citing, finding, obstacles, refuse } from './command.ts';
import { type Round, roundCorrection, roundStep } from './reserve-round-command.ts';
import { numberOf } from './rules/rule-set.ts';

export const InspectReserveCandidate = roundStep({
  name: 'InspectReserveCandidate',
  label: { zh: '登记后备人选考察', en: 'record the inspection of a reserve candidate' },
  input: { cadreId: CadreId, ...Inspection.shape },
  decide: (round, input, context) => {
    const { recommended = null, inspected = null } = round.candidates.get(input.cadreId) ?? {};
    const isSameDay = inspected?.on === context.effectiveOn;
    if (inspected && isSameDay && isSame(inspected, input)) return accept();
    const refusals = [
      ...obstacles(
        [recommended === null, () => finding('CandidateNotRecommended')],
        [inspected !== null, () => finding('CandidateInspectedAlready', {}, citing(inspected))],
        inOrder(context.effectiveOn, recommended),
      ),
      ...teamObstacles(round, input),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept([context.event(round.stream, ReserveCandidateInspected, input)]);
  },
});

/** Corrects an inspection until the candidate is approved on it. */
export const CorrectReserveInspection = roundCorrection({
  name: 'CorrectReserveInspection',
  label: { zh: '更正后备人选考察', en: 'correct the inspection of a reserve candidate' },
  input: { cadreId: CadreId, ...Inspection.shape },
  decide: (round, { roundId, cadreId, ...is }, context) => {
    const inspected = round.candidates.get(cadreId)?.inspected ?? null;
    if (inspected === null) return refuse([finding('CandidateNotInspected')]);
    if (isSame(inspected, is)) return accept();
    const refusals = [...approvedObstacles(round, cadreId), ...teamObstacles(round, is)];
    if (refusals.length > 0) return refuse(refusals);
    const { eventId, fit, teamSize } = inspected;
    const data = { roundId, cadreId, eventId, was: { fit, teamSize }, is };
    return accept([context.event(round.stream, ReserveInspectionCorrected, data)]);
  },
});

/** Takes back an inspection that never was; the listing before it can then be taken back too. */
export const VoidReserveInspection = roundCorrection({
  name: 'VoidReserveInspection',
  label: { zh: '撤销后备人选考察', en: 'void the inspection of a reserve candidate' },
  input: { cadreId: CadreId },
  decide: (round, { roundId, cadreId }, context) => {
    const { inspected = null, voided } = round.candidates.get(cadreId) ?? {};
    if (inspected === null) {
      if (voided?.includes('inspected')) return accept();
      return refuse([finding('CandidateNotInspected')]);
    }
    const refusals = approvedObstacles(round, cadreId);
    if (refusals.length > 0) return refuse(refusals);
    const data = { roundId, cadreId, eventId: inspected.eventId };
    return accept([context.event(round.stream, ReserveInspectionVoided, data)]);
  },
});

function isSame(before: Inspection, { fit, teamSize }: Inspection): boolean {
  return before.fit === fit && before.teamSize === teamSize;
}

function approvedObstacles({ approved }: Round, cadreId: CadreId): Finding[] {
  return obstacles([
    approved?.cadreIds.includes(cadreId) === true,
    () => finding('InspectionAlreadyUsed', {}, citing(approved)),
  ]);
}

function teamObstacles({ rules }: Round, { teamSize: members }: Inspection): Finding[] {
  const membersMin = numberOf(rules, 'P1.INSPECTION_TEAM', 'members');
  const rule = 'P1.INSPECTION_TEAM';
  return obstacles([
    members < membersMin,
    () => finding('InspectionTeamTooSmall', { members, membersMin }, { rule }),
  ]);
}
