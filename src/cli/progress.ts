/** Progress on standard error: a bar on a terminal, a line for every tenth elsewhere. */

type Screen = { readonly isTTY?: boolean; readonly write: (text: string) => unknown };
const barLength = 40;

type Step = {
  readonly done: number;
  readonly all: number;
  /** Speed and time left, as `paceOf` says them. */
  readonly note?: string;
};

/** Call it after each step; it writes when there is something new to see. */
export function progress(screen: Screen, what: string) {
  const parts = screen.isTTY === true ? 100 : 10;
  let shown = '';
  return ({ done, all, note }: Step): void => {
    const part = all === 0 ? parts : Math.floor((done * parts) / all);
    const seen = screen.isTTY === true ? `${part} ${note}` : String(part);
    if (seen === shown) return;
    shown = seen;
    const share = all === 0 ? 100 : Math.floor((done * 100) / all);
    const count = `${share} % (${done}/${all})${note ? ` ${note}` : ''}`;
    if (screen.isTTY !== true) {
      screen.write(`${what} ${count}\n`);
      return;
    }
    const filled = all === 0 ? barLength : Math.round((done * barLength) / all);
    const bar = '█'.repeat(filled) + '░'.repeat(barLength - filled);
    // A shorter note leaves nothing of the longer one before it.
    const rest = note === undefined ? '' : '\u001b[K';
    screen.write(`\r${what} ${bar} ${count}${rest}${done === all ? '\n' : ''}`);
  };
}

/** `12,300 events/s, 1 min 20 s left`; empty before there is a rate to speak of. */
export function paceOf(eventsPerSecond: number | null, etaSeconds: number | null): string {
  if (eventsPerSecond === null || etaSeconds === null) return '';
  return `${eventsPerSecond.toLocaleString('en')} events/s, ${timeOf(etaSeconds)} left`;
}

/** Seconds as they are said: `45 s`, `1 min 20 s`, `2 h 5 min`. */
export function timeOf(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
}
