/**
 * How a stream becomes a state. A feature folds the facts it needs of a stream into dated facts of
 * its own; several features fold the same stream without knowing each other.
 */
import type { EventDefinition, Recorded } from '../../events/define.ts';

export type Fold<S> = {
  /** Unique among all folds; with the stream it names a cached state. */
  readonly name: string;
  readonly initial: S;
  /** Chooses nothing, judges nothing, never throws; unknown events leave the state as it is. */
  readonly evolve: (state: S, event: Recorded) => S;
};

type When<S> = { readonly type: string; readonly apply: (state: S, event: Recorded) => S };

/** What one kind of event does to a state. */
export function when<S, D extends EventDefinition>(
  definition: D,
  apply: (state: S, event: Recorded<D>) => S,
): When<S> {
  return { type: definition.type, apply: apply as unknown as When<S>['apply'] };
}

export function fold<S>(name: string, initial: S, whens: readonly When<S>[]): Fold<S> {
  const byType = new Map(whens.map(({ type, apply }) => [type, apply]));
  // A state may become null: only a fact of another kind leaves it as it is.
  const evolve = (state: S, event: Recorded): S => {
    const apply = byType.get(event.type);
    return apply === undefined ? state : apply(state, event);
  };
  return { name, initial, evolve };
}

/** A stream, and how to read it. */
export type StreamRef<S> = { readonly stream: string; readonly fold: Fold<S> };
