/** The identity number somebody is registered with, and what it says of them. */
import type { Finding } from '../../events/define.ts';
import { IdentityNumberCorrected } from '../../events/identity-correction.ts';
import { PersonRegistered, type Profile } from '../../events/person.ts';
import type { CadreId, IdentityNumber } from '../../events/values.ts';
import { finding, obstacles } from './command.ts';
import { fold, type StreamRef, when } from './fold.ts';
import { cadreStream } from './people.ts';

const identityNumberFold = fold<IdentityNumber | null>('identity-number', null, [
  when(PersonRegistered, (_state, { personal }) => personal?.identityNumber ?? null),
  when(IdentityNumberCorrected, (_state, { personal }) => personal?.is ?? null),
]);
/** The number somebody has; null when erased. */
export const identityNumberOf = (id: CadreId): StreamRef<IdentityNumber | null> => ({
  stream: cadreStream(id),
  fold: identityNumberFold,
});

/** Birth and gender stand in the number (GB 11643): digits 7 to 14, and digit 17 odd for men. */
export function numberDiffers(number: IdentityNumber, profile: Profile): Finding[] {
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  const gender = Number(number[16]) % 2 === 1 ? 'MALE' : 'FEMALE';
  return obstacles(
    [!birth.startsWith(profile.birth), () => finding('IdentityBirthDiffers')],
    [gender !== profile.gender, () => finding('IdentityGenderDiffers')],
  );
}
