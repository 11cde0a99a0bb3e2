/** Times a command and its phases over all of its attempts. */
import type { CommandRequest, Outcome } from './handle.ts';
import type { Observer } from './observe.ts';

type Phase = 'decide' | 'append';

export function observedCommands(observer: Observer) {
  const spent = new WeakMap<CommandRequest, Record<Phase, number>>();

  async function command(request: CommandRequest, act: () => Promise<Outcome>): Promise<Outcome> {
    const startedAt = performance.now();
    const phases = { decide: 0, append: 0 };
    spent.set(request, phases);
    const { correlationId, definition } = request;
    const told = (outcome: Outcome['kind'] | 'failed') => {
      const ms = performance.now() - startedAt;
      const { name } = definition;
      observer.measure({ kind: 'command', command: name, outcome, correlationId, ms, phases });
    };
    try {
      const outcome = await act();
      told(outcome.kind);
      return outcome;
    } catch (error) {
      told('failed');
      throw error;
    }
  }

  async function phase<T>(request: CommandRequest, name: Phase, act: () => Promise<T>): Promise<T> {
    const startedAt = performance.now();
    try {
      return await observer.span(name, { command: request.definition.name }, act);
    } finally {
      const phases = spent.get(request);
      if (phases !== undefined) phases[name] += performance.now() - startedAt;
    }
  }

  return { command, phase };
}
