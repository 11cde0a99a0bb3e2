/**
 * The port of whoever measures: what happened and how long it took, without a value of anybody's.
 * Handed to the application, the stores and the server, none of which know a library of metrics.
 */
import type { AppendResult } from './ports.ts';

type CommandOutcome =
  | 'recorded'
  | 'unchanged'
  | 'dryRun'
  | 'refused'
  | 'commandIdReused'
  | 'conflict'
  /** Thrown: busy, too large, the store unavailable, or a defect. */
  | 'failed';
export type OperationType = 'query' | 'mutation' | 'subscription' | 'none';

/** All times are in milliseconds. Names are the program's own, never a client's. */
export type Measurement =
  | {
      readonly kind: 'command';
      readonly command: string;
      readonly outcome: CommandOutcome;
      readonly correlationId: string;
      readonly ms: number;
      readonly phases: Phases;
    }
  /** One append as its caller waits for it: in the queue, in its group, to the disk. */
  | {
      readonly kind: 'append';
      readonly result: AppendResult['kind'] | 'failed';
      readonly ms: number;
    }
  /** One transaction with its fsync. */
  | { readonly kind: 'group'; readonly appends: number; readonly ms: number }
  | { readonly kind: 'waiting'; readonly appends: number }
  /** One call that appends to a journal kept elsewhere, for all commands that share it. */
  | {
      readonly kind: 'journalAppend';
      /** `unknown`: no answer that says so; the journal is asked what became of it. */
      readonly outcome: 'recorded' | 'lostRace' | 'refused' | 'unknown';
      readonly ms: number;
    }
  /** Events of a journal kept elsewhere that this server's tables took in, its own among them. */
  | { readonly kind: 'taken'; readonly events: number }
  /** An operation that was not let in, because too many ran or waited. */
  | { readonly kind: 'refused' }
  | {
      readonly kind: 'operation';
      /** `none`: the document did not say, or could not be read. */
      readonly operation: OperationType;
      readonly failed: boolean;
      readonly correlationId: string;
      readonly ms: number;
      readonly phases: Phases;
    };
export type Phases = Readonly<Record<string, number>>;
export type SpanFacts = Readonly<Record<string, string | number>>;

export type Observer = {
  readonly measure: (measurement: Measurement) => void;
  /** Runs the act as a part, with a name, of what is under way. */
  readonly span: <T>(name: string, facts: SpanFacts, act: () => Promise<T>) => Promise<T>;
};

export const unobserved: Observer = {
  measure: () => undefined,
  span: (_name, _facts, act) => act(),
};

/** An observer for what is opened before it is known who observes; until then nobody does. */
export function relayed(): { readonly observer: Observer; readonly to: (it: Observer) => void } {
  let present = unobserved;
  return {
    observer: {
      measure: (measurement) => present.measure(measurement),
      span: (name, facts, act) => present.span(name, facts, act),
    },
    to: (it) => {
      present = it;
    },
  };
}
