/**
 * Rows with two time axes. A row keeps the facts it rests on and, derived from them, every version
 * it has had: `from`/`to` in the world, `recordedFrom`/`recordedTo` in our knowledge. The rule of
 * as-of reading (corrections first, then effective order, ties by position) stands here and only
 * here; every projection inherits it.
 */
import {
  type CivilDate,
  endOfTime,
  firstDay,
  type Instant,
  type PartialDate,
} from '../../events/dates.ts';
import type { Recorded } from '../../events/define.ts';
import type { EventId } from '../../events/values.ts';

export type State = { readonly [field: string]: unknown };

/** How a row stood in the world over [from, to), as known over [recordedFrom, recordedTo). */
export type Version<S = State> = {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly recordedFrom: Instant;
  /** null: still what is known. */
  readonly recordedTo: Instant | null;
  /** The event that brought this state about. */
  readonly event: EventId;
  readonly state: S;
};
export type Row = { readonly facts: readonly Recorded[]; readonly versions: readonly Version[] };
export type RowKey = { readonly table: string; readonly key: string };

/** What a fact does to a row. Undated kinds replace or remove what they name. */
export type Rule =
  | {
      readonly kind: 'begins' | 'continues';
      readonly apply: Apply;
      /** From when it holds; without it, from the fact's effective date. */
      readonly holdsFrom?: (fact: Recorded) => PartialDate;
    }
  | { readonly kind: 'amends'; readonly target: Target; readonly amend: Amend }
  | { readonly kind: 'voids'; readonly target: Target };
export type Apply = (state: State | null, event: Recorded) => State | null;
export type Target = (event: Recorded) => EventId;
/** The corrected fact; its `meta.effectiveOn` may be corrected too. */
export type Amend = (fact: Recorded, correction: Recorded) => Recorded;

export const emptyRow: Row = { facts: [], versions: [] };

/**
 * The row after one more fact. Independent of how events are paged: facts recorded at the same
 * moment leave one set of versions, whatever was derived between them.
 */
export function foldFact(row: Row, fact: Recorded, rules: ReadonlyMap<string, Rule>): Row {
  const facts = [...row.facts, fact];
  const recordedAt = fact.meta.recordedAt;
  const goneOn = withNext(row, fact, rules);
  if (goneOn !== null) return { facts, versions: goneOn };
  const before = row.versions
    .filter((version) => version.recordedFrom < recordedAt)
    .map((version) =>
      version.recordedTo === recordedAt ? { ...version, recordedTo: null } : version,
    );
  const timeline = new Map(timelineOf(facts, rules).map((span) => [identity(span), span]));
  const versions = before.map((version) => {
    if (version.recordedTo !== null) return version;
    return timeline.delete(identity(version)) ? version : { ...version, recordedTo: recordedAt };
  });
  for (const span of timeline.values()) {
    versions.push({ ...span, recordedFrom: recordedAt, recordedTo: null });
  }
  return { facts, versions };
}

/**
 * The versions when a fact only goes on from the last one, as most do: what a row of many facts
 * would cost otherwise is deriving all of them anew for each. null: they must be.
 */
function withNext(
  { facts, versions }: Row,
  fact: Recorded,
  rules: ReadonlyMap<string, Rule>,
): readonly Version[] | null {
  const rule = rules.get(fact.type);
  const index = versions.findLastIndex(
    ({ to, recordedTo }) => to === endOfTime && recordedTo === null,
  );
  const last = versions[index];
  // Only from a version that holds every fact before: the last one brought it about.
  if (last === undefined || last.event !== facts.at(-1)?.id) return null;
  if (rule?.kind !== 'continues') return null;
  const from = firstDay(holdsFrom(fact, rules));
  const state = from < last.from ? null : rule.apply(last.state, fact);
  if (state === null) return null;
  const { recordedAt } = fact.meta;
  const isNew = last.recordedFrom === recordedAt;
  const next = { from, to: endOfTime, event: fact.id, state, recordedFrom: recordedAt };
  return [
    ...versions.slice(0, index),
    ...(isNew ? [] : [{ ...last, recordedTo: recordedAt }]),
    ...versions.slice(index + 1),
    ...(from > last.from ? [{ ...last, to: from, recordedFrom: recordedAt }] : []),
    { ...next, recordedTo: null },
  ];
}

type Span = Pick<Version, 'from' | 'to' | 'event' | 'state'>;

/** Spans in which the row held one state, by all facts given; in order, not overlapping. */
export function timelineOf(facts: readonly Recorded[], rules: ReadonlyMap<string, Rule>): Span[] {
  const dated = corrected(facts, rules);
  const kindOf = (fact: Recorded) => rules.get(fact.type)?.kind;
  const firstOf = (fact: Recorded) => firstDay(holdsFrom(fact, rules));
  const begin = dated
    .filter((fact) => kindOf(fact) === 'begins')
    .map(firstOf)
    .sort()[0];
  if (begin === undefined) return [];
  // Nothing holds of a row before it begins: an end known to the month only meets its start.
  const day = (fact: Recorded) => {
    const first = firstOf(fact);
    return first < begin ? begin : first;
  };
  const isLater = (fact: Recorded) => (kindOf(fact) === 'begins' ? 0 : 1);
  const ordered = dated
    .map((fact) => ({ fact, day: day(fact) }))
    .sort(
      (a, b) =>
        compare(a.day, b.day) ||
        (a.day === begin ? isLater(a.fact) - isLater(b.fact) : 0) ||
        a.fact.position - b.fact.position,
    );
  const spans: Span[] = [];
  let state: State | null = null;
  ordered.forEach(({ fact, day: from }, index) => {
    const rule = rules.get(fact.type);
    if (rule === undefined || !('apply' in rule)) return;
    state = rule.apply(state, fact);
    const next = ordered[index + 1];
    if (state === null || next?.day === from) return;
    spans.push({ from, to: next?.day ?? endOfTime, event: fact.id, state });
  });
  return spans;
}

function holdsFrom(fact: Recorded, rules: ReadonlyMap<string, Rule>): PartialDate {
  const rule = rules.get(fact.type);
  const from = rule !== undefined && 'apply' in rule ? rule.holdsFrom?.(fact) : undefined;
  return from ?? fact.meta.effectiveOn;
}

/** The dated facts after corrections and voids, which act in position order whatever their dates. */
function corrected(facts: readonly Recorded[], rules: ReadonlyMap<string, Rule>): Recorded[] {
  const dated = new Map<EventId, Recorded>();
  for (const fact of facts) {
    const rule = rules.get(fact.type);
    if (rule === undefined) continue;
    if (rule.kind === 'voids') dated.delete(rule.target(fact));
    else if (rule.kind === 'amends') {
      const target = dated.get(rule.target(fact));
      if (target !== undefined) dated.set(target.id, rule.amend(target, fact));
    } else dated.set(fact.id, fact);
  }
  return [...dated.values()];
}

function identity(span: Span): string {
  return `${span.from} ${span.to} ${span.event} ${JSON.stringify(span.state)}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
