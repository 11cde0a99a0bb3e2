/**
 * The time an operation may take. When it is over the client is answered, and the operation ends at
 * its next field or read: graphql-js 16 cannot be told to stop, so every field that does work asks.
 * A command that was begun is never called failed: what became of it is to be asked.
 */
import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { outcomeUnknown } from './errors.ts';

/** Milliseconds that only rise, and a call when some are over; gives the way to call it off. */
export type Stopwatch = {
  readonly now: () => number;
  readonly after: (ms: number, act: () => void) => () => void;
};
export const stopwatch: Stopwatch = {
  now: () => performance.now(),
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

export type OperationTime = ReturnType<typeof operationTime>;
/** Where the resolvers' context carries it. */
export const timeKey = Symbol('operation time');

export function operationTime(limitMs: number, watch: Stopwatch) {
  let until = Number.POSITIVE_INFINITY;
  let begun = 0;
  let [stopped, abandoned] = [false, false];
  let callOff = () => {};
  let end: (error: GraphQLError) => void = () => undefined;
  const ended = new Promise<GraphQLError>((resolve) => {
    end = resolve;
  });
  const error = () => (begun > 0 ? outcomeUnknown() : timedOut(limitMs));

  function stopWhenOver(): void {
    // A subscription has no such time: its events are short operations, and it is paged in turns.
    if (until === Number.POSITIVE_INFINITY || (!abandoned && watch.now() < until)) return;
    stopped = true;
    throw error();
  }

  return {
    /** Throws when the time is over. After a command was begun its result is still read. */
    goOn(): void {
      if (begun === 0) stopWhenOver();
    },
    /** Asked before each command: throws when there is no time left to begin it. */
    begin(): void {
      stopWhenOver();
      begun += 1;
    },
    /** The client has gone: what was not begun is not begun any more. */
    abandon(): void {
      abandoned = true;
    },
    /** Why the operation was ended; null when it was not. */
    reason: (): GraphQLError | null => (stopped ? error() : null),
    /** From here on the time runs. */
    start(): void {
      until = watch.now() + limitMs;
      callOff = watch.after(limitMs, () => end(error()));
    },
    /** The work's answer, or what `late` makes of the reason when the time is over first. */
    first<T>(work: Promise<T>, late: (reason: GraphQLError) => T): Promise<T> {
      const done = () => callOff();
      work.then(done, done);
      return Promise.race([work, ended.then(late)]);
    },
  };
}

/** Makes every field of the schema that does work ask whether there is time for it. */
export function stopInTime(schema: GraphQLSchema): void {
  const [mutation, subscription] = [schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__') || type === subscription) continue;
    const ask = type === mutation ? 'begin' : 'goOn';
    for (const field of Object.values(type.getFields())) {
      if (type === mutation || doesWork(field)) askFirst(field, ask);
    }
  }
}

/** A value of a row is there already; what has fields of its own, or arguments, is fetched. */
function doesWork({ type, args, extensions }: Field): boolean {
  return !isLeafType(getNamedType(type)) || args.length > 0 || extensions.complexity !== undefined;
}

function askFirst(field: Field, ask: 'begin' | 'goOn'): void {
  const { resolve = defaultFieldResolver } = field;
  field.resolve = (source, args, context, info) => {
    context[timeKey]?.[ask]();
    return resolve(source, args, context, info);
  };
}

type Field = GraphQLField<unknown, { readonly [timeKey]?: OperationTime }>;

function timedOut(limitMs: number): GraphQLError {
  return new GraphQLError(
    `The operation took longer than ${limitMs} ms (CADRE_LEDGER_OPERATION_TIMEOUT_MS) and was stopped; nothing was recorded by it. Ask for smaller pages, or less below them`,
    { extensions: { code: 'OPERATION_TIMEOUT', limitMs } },
  );
}
