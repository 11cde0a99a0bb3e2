/** Times GraphQL operations and their phases, with the phases of the commands they send. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import type { Measurement, Observer, OperationType } from '../application/observe.ts';

type Operation = { type: OperationType; failed: boolean; readonly phases: Record<string, number> };

export type ObservedOperations = ReturnType<typeof observedOperations>;

export function observedOperations() {
  const underWay = new AsyncLocalStorage<Operation>();

  function timed(phase: string): () => Promise<void> {
    const operation = underWay.getStore();
    const startedAt = performance.now();
    return async () => add(operation, phase, performance.now() - startedAt);
  }

  /** Listens to what the whole operation does, never to single fields: those are too many. */
  const plugin: ApolloServerPlugin<BaseContext> = {
    requestDidStart: async () => ({
      parsingDidStart: async () => timed('parse'),
      validationDidStart: async () => timed('validate'),
      didResolveOperation: async ({ operation }) => {
        const own = underWay.getStore();
        if (own !== undefined) own.type = operation?.operation ?? 'none';
      },
      didEncounterErrors: async () => fail(),
      executionDidStart: async () => ({ executionDidEnd: timed('execute') }),
    }),
  };

  async function run<T>(
    { measure, span }: Observer,
    correlationId: string,
    act: () => Promise<T>,
  ): Promise<T> {
    const startedAt = performance.now();
    const operation: Operation = { type: 'none', failed: false, phases: {} };
    try {
      return await underWay.run(operation, () => span('graphql', { correlationId }, act));
    } catch (error) {
      operation.failed = true;
      throw error;
    } finally {
      const { type, failed, phases } = operation;
      const ms = performance.now() - startedAt;
      measure({ kind: 'operation', operation: type, failed, correlationId, ms, phases });
    }
  }

  /** Adds a command's phases to the operation that sent it; false where there is none. */
  function took({ phases }: Extract<Measurement, { kind: 'command' }>): boolean {
    const operation = underWay.getStore();
    for (const [phase, ms] of Object.entries(phases)) add(operation, phase, ms);
    return operation !== undefined;
  }

  /** The operation under way is one that failed. */
  function fail(): void {
    const own = underWay.getStore();
    if (own !== undefined) own.failed = true;
  }

  return { plugin, run, took, fail };
}

function add(operation: Operation | undefined, phase: string, ms: number): void {
  if (operation === undefined) return;
  operation.phases[phase] = (operation.phases[phase] ?? 0) + ms;
}
