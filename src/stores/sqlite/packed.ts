/**
 * UUIDs and digests as bytes: half the size of their text, and equal order. Other text stays text.
 * They are read as hex, which SQLite writes: an array of bytes costs more than all else in a row.
 */
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const hexPattern = /^(?:[0-9a-f]{2})+$/;
/** Before text that was kept as text, so that it is not taken for hex. */
const textMark = ' ';

export type Packed = Uint8Array | string;

export function packUuid(text: string): Packed {
  return uuidPattern.test(text) ? Buffer.from(text.replaceAll('-', ''), 'hex') : text;
}

export function packHex(text: string): Packed {
  return hexPattern.test(text) ? Buffer.from(text, 'hex') : text;
}

/** The SQL that reads a packed column for the two functions below; null stays null. */
export function readPacked(column: string): string {
  return `iif(typeof(${column}) = 'blob', lower(hex(${column})), '${textMark}' || ${column})`;
}

export function unpackUuid(read: string): string {
  if (read.startsWith(textMark)) return read.slice(textMark.length);
  return `${read.slice(0, 8)}-${read.slice(8, 12)}-${read.slice(12, 16)}-${read.slice(16, 20)}-${read.slice(20)}`;
}

export function unpackHex(read: string): string {
  return read.startsWith(textMark) ? read.slice(textMark.length) : read;
}
