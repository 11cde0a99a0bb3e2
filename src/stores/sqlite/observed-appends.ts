/** Measures appends as their callers wait for them, and the groups they are written in. */
import type { Observer } from '../../application/observe.ts';
import type { AppendResult } from '../../application/ports.ts';
import type { Append } from '../append.ts';
import type { Waiting } from './append-queue.ts';

type Measure = Observer['measure'];

export function observedAppends(
  append: (asked: Append) => Promise<AppendResult>,
  measure: Measure,
): (asked: Append) => Promise<AppendResult> {
  let waiting = 0;
  const moved = (by: number) => {
    waiting += by;
    measure({ kind: 'waiting', appends: waiting });
  };
  return async (asked) => {
    const startedAt = performance.now();
    moved(1);
    let kind: AppendResult['kind'] | 'failed' = 'failed';
    try {
      const result = await append(asked);
      kind = result.kind;
      return result;
    } finally {
      moved(-1);
      measure({ kind: 'append', result: kind, ms: performance.now() - startedAt });
    }
  };
}

export function observedGroups(
  write: (group: readonly Waiting[]) => void,
  measure: Measure,
): (group: readonly Waiting[]) => void {
  return (group) => {
    const startedAt = performance.now();
    write(group);
    measure({ kind: 'group', appends: group.length, ms: performance.now() - startedAt });
  };
}
