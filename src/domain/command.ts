/**
 * What a command is: its name, the shape of its input, and a pure decider. The decider is a
 * generator: it yields the streams it wants to read and is handed their states together; whatever
 * it reads is checked, at the revision read, when its events are appended.
 */
import type { z } from 'zod';
import type { CivilDate, Instant, PartialDate } from '../../events/dates.ts';
import type { Actor, EventDefinition, Finding, PersonalOf, Shape } from '../../events/define.ts';
import type { CountyCode, DocumentNumber, EventId } from '../../events/values.ts';
import type { StreamRef } from './fold.ts';
import { shippedRules } from './rules/defaults/index.ts';
import { basisText } from './rules/sources.ts';

/** Everything that varies from outside; a decider has no clock, no ids and no secrets of its own. */
export type Context = {
  readonly county: CountyCode;
  readonly actor: Actor;
  /** When it holds in the world: `record.effectiveOn`, by default today. */
  readonly effectiveOn: PartialDate;
  readonly basis: DocumentNumber | null;
  readonly reason: string | null;
  readonly now: Instant;
  readonly today: CivilDate;
  /** A new entity id, the same each time this command is decided. */
  newId<T extends string>(): T;
  /** The name of the stream that a secret value owns, by a digest keyed for this ledger. */
  digestOf(value: string): string;
  /** An event to be accepted; its id is known at once, so that other events can refer to it. */
  event<D extends EventDefinition>(
    stream: string,
    definition: D,
    data: z.input<D['data']>,
    options?: { effectiveOn?: PartialDate; personal?: PersonalInput<D> },
  ): NewEvent;
};
type PersonalInput<D extends EventDefinition> = D['personal'] extends Shape
  ? z.input<D['personal']>
  : never;

export type NewEvent = {
  readonly id: EventId;
  readonly stream: string;
  readonly definition: EventDefinition;
  readonly data: unknown;
  readonly personal: PersonalOf<EventDefinition> | null;
  readonly effectiveOn: PartialDate;
};

export type Decision =
  | {
      readonly kind: 'accepted';
      readonly events: readonly NewEvent[];
      /** What the officer should know although nothing forbids it; recorded with the events. */
      readonly advisories: readonly Finding[];
    }
  | { readonly kind: 'refused'; readonly refusals: readonly Finding[] };

/** A part of a decider that reads and gives a value. */
export type Reading<T> = Generator<readonly StreamRef<unknown>[], T, readonly unknown[]>;
export type Deciding = Generator<readonly StreamRef<unknown>[], Decision, readonly unknown[]>;

export type CommandDefinition<I extends Shape = Shape> = {
  /** An imperative, `OpenReserveRound`; the mutation has the same name. */
  readonly name: string;
  readonly label: { readonly zh: string; readonly en: string };
  readonly input: I;
  /** May be effective after today: plans, and decisions that take effect later. */
  readonly planned: boolean;
  readonly decide: (input: z.output<I>, context: Context) => Deciding;
};

export function defineCommand<I extends Shape>(definition: {
  name: string;
  label: { zh: string; en: string };
  input: I;
  planned?: boolean;
  decide: (input: z.output<I>, context: Context) => Deciding;
}): CommandDefinition<I> {
  return { planned: false, ...definition };
}

/** A typed correction: it puts right or takes back a recorded fact, for a reason that is recorded. */
export function defineCorrection<I extends Shape>(
  definition: Parameters<typeof defineCommand<I>>[0],
): CommandDefinition<I> {
  return withReason(defineCommand(definition));
}

/** Refuses what would be recorded without a reason; nothing to record needs none. */
export function withReason<I extends Shape>(command: CommandDefinition<I>): CommandDefinition<I> {
  return {
    ...command,
    decide: function* (input, context) {
      const decision = yield* command.decide(input, context);
      const missing = obstacles([context.reason === null, () => finding('ReasonNeeded')]);
      return unlessForbidden(missing, decision);
    },
  };
}

/** Reads one stream: `const round = yield* read(reserveRound(id))`. */
export function* read<S>(
  ref: StreamRef<S>,
): Generator<readonly StreamRef<unknown>[], S, readonly unknown[]> {
  const [state] = yield [ref as StreamRef<unknown>];
  return state as S;
}

/** Reads several streams at once. */
export function* readEach<S>(
  refs: readonly StreamRef<S>[],
): Generator<readonly StreamRef<unknown>[], S[], readonly unknown[]> {
  if (refs.length === 0) return [];
  return (yield refs as readonly StreamRef<unknown>[]) as S[];
}

export function accept(
  events: readonly NewEvent[] = [],
  advisories: readonly Finding[] = [],
): Decision {
  return { kind: 'accepted', events, advisories };
}

export function refuse(refusals: readonly Finding[]): Decision {
  return { kind: 'refused', refusals };
}

/** A decision under what forbids it, said together with its own refusals; doing nothing is free. */
export function unlessForbidden(by: readonly Finding[], decision: Decision): Decision {
  if (decision.kind === 'refused') return refuse([...by, ...decision.refusals]);
  return by.length > 0 && decision.events.length > 0 ? refuse(by) : decision;
}

/**
 * An obstacle or advisory; `params` fill its sentences (findings.ts) and are never personal. A rule
 * rests on what the shipped one rests on, unless the basis of the rule set at hand is given.
 */
export function finding(
  code: string,
  params: Finding['params'] = {},
  options: { rule?: string; basis?: string; evidence?: readonly EventId[] } = {},
): Finding {
  return {
    code,
    params,
    rule: options.rule ?? null,
    basis: options.basis ?? shippedBasis(options.rule),
    evidence: options.evidence ?? [],
  };
}

/** The facts a finding rests on, as its evidence: `finding('X', {}, citing(round.announced))`. */
export function citing(
  ...facts: readonly ({ eventId: EventId } | { id: EventId } | null | undefined)[]
): { evidence: EventId[] } {
  const evidence = facts.flatMap((one) => (one ? ['eventId' in one ? one.eventId : one.id] : []));
  return { evidence: evidence.slice(0, evidenceMax) };
}
const evidenceMax = 50;

function shippedBasis(id: string | undefined): string | null {
  const rule = shippedRules.find((one) => one.id === id);
  return rule === undefined ? null : basisText(rule.basis);
}

/** Findings whose condition holds: `obstacles([round.closed, () => finding('RoundClosed')], …)`. */
export function obstacles(...rules: readonly (readonly [boolean, () => Finding])[]): Finding[] {
  return rules.filter(([holds]) => holds).map(([, make]) => make());
}
