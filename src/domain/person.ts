/** People: registering somebody once per identity number, and correcting who they are. */
import { z } from 'zod';
import { firstDay, lastDay, type PartialDate } from '../../events/dates.ts';
import type { Finding } from '../../events/define.ts';
import {
  IdentityClaimed,
  PersonProfileCorrected,
  PersonRegistered,
  Profile,
} from '../../events/person.ts';
import { CadreId, IdentityNumber } from '../../events/values.ts';
import {
  accept,
  type Context,
  citing,
  defineCommand,
  defineCorrection,
  finding,
  obstacles,
  read,
  refuse,
} from './command.ts';
import { CorrectIdentityNumber, VoidRegistration } from './identity-correction.ts';
import { identityNumberOf, numberDiffers } from './identity-number.ts';
import { cadreStream, identity, person } from './people.ts';
import type { PersonState } from './person-state.ts';
import { county } from './structure.ts';

/** 人员登记 */
export const RegisterPerson = defineCommand({
  name: 'RegisterPerson',
  label: { zh: '登记人员', en: 'Register a person' },
  input: z.strictObject({
    identityNumber: IdentityNumber,
    ...Profile.shape,
    openingBalance: z.boolean().default(false),
  }),
  *decide(input, context) {
    const { openingBalance, ...personal } = input;
    const { identityNumber, ...profile } = personal;
    const { opened } = yield* read(county(context.county));
    const owned = identity(context.digestOf(`identity/${identityNumber}`));
    const owner = yield* read(owned);
    const other = owner === null ? null : yield* read(person(owner));
    const evidence = other?.registered ? [other.registered.eventId] : [];
    const refusals = [
      ...obstacles(
        [opened === null, () => finding('CountyNotOpen')],
        [owner !== null, () => finding('IdentityTaken', {}, { evidence })],
      ),
      ...numberDiffers(identityNumber, profile),
      ...datesBeforeBirth(profile, context.effectiveOn),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const cadreId = context.newId<CadreId>();
    return accept([
      context.event(owned.stream, IdentityClaimed, { cadreId }),
      context.event(
        cadreStream(cadreId),
        PersonRegistered,
        { cadreId, openingBalance },
        { personal },
      ),
    ]);
  },
});

/** 基本信息更正: typed; the whole profile as it stands and as it should have been recorded. */
export const CorrectPersonProfile = defineCorrection({
  name: 'CorrectPersonProfile',
  label: { zh: '更正人员基本信息', en: 'Correct a person’s profile' },
  input: z.strictObject({ cadreId: CadreId, was: Profile, is: Profile }),
  *decide({ cadreId, was, is }, context) {
    const { registered, profile } = yield* read(person(cadreId));
    const number = yield* read(identityNumberOf(cadreId));
    if (registered === null || registered.county !== context.county) {
      return refuse([finding('CadreUnknown')]);
    }
    if (profile !== null && sameProfile(profile, is)) return accept();
    const evidence = [registered.eventId];
    const refusals = [
      ...obstacles([
        profile === null || !sameProfile(profile, was),
        () => finding('ProfileDiffers', {}, { evidence }),
      ]),
      ...(number === null ? [] : numberDiffers(number, is)),
      ...datesBeforeBirth(is, context.effectiveOn),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return accept([
      context.event(
        cadreStream(cadreId),
        PersonProfileCorrected,
        { cadreId, eventId: registered.eventId },
        { personal: { was, is } },
      ),
    ]);
  },
});

export const personCommands = [
  RegisterPerson,
  CorrectPersonProfile,
  CorrectIdentityNumber,
  VoidRegistration,
];

/** Whom a fact of the register may be about: somebody of this county, born by then. */
export function cadreObstacles(who: PersonState, context: Context): Finding[] {
  const { registered, profile } = who;
  return obstacles(
    [registered?.county !== context.county, () => finding('CadreUnknown')],
    [
      profile !== null && lastDay(context.effectiveOn) < firstDay(profile.birth),
      () => finding('DateBeforeBirth', {}, citing(registered)),
    ],
  );
}

function datesBeforeBirth(profile: Profile, effectiveOn: PartialDate): Finding[] {
  const { birth, joinedPartyOn, workingSince } = profile;
  const before = [joinedPartyOn, workingSince, effectiveOn].some(
    (date) => date !== null && lastDay(date) < firstDay(birth),
  );
  return obstacles([before, () => finding('DateBeforeBirth')]);
}

function sameProfile(one: Profile, other: Profile): boolean {
  const fields = Object.keys(Profile.shape) as (keyof Profile)[];
  return fields.every((field) => one[field] === other[field]);
}
