/** 识别记录更正: an observation, its verification or its link to the pool, recorded in error. */
import { z } from 'zod';
import {
  ObservationId,
  ObservationStepVoided,
  ObservationVoided,
} from '../../events/observation.ts';
import { CadreId, EventId } from '../../events/values.ts';
import { accept, citing, defineCorrection, finding, obstacles, read, refuse } from './command.ts';
import { standing } from './observation-state.ts';
import { cadreStream } from './people.ts';
import { reservePool } from './reserve-pool-state.ts';

const named = { cadreId: CadreId, observationId: ObservationId };

/** Takes back an observation noted in error; what the pool rests on stays. */
export const VoidObservation = defineCorrection({
  name: 'VoidObservation',
  label: { zh: '撤销识别记录', en: 'void an observation' },
  input: z.strictObject(named),
  decide: function* (input, context) {
    const { refusals, observation } = yield* standing(input, context);
    if (observation?.voided) return accept();
    const linked = observation?.linked;
    refusals.push(
      ...obstacles([linked != null, () => finding('ObservationLinkedAlready', {}, citing(linked))]),
    );
    if (refusals.length > 0) return refuse(refusals);
    return accept([context.event(cadreStream(input.cadreId), ObservationVoided, input)]);
  },
});

/** 撤销识别环节: the latest one. An entry into the pool that rests on the link goes first. */
export const VoidObservationStep = defineCorrection({
  name: 'VoidObservationStep',
  label: { zh: '撤销识别环节记录', en: 'Void the latest step of an observation' },
  input: z.strictObject({
    ...named,
    eventId: EventId.meta({ description: 'The latest: the link to the pool or the verification.' }),
  }),
  decide: function* ({ eventId, ...input }, context) {
    const { refusals, observation } = yield* standing(input, context);
    if (observation?.voidedSteps.includes(eventId)) return accept();
    if (observation === null || refusals.length > 0) return refuse(refusals);
    const latest = observation.linked ?? observation.verified;
    const pool = yield* read(reservePool(input.cadreId));
    const entry = pool.memberships.find(
      ({ id, sourceId }) =>
        id === observation.linked?.membershipId && sourceId === input.observationId,
    );
    refusals.push(
      ...obstacles(
        [
          latest?.eventId !== eventId,
          () => finding('ObservationStepNotLatest', {}, citing(latest)),
        ],
        [entry !== undefined, () => finding('ObservationEntryStands', {}, citing(entry))],
      ),
    );
    if (refusals.length > 0) return refuse(refusals);
    const data = { ...input, eventId };
    return accept([context.event(cadreStream(input.cadreId), ObservationStepVoided, data)]);
  },
});

export const observationCorrectionCommands = [VoidObservation, VoidObservationStep];
