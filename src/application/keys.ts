/** The one secret of a ledger: names identity streams and command digests, never leaves the server. */
import { createHmac, createSecretKey } from 'node:crypto';
import type { LedgerId } from '../../events/values.ts';

const keyBytes = 32;
const checkText = 'cadre-ledger key check 1';

export type LedgerKey = {
  /** HMAC-SHA-256 of a secret or personal value, 64 hex digits. */
  digestOf(value: string): string;
  /** What `LedgerOpened` holds, so that another key is noticed before it names a stream. */
  check(ledgerId: LedgerId): string;
};

export function ledgerKey(bytes: Uint8Array): LedgerKey {
  if (bytes.length !== keyBytes) throw new Error(`a ledger key has ${keyBytes} bytes`);
  // Made once: handed as bytes, it is made for every digest, which costs several times the digest.
  const own = createSecretKey(Uint8Array.from(bytes));
  const hmac = (value: string) => createHmac('sha256', own).update(value).digest('hex');
  return { digestOf: hmac, check: (ledgerId) => hmac(`${checkText}\n${ledgerId}`) };
}
