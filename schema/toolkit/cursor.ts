/** Opaque cursors of lists: the values of the order's columns and the key, base64url of JSON. */
import type { Order, Scalar } from '../../src/application/ports.ts';
import { badUserInput } from './errors.ts';

export function encodeCursor(values: readonly (Scalar | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

export function cursorFrom(
  cursor: string | null | undefined,
  order: Order,
): (Scalar | null)[] | null {
  if (cursor === null || cursor === undefined) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isScalar = (value: unknown) =>
      value === null || typeof value === 'string' || typeof value === 'number';
    if (Array.isArray(values) && values.length === order.length + 1 && values.every(isScalar)) {
      return values;
    }
  } catch {
    // Falls through to the sentence below: what was sent is no cursor.
  }
  throw badUserInput('is no cursor of this list in this order; send the endCursor of its page', [
    'after',
  ]);
}
