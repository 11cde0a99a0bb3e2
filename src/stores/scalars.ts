/**
 * How values of columns compare, on every store: null before numbers before text, text by code
 * points (what SQLite's BINARY does over UTF-8; JavaScript's `<` differs beyond U+FFFF).
 */
import type { Scalar } from '../application/ports.ts';

export function compareScalars(a: Scalar | null, b: Scalar | null): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  if (typeof a === 'number' || typeof b === 'number') {
    if (typeof a !== 'number') return 1;
    if (typeof b !== 'number') return -1;
    return Math.sign(a - b);
  }
  return compareText(a, b);
}

export function compareText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Text as it is searched: one form for each character, capitals and small letters alike. */
export function searchable(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
