/** Observations as deciders read them; each is named by the event that noted it. */
import type { z } from 'zod';
import type { Finding } from '../../events/define.ts';
import {
  type ObservationArea,
  ObservationNoted,
  ObservationStepVoided,
  ObservationVerified,
  ObservationVoided,
  PoolLinked,
} from '../../events/observation.ts';
import type { CadreId, EventId, OrganizationId } from '../../events/values.ts';
import { type Step, step } from './chronology.ts';
import { type Context, citing, finding, obstacles, type Reading, read } from './command.ts';
import { fold, type StreamRef, when } from './fold.ts';
import { cadreStream, person } from './people.ts';

export type Observation = {
  readonly noted: Step;
  readonly organizationId: OrganizationId;
  readonly area: z.infer<typeof ObservationArea>;
  readonly where: string;
  readonly what: string | null;
  readonly verified: (Step & { readonly verifiedById: OrganizationId }) | null;
  readonly linked: (Step & { readonly membershipId: EventId }) | null;
  readonly voided: Step | null;
  /** Steps recorded in error and taken back. */
  readonly voidedSteps: readonly EventId[];
};
type ObservationsState = readonly Observation[];

const change = (
  state: ObservationsState,
  id: EventId,
  to: Partial<Observation>,
): ObservationsState => state.map((one) => (one.noted.eventId === id ? { ...one, ...to } : one));

const withoutStep = (one: Observation, eventId: EventId): Observation => ({
  ...one,
  verified: one.verified?.eventId === eventId ? null : one.verified,
  linked: one.linked?.eventId === eventId ? null : one.linked,
  voidedSteps: [...one.voidedSteps, eventId],
});

const observationsFold = fold<ObservationsState>(
  'observations',
  [],
  [
    when(ObservationNoted, (state, event) => [
      ...state,
      {
        noted: step(event),
        organizationId: event.data.organizationId,
        area: event.data.area,
        where: event.data.where,
        what: event.personal?.what ?? null,
        verified: null,
        linked: null,
        voided: null,
        voidedSteps: [],
      },
    ]),
    when(ObservationVerified, (state, event) =>
      change(state, event.data.observationId, {
        verified: { ...step(event), verifiedById: event.data.verifiedById },
      }),
    ),
    when(PoolLinked, (state, event) =>
      change(state, event.data.observationId, {
        linked: { ...step(event), membershipId: event.data.membershipId },
      }),
    ),
    when(ObservationVoided, (state, event) =>
      change(state, event.data.observationId, { voided: step(event) }),
    ),
    when(ObservationStepVoided, (state, { data: { observationId, eventId } }) =>
      state.map((one) => (one.noted.eventId === observationId ? withoutStep(one, eventId) : one)),
    ),
  ],
);
export const observations = (id: CadreId): StreamRef<ObservationsState> => ({
  stream: cadreStream(id),
  fold: observationsFold,
});

/** An observation of a person of this county that was not voided, or why there is none. */
export function* standing(
  { cadreId, observationId }: { readonly cadreId: CadreId; readonly observationId: EventId },
  context: Context,
): Reading<{ refusals: Finding[]; observation: Observation | null }> {
  const who = yield* read(person(cadreId));
  const state = yield* read(observations(cadreId));
  const isKnown = who.registered?.county === context.county;
  const observation = state.find(({ noted }) => noted.eventId === observationId) ?? null;
  const voided = observation?.voided;
  const refusals = obstacles(
    [!isKnown, () => finding('CadreUnknown')],
    [isKnown && observation === null, () => finding('ObservationUnknown')],
    [voided != null, () => finding('ObservationIsVoid', {}, citing(voided))],
  );
  return { refusals, observation: isKnown ? observation : null };
}
