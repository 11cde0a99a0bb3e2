/**
 * An event as bytes in the cluster's stream: our own JSON, written and read by us alone, so that no
 * value reaches the client which it cannot send. Position and revision are written with it and held
 * against where it stands when it is read.
 */
import { LedgerRefused } from '../../application/ledger-refused.ts';
import type { StoredEvent } from '../../application/ports.ts';

export function toBytes(event: StoredEvent): Uint8Array {
  return Buffer.from(JSON.stringify(event));
}

/** Throws LedgerRefused for what no server of ours wrote there. */
export function fromBytes(bytes: Uint8Array, stream: string, position: number): StoredEvent {
  const event = parsed(bytes);
  if (event !== null && event.position === position) return event;
  throw new LedgerRefused(
    `stream ${stream} holds at revision ${position - 1} what is no event of a ledger`,
    'name the stream of the ledger (CADRE_LEDGER_STREAM); nothing else may write to it',
  );
}

function textOf({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('utf8');
}

/** Casts: what has these fields at a stream's exact revision was written by `toBytes`. */
function parsed(bytes: Uint8Array): StoredEvent | null {
  try {
    const event: unknown = JSON.parse(textOf(bytes));
    const isOurs =
      typeof event === 'object' &&
      event !== null &&
      ['id', 'type', 'version', 'stream', 'revision', 'position', 'data', 'personal', 'meta'].every(
        (field) => field in event,
      );
    return isOurs ? (event as StoredEvent) : null;
  } catch {
    return null;
  }
}
