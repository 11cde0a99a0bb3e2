/** One operation through the schema over a ledger under test, answered as the server would. */
import { type ExecutionResult, type GraphQLSchema, graphql, parse, subscribe } from 'graphql';
import type { CountyCode } from '../../events/values.ts';
import { buildSchema } from '../../schema/index.ts';
import { graphContext } from '../../schema/toolkit/context.ts';
import type { Application } from '../../src/application/index.ts';

let built: Promise<GraphQLSchema> | null = null;

type Asker = { readonly subject?: string; readonly counties?: readonly CountyCode[] | null };
export type Answer = { data: Record<string, never> | null; errors: readonly Fault[]; told: object };
type Fault = { message: string; code: unknown; inputPath: string; path: string };

/** Asks as an officer who may see every county. */
export function asking(application: () => Application, asker: Asker = {}) {
  const told: Record<string, unknown> = {};
  const reached: string[] = [];
  const contextValue = () =>
    graphContext({
      application: application(),
      actor: { subject: asker.subject ?? 'officer', cadreId: null },
      counties: asker.counties ?? null,
      correlationId: 'test',
      traceparent: null,
      tell: (extensions) => Object.assign(told, extensions),
      reached: (token) => reached.push(token),
      turn: async () => undefined,
    });
  const schemaOnce = () => {
    built ??= buildSchema();
    return built;
  };

  async function ask(source: string, variableValues: object = {}): Promise<Answer> {
    const schema = await schemaOnce();
    const result = await graphql({
      ...{ schema, source, contextValue: contextValue() },
      variableValues: variableValues as Record<string, unknown>,
    });
    return { data: (result.data ?? null) as Answer['data'], errors: faultsOf(result), told };
  }

  /** What an operation that must not fail answers. */
  async function answer<T>(source: string, variableValues: object = {}): Promise<T> {
    const { data, errors } = await ask(source, variableValues);
    if (data === null || errors.length > 0) throw new Error(JSON.stringify(errors));
    return data as T;
  }

  /** The answers of a subscription as they come. */
  async function answers(source: string): Promise<AsyncGenerator<ExecutionResult>> {
    const schema = await schemaOnce();
    const events = await subscribe({
      ...{ schema, document: parse(source), contextValue: contextValue() },
    });
    if (!(Symbol.asyncIterator in events)) throw new Error(faultsOf(events)[0]?.message);
    return events;
  }

  /** The next `count` answers of a subscription; ends it. */
  async function listen(source: string, count: number): Promise<unknown[]> {
    const events = await answers(source);
    const found: unknown[] = [];
    for await (const event of events) {
      found.push(event.data);
      if (found.length === count) break;
    }
    return found;
  }

  return { ask, answer, answers, listen, reached: (): readonly string[] => reached };
}

function faultsOf({ errors = [] }: ExecutionResult): Fault[] {
  return errors.map(({ message, extensions, path = [] }) => ({
    message,
    code: extensions.code,
    inputPath: ((extensions.inputPath as (string | number)[] | undefined) ?? []).join('.'),
    path: path.join('.'),
  }));
}
