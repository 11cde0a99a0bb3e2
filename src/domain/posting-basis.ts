/** What a posting rests on, what rests on it, and what still counts it when it is taken back. */
import type { Finding } from '../../events/define.ts';
import type { CadreId, EventId } from '../../events/values.ts';
import { type AppointmentsState, appointments } from './appointment-state.ts';
import { type Context, finding, obstacles, type Reading, read } from './command.ts';
import { type Posting, type PostingsState, person, postings } from './people.ts';

/** What corrections of postings and appointments read: whose cadre it is, and what they hold. */
export function* recordOf(
  cadreId: CadreId,
  { county }: Pick<Context, 'county'>,
): Reading<{
  readonly isOurs: boolean;
  readonly held: PostingsState;
  readonly state: AppointmentsState;
}> {
  const { registered } = yield* read(person(cadreId));
  const held = yield* read(postings(cadreId));
  const state = yield* read(appointments(cadreId));
  return { isOurs: registered?.county === county, held, state };
}

const appointmentOf = (state: AppointmentsState, { basedOn }: Posting) =>
  state.appointments.find(({ eventId }) => eventId === basedOn);

/** The facts that are corrected or taken back together with a posting's start. */
export function restingOn(state: AppointmentsState, held: PostingsState, posting: Posting) {
  const appointment = appointmentOf(state, posting);
  const { id, basedOn } = posting;
  return {
    appointmentId: appointment?.eventId ?? null,
    decisionId: appointment?.decisionId ?? null,
    intakeId: held.intakes.find(({ postingId }) => postingId === id)?.eventId ?? null,
    hireId: state.hireIds.find((hireId) => hireId === basedOn) ?? null,
  };
}

/** The decision a tenure may not precede: that of its appointment, unless by election. */
export function decisionOf(state: AppointmentsState, posting: Posting) {
  const appointment = appointmentOf(state, posting);
  return appointment === undefined || appointment.lawfulRoute === 'ELECTION' ? null : appointment;
}

/** Advice: a procedure that ended in the posting has a record of its own, to be taken back there. */
export function procedureStays(state: AppointmentsState, posting: Posting): Finding[] {
  const appointment = appointmentOf(state, posting);
  const isPlain = appointment !== undefined && appointment.channel !== 'OPEN_SELECTION';
  const { basedOn } = posting;
  return basedOn === null || isPlain
    ? []
    : [finding('ProcedureStaysCompleted', {}, { evidence: [basedOn] })];
}

/** That the posting which rests on an appointment or a hire still stands. */
export function* postingStands(cadreId: CadreId, basis: EventId | null): Reading<Finding[]> {
  const held = yield* read(postings(cadreId));
  const standing = held.postings.filter(({ basedOn }) => basis !== null && basedOn === basis);
  const evidence = standing.map(({ id }) => id);
  return obstacles([
    evidence.length > 0,
    () => finding('AppointmentPostingStands', {}, { evidence }),
  ]);
}
