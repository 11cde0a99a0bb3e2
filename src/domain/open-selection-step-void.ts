/** 公开选拔环节撤销: what a campaign recorded last, in error, is taken back while nothing rests on it. */
import type { Finding } from '../../events/define.ts';
import { GateId, OpenSelectionPhase, SelectionGate } from '../../events/open-selection.ts';
import {
  OpenSelectionGateVoided,
  OpenSelectionStepVoided,
} from '../../events/open-selection-correction.ts';
import { EventId } from '../../events/values.ts';
import { appointments } from './appointment-state.ts';
import { stepVoided } from './appointment-step.ts';
import {
  accept,
  type Context,
  citing,
  finding,
  type NewEvent,
  obstacles,
  type Reading,
  read,
  refuse,
} from './command.ts';
import { type Campaign, campaignCorrection } from './open-selection-campaign.ts';
import { concerned, recordedSince } from './open-selection-facts.ts';

/** 撤销公开选拔环节记录: the latest step; the draft when nothing is offered in it. */
export const VoidOpenSelectionStep = campaignCorrection({
  name: 'VoidOpenSelectionStep',
  label: { zh: '撤销公开选拔环节记录', en: 'void the latest step of an open selection' },
  phases: OpenSelectionPhase.options.filter((phase) => phase !== 'CONCLUDED'),
  again: ({ takenBack }, { eventId }) => takenBack.includes(eventId),
  input: {
    eventId: EventId.meta({
      description:
        'The latest: the draft, approval, announcement, end of registration, an exam, inspection, decision or notice.',
    }),
  },
  decide: function* (campaign, { openSelectionId, eventId }, context) {
    const latest = campaign.steps[campaign.phase];
    const step = campaign.facts.find(({ id }) => id === eventId);
    if (latest?.eventId !== eventId || step === undefined) {
      return refuse([finding('OpenSelectionStepNotLatest', {}, citing(latest))]);
    }
    const since = recordedSince(campaign, eventId);
    const decisions = yield* decisionsTakenBack(campaign, context);
    const refusals = [
      ...obstacles([
        since.length > 0,
        () => finding('RecordedSince', { count: since.length }, citing(...since)),
      ]),
      ...decisions.refusals,
    ];
    if (refusals.length > 0) return refuse(refusals);
    const data = { openSelectionId, eventId, ...concerned(step) };
    return accept([
      context.event(campaign.stream, OpenSelectionStepVoided, data),
      ...decisions.events,
    ]);
  },
});

/** 撤销关口记录: until the decision; one that later gates rest on stays. */
export const VoidOpenSelectionGate = campaignCorrection({
  name: 'VoidOpenSelectionGate',
  label: { zh: '撤销关口记录', en: 'void a gate of an open selection' },
  phases: ['INTERVIEW', 'INSPECTION'],
  again: ({ takenBack }, { gateId }) => takenBack.includes(gateId),
  input: { gateId: GateId },
  decide: (campaign, { openSelectionId, gateId }, context) => {
    const gate = campaign.gates.find(({ eventId }) => eventId === gateId);
    if (gate === undefined) return refuse([finding('GateUnknown')]);
    const order = SelectionGate.options;
    const later = campaign.gates.filter(
      (one) => order.indexOf(one.gate) > order.indexOf(gate.gate),
    );
    const refusals = obstacles([
      gate.passed && later.length > 0,
      () => finding('LaterGateHeld', {}, citing(...later)),
    ]);
    if (refusals.length > 0) return refuse(refusals);
    const data = { openSelectionId, eventId: gateId };
    return accept([context.event(campaign.stream, OpenSelectionGateVoided, data)]);
  },
});

/** With a decision, what it decided of each person; nothing at another step. */
function* decisionsTakenBack(
  { phase, applicants }: Campaign,
  context: Context,
): Reading<{ refusals: readonly Finding[]; events: readonly NewEvent[] }> {
  const refusals: Finding[] = [];
  const events: NewEvent[] = [];
  if (phase !== 'DECISION') return { refusals, events };
  for (const { cadreId, proposal } of applicants.values()) {
    if (proposal?.decisionId == null) continue;
    const { decisions } = yield* read(appointments(cadreId));
    const decision = decisions.find(({ eventId }) => eventId === proposal.decisionId);
    // Taken back on the person's own record before.
    if (decision === undefined) continue;
    const { settled, eventId } = decision;
    if (settled?.revoked === false) {
      refusals.push(finding('DecisionInEffect', {}, citing(settled)));
    } else events.push(stepVoided(context, cadreId, eventId, eventId));
  }
  return { refusals, events };
}
