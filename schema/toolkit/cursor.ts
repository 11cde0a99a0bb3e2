/**
 * Opaque cursors of lists: the list and its order, the values of the order's columns and the key,
 * base64url of JSON. A cursor of another list or order is refused, not read as a place of this one.
 */
import type { Order, Scalar } from '../../src/application/ports.ts';
import { badUserInput } from './errors.ts';

export function encodeCursor(list: string, order: Order, values: readonly (Scalar | null)[]) {
  return Buffer.from(JSON.stringify([nameOf(list, order), ...values])).toString('base64url');
}

const nameOf = (list: string, order: Order) =>
  [list, ...order.map(({ column, descending }) => `${descending ? '-' : ''}${column}`)].join(' ');

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
  list: string,
  order: Order,
): (Scalar | null)[] | null {
  if (cursor === null || cursor === undefined) return null;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts)) {
      const [name, ...values] = parts;
      if (name === nameOf(list, order) && isPlace(values, order)) return values;
    }
  } catch {
    // Falls through to the sentence below: what was sent is no cursor.
  }
  throw badUserInput('is no cursor of this list in this order; send the endCursor of its page', [
    'after',
  ]);
}
