/** Conditions of two sides on the same rows: what a client filters by, within what a list is about. */
import type { Condition, Scalar } from '../../src/application/ports.ts';

export type Where = Record<string, Condition>;

/** Rows must meet both, on columns that both name too. */
export function bothOf(one: Where, other: Where): Where {
  const shared = Object.keys(other).filter((column) => column in one);
  const met = shared.map((column) => [
    column,
    meet(one[column] as Condition, other[column] as Condition),
  ]);
  return { ...one, ...other, ...Object.fromEntries(met) };
}

type Values = readonly (Scalar | null)[];

/** The values a condition lists; null when it lists none but tells them otherwise. */
function listed(condition: Condition): Values | null {
  if (condition === null || typeof condition !== 'object') return [condition];
  return 'in' in condition ? condition.in : null;
}

function meet(one: Condition, other: Condition): Condition {
  const [first, second] = [listed(one), listed(other)];
  if (first !== null) return { in: first.filter((value) => isMet(other, value)) };
  if (second !== null) return { in: second.filter((value) => isMet(one, value)) };
  if (isRange(one) && isRange(other)) return narrower(one, other);
  // A range leaves null out by itself.
  if (isRange(one) && isNotNull(other)) return one;
  if (isRange(other) && isNotNull(one)) return other;
  throw new Error('two exclusions of one column cannot be asked for together');
}

type Range = { readonly from?: Scalar; readonly before?: Scalar };
const isRange = (condition: Condition): condition is Range =>
  condition !== null &&
  typeof condition === 'object' &&
  !('in' in condition) &&
  !('not' in condition);
const isNotNull = (condition: Condition) =>
  condition !== null &&
  typeof condition === 'object' &&
  'not' in condition &&
  condition.not === null;

function narrower(one: Range, other: Range): Range {
  const inOrder = (values: readonly (Scalar | undefined)[]) =>
    values.filter((value) => value !== undefined).sort((a, b) => (a < b ? -1 : 1));
  const from = inOrder([one.from, other.from]).at(-1);
  const before = inOrder([one.before, other.before])[0];
  return { ...(from === undefined ? {} : { from }), ...(before === undefined ? {} : { before }) };
}

function isMet(condition: Condition, value: Scalar | null): boolean {
  const values = listed(condition);
  if (values !== null) return values.includes(value);
  if (!isRange(condition)) return value !== (condition as { not: Scalar | null }).not;
  const { from, before } = condition;
  if (value === null) return false;
  return (from === undefined || value >= from) && (before === undefined || value < before);
}
