import type { Expected } from './ports.ts';

/** The streams this process moved lately, to tell its own wins from other servers'. */
export function ownAppends() {
  const keptMax = 50_000;
  const moved = new Map<string, number>();
  return {
    note(revisions: Readonly<Record<string, number>>) {
      for (const [stream, revision] of Object.entries(revisions)) {
        moved.delete(stream);
        moved.set(stream, revision);
      }
      while (moved.size > keptMax) moved.delete(moved.keys().next().value ?? '');
    },
    has: ({ stream, actual }: { stream: string; actual: Expected }) => moved.get(stream) === actual,
  };
}
