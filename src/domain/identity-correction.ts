/** 身份更正: taking back a registration, and giving somebody the number that is theirs. */
import { z } from 'zod';
import {
  IdentityNumberCorrected,
  IdentityReleased,
  RegistrationVoided,
} from '../../events/identity-correction.ts';
import { IdentityClaimed } from '../../events/person.ts';
import { CadreId, type EventId, IdentityNumber } from '../../events/values.ts';
import { appointments } from './appointment-state.ts';
import {
  accept,
  type Context,
  defineCorrection,
  finding,
  obstacles,
  type Reading,
  read,
  refuse,
} from './command.ts';
import { identityNumberOf, numberDiffers } from './identity-number.ts';
import { cadreStream, identity, person, postings } from './people.ts';
import { register } from './register-entries.ts';
import { reservePool } from './reserve-pool-state.ts';

/** Standing facts a finding names at most. */
const evidenceMax = 50;

/** 撤销人员登记: of somebody of whom nothing else stands; the number can be claimed again. */
export const VoidRegistration = defineCorrection({
  name: 'VoidRegistration',
  label: { zh: '撤销人员登记', en: 'Void a registration made in error' },
  input: z.strictObject({ cadreId: CadreId }),
  *decide({ cadreId }, context) {
    const { registered, registrationVoided } = yield* read(person(cadreId));
    const number = yield* read(identityNumberOf(cadreId));
    if (registrationVoided) return accept();
    if (registered === null || registered.county !== context.county) {
      return refuse([finding('CadreUnknown')]);
    }
    const standing = yield* factsOf(cadreId);
    const evidence = standing.slice(0, evidenceMax);
    const refusals = obstacles([
      standing.length > 0,
      () => finding('PersonHasFacts', { count: standing.length }, { evidence }),
    ]);
    if (refusals.length > 0) return refuse(refusals);
    const data = { cadreId, eventId: registered.eventId };
    const voided = context.event(cadreStream(cadreId), RegistrationVoided, data);
    if (number === null) return accept([voided]);
    const { stream } = yield* owned(number, context);
    return accept([context.event(stream, IdentityReleased, { cadreId }), voided]);
  },
});

/** 更正身份证号: the number said to be wrong is free again, the right one is claimed. */
export const CorrectIdentityNumber = defineCorrection({
  name: 'CorrectIdentityNumber',
  label: { zh: '更正身份证号', en: 'Correct an identity number' },
  input: z.strictObject({ cadreId: CadreId, was: IdentityNumber, is: IdentityNumber }),
  *decide({ cadreId, was, is }, context) {
    const { registered, profile } = yield* read(person(cadreId));
    const number = yield* read(identityNumberOf(cadreId));
    if (registered === null || registered.county !== context.county) {
      return refuse([finding('CadreUnknown')]);
    }
    if (number === is) return accept();
    const former = yield* owned(was, context);
    const next = yield* owned(is, context);
    const evidence = [registered.eventId];
    const refusals = [
      ...obstacles(
        [number !== was, () => finding('IdentityNumberStandsOtherwise', {}, { evidence })],
        [next.owner !== null, () => finding('IdentityTaken')],
      ),
      ...(profile === null ? [] : numberDiffers(is, profile)),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept([
      context.event(former.stream, IdentityReleased, { cadreId }),
      context.event(next.stream, IdentityClaimed, { cadreId }),
      context.event(
        cadreStream(cadreId),
        IdentityNumberCorrected,
        { cadreId, eventId: registered.eventId },
        { personal: { was, is } },
      ),
    ]);
  },
});

function* owned(
  number: IdentityNumber,
  context: Context,
): Reading<{ readonly stream: string; readonly owner: CadreId | null }> {
  const ref = identity(context.digestOf(`identity/${number}`));
  return { stream: ref.stream, owner: yield* read(ref) };
}

/** What stands on the person's own stream beside the registration, by the events that began it. */
function* factsOf(cadreId: CadreId): Reading<EventId[]> {
  const held = yield* read(postings(cadreId));
  const { decisions, appointments: inEffect } = yield* read(appointments(cadreId));
  const { entries } = yield* read(register(cadreId));
  const { memberships } = yield* read(reservePool(cadreId));
  return [
    ...held.postings.map(({ id }) => id),
    ...decisions.filter(({ settled }) => settled === null).map(({ eventId }) => eventId),
    ...inEffect.map(({ eventId }) => eventId),
    ...entries.map(({ eventId }) => eventId),
    ...memberships.map(({ id }) => id),
  ];
}
