/** Codes of organizations and posts: who owns which. */
import { CodeTaken } from '../../events/code-reservation.ts';
import type { CountyCode } from '../../events/values.ts';
import { fold, type StreamRef, when } from './fold.ts';

/** Who owns a code: one stream per code, so that claims of different codes never meet. */
export const codeReservation = (
  county: CountyCode,
  kind: 'organization' | 'post',
  code: string,
): StreamRef<string | null> => ({
  stream: `code-${county}.${kind}.${code}`,
  fold: codeFold,
});
const codeFold = fold<string | null>('code', null, [
  when(CodeTaken, (_state, { data }) => data.entityId),
]);
