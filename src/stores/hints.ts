/** Whom to tell of commits. A listener that throws is its owner's defect, never the append's. */
export function hints() {
  const listeners = new Set<{ readonly tell: (head: number) => void }>();
  return {
    listen(tell: (head: number) => void): () => void {
      const listener = { tell };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Tells after the appends' callers have been answered. */
    tell(head: number): void {
      for (const listener of listeners) setImmediate(() => listener.tell(head));
    },
    clear: () => listeners.clear(),
  };
}
