/** Codes of organizations and posts: who owns which. */
import { CodeTaken } from '../../events/code-reservation.ts';
import type { CountyCode, EventId } from '../../events/values.ts';
import { fold, type StreamRef, when } from './fold.ts';

/** Which organization or post took a code, and by which event. */
export type CodeOwner = { readonly entityId: string; readonly eventId: EventId };

/** Who owns a code: one stream per code, so that claims of different codes never meet. */
export const codeReservation = (
  county: CountyCode,
  kind: 'organization' | 'post',
  code: string,
): StreamRef<CodeOwner | null> => ({
  stream: `code-${county}.${kind}.${code}`,
  fold: codeFold,
});
const codeFold = fold<CodeOwner | null>('code', null, [
  when(CodeTaken, (_state, { id, data }) => ({ entityId: data.entityId, eventId: id })),
]);
