/** Waiting for something to hold; whoever may have brought it about says `look`. */
export function conditions() {
  const waiting = new Map<() => boolean, (holds: boolean) => void>();

  /** False when it did not come to hold within `waitMs` (null: without end), or before `close`. */
  function until(holds: () => boolean, waitMs: number | null = null): Promise<boolean> {
    if (holds()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const asked = () => holds();
      const timer = waitMs === null ? undefined : setTimeout(end, waitMs, false);
      function end(isHeld: boolean): void {
        clearTimeout(timer);
        waiting.delete(asked);
        resolve(isHeld);
      }
      waiting.set(asked, end);
    });
  }

  return {
    until,
    look(): void {
      for (const [holds, end] of waiting) if (holds()) end(true);
    },
    close(): void {
      for (const end of waiting.values()) end(false);
    },
  };
}
