/** What the client's errors mean: its own words for them, and what it does afterwards. */
import { AccessDeniedError, ErrorType } from '@kurrent/kurrentdb-client';

/** The client's own word for an error; null when it is none of the client's. Its name is always «Error». */
export function typeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('type' in error)) return null;
  return String(error.type);
}

/** Of an error that the client passes on as it came from the call. */
function plainCodeOf(error: unknown): number | null {
  if (!(error instanceof Error) || typeOf(error) !== null || !('code' in error)) return null;
  return typeof error.code === 'number' ? error.code : null;
}

export function isTooSlow(error: unknown): boolean {
  return error instanceof Error && /consumer too slow/i.test(error.message);
}

/** UNAUTHENTICATED and PERMISSION_DENIED, also of the question for the server's version. */
export function named(error: unknown): unknown {
  const code = plainCodeOf(error);
  if (code !== 16 && code !== 7) return error;
  // Cast: an error with such a code is the call's.
  return new AccessDeniedError(error as ConstructorParameters<typeof AccessDeniedError>[0]);
}

/**
 * A client that could not find the cluster rejects every call afterwards, also when the cluster is
 * there again; one whose read found no server goes on failing every read; one whose question for
 * the server's version failed, or is never answered, answers every append so (client 1.3.1).
 */
export function isForGood(error: unknown): boolean {
  if (typeOf(error) === ErrorType.UNAVAILABLE || plainCodeOf(error) !== null) return true;
  return error instanceof Error && /discover|disposed|no answer/i.test(error.message);
}
