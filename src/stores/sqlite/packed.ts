/** UUIDs and digests as bytes: half the size of their text, and equal order. Other text stays text. */
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const hexPattern = /^(?:[0-9a-f]{2})+$/;

export type Packed = Uint8Array | string;

export function packUuid(text: string): Packed {
  return uuidPattern.test(text) ? Buffer.from(text.replaceAll('-', ''), 'hex') : text;
}

export function unpackUuid(packed: Packed): string {
  if (typeof packed === 'string') return packed;
  const hex = hexOf(packed);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

export function packHex(text: string): Packed {
  return hexPattern.test(text) ? Buffer.from(text, 'hex') : text;
}

export function unpackHex(packed: Packed): string {
  return typeof packed === 'string' ? packed : hexOf(packed);
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
