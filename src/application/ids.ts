/** Ids. A server makes UUIDv7 command ids; everything a command brings about is derived from it. */
import { createHash, randomBytes } from 'node:crypto';
import type { Instant } from '../../events/dates.ts';
import type { CommandId } from '../../events/values.ts';

/** A new UUIDv7 (RFC 9562 §5.7): 48 bits of time, the rest random. */
export function newCommandId(now: Instant): CommandId {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.parse(now), 0, 6);
  return format(bytes) as CommandId;
}

/** The id number `index` of a command: the command's time bits, the rest SHA-256 of both. */
export function derivedId(commandId: CommandId, index: number): string {
  const bytes = createHash('sha256').update(`${commandId}/${index}`).digest().subarray(0, 16);
  Buffer.from(commandId.replaceAll('-', ''), 'hex').copy(bytes, 0, 0, 6);
  return format(bytes);
}

function format(bytes: Buffer): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [0, 8, 12, 16, 20].map((at, n, all) => hex.slice(at, all[n + 1] ?? 32)).join('-');
}
