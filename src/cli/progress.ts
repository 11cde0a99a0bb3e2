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

/** The same with its own pace: how many `units` a second since the first step, and the time left. */
export function pace(
  screen: Screen,
  what: string,
  units: string,
  now: () => number = () => performance.now(),
) {
  const show = progress(screen, what);
  let first: { readonly at: number; readonly done: number } | null = null;
  return ({ done, all }: Omit<Step, 'note'>): void => {
    first ??= { at: now(), done };
    const seconds = (now() - first.at) / 1_000;
    const rate = seconds > 0 && done > first.done ? (done - first.done) / seconds : null;
    const left = rate === null ? null : Math.round((all - done) / rate);
    show({ done, all, note: paceOf(rate === null ? null : Math.round(rate), left, units) });
  };
}

/** `12,300 events/s, 1 min 20 s left`; empty before there is a rate to speak of. */
export function paceOf(
  perSecond: number | null,
  etaSeconds: number | null,
  units = 'events',
): string {
  if (perSecond === null || etaSeconds === null) return '';
  return `${perSecond.toLocaleString('en')} ${units}/s, ${timeOf(etaSeconds)} left`;
}

/** Seconds as they are said: `45 s`, `1 min 20 s`, `2 h 5 min`. */
export function timeOf(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
}
