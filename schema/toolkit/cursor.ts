/** Opaque cursors of lists: the values of the order's columns and the key, base64url of JSON. */
import type { Order, Scalar } from '../../src/application/ports.ts';
import { badUserInput } from './errors.ts';

export function encodeCursor(values: readonly (Scalar | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The values of the order's columns, and the key of the row there. */
function isPlace(values: readonly unknown[], order: Order): boolean {
  return (
    values.length === order.length + 1 &&
    values.every(isScalar) &&
    typeof values.at(-1) === 'string'
  );
}

const isScalar = (value: unknown) =>
  value === null || typeof value === 'string' || typeof value === 'number';

export function cursorFrom(
  cursor: string | null | undefined,
  order: Order,
): (Scalar | null)[] | null {
  if (cursor === null || cursor === undefined) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(values) && isPlace(values, order)) {
      return values;
    }
  } catch {
    // Falls through to the sentence below: what was sent is no cursor.
  }
  throw badUserInput('is no cursor of this list in this order; send the endCursor of its page', [
    'after',
  ]);
}
