/** 任命环节更正: a decision not in effect, or its revocation, recorded in error. */
import { z } from 'zod';
import { AppointmentStepVoided } from '../../events/appointment.ts';
import type { Finding } from '../../events/define.ts';
import { CadreId, EventId } from '../../events/values.ts';
import { type AppointmentDecision, appointments } from './appointment-state.ts';
import {
  accept,
  type Context,
  citing,
  defineCorrection,
  finding,
  type NewEvent,
  obstacles,
  read,
  refuse,
} from './command.ts';
import { cadreStream, person } from './people.ts';

/** 撤销任命环节记录: the revocation, and then the decision. */
export const VoidAppointmentStep = defineCorrection({
  name: 'VoidAppointmentStep',
  label: { zh: '撤销任命环节记录', en: 'Void the decision of an appointment or its revocation' },
  input: z.strictObject({
    cadreId: CadreId,
    decisionId: EventId.meta({ globalId: 'AppointmentDecision' }),
    eventId: EventId.meta({ description: 'The latest: the revocation, or the decision itself.' }),
  }),
  decide: function* ({ cadreId, decisionId, eventId }, context) {
    const { registered } = yield* read(person(cadreId));
    const { decisions, voided } = yield* read(appointments(cadreId));
    if (registered?.county !== context.county) return refuse([finding('CadreUnknown')]);
    if (voided.includes(eventId)) return accept();
    const decision = decisions.find((one) => one.eventId === decisionId);
    if (decision === undefined) return refuse([finding('DecisionUnknown')]);
    const { settled } = decision;
    const latest = settled ?? decision;
    const refusals = [
      ...obstacles(
        [settled?.revoked === false, () => finding('DecisionInEffect', {}, citing(settled))],
        [latest.eventId !== eventId, () => finding('AppointmentStepNotLatest', {}, citing(latest))],
      ),
      ...(settled === null ? [] : decidedSince(decisions, decision)),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const ofProcedure = decision.channel === 'OPEN_SELECTION';
    return accept(
      [stepVoided(context, cadreId, decisionId, eventId)],
      obstacles([ofProcedure, () => finding('DecisionOfOpenSelection', {}, citing(decision))]),
    );
  },
});

/** A revocation is not taken back once another decision on the same post is pending. */
export function decidedSince(
  decisions: readonly AppointmentDecision[],
  { eventId, postId }: AppointmentDecision,
): Finding[] {
  const pending = decisions.find(
    (one) => one.postId === postId && one.settled === null && one.eventId !== eventId,
  );
  return obstacles([pending !== undefined, () => finding('DecisionPending', {}, citing(pending))]);
}

export const stepVoided = (
  context: Context,
  cadreId: CadreId,
  decisionId: EventId,
  eventId: EventId,
): NewEvent =>
  context.event(cadreStream(cadreId), AppointmentStepVoided, { cadreId, decisionId, eventId });
