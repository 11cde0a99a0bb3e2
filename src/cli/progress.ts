/** Progress on standard error: a bar on a terminal, a line for every tenth elsewhere. */

type Screen = { readonly isTTY?: boolean; readonly write: (text: string) => unknown };
type Done = { readonly done: number; readonly all: number };
const barLength = 40;

/** Call it after each step; it writes when there is something new to see. */
export function progress(screen: Screen, what: string) {
  return shownBy(screen, what, () => '');
}

/** The same for what takes minutes: with how many a second, and how long it will still take. */
export function pace(screen: Screen, what: string, now: () => number = () => performance.now()) {
  let first: { readonly at: number; readonly done: number } | null = null;
  return shownBy(screen, what, ({ done, all }) => {
    first ??= { at: now(), done };
    const seconds = (now() - first.at) / 1_000;
    if (seconds <= 0 || done === first.done) return '';
    const perSecond = (done - first.done) / seconds;
    return ` · ${Math.round(perSecond)}/s · ${duration((all - done) / perSecond)} left`;
  });
}

function shownBy(screen: Screen, what: string, more: (progress: Done) => string) {
  const parts = screen.isTTY === true ? 100 : 10;
  let shown = -1;
  return ({ done, all }: Done): void => {
    const part = Math.floor((done * parts) / all);
    if (part === shown) return;
    shown = part;
    const count = `${Math.floor((done * 100) / all)} % (${done}/${all})${more({ done, all })}`;
    if (screen.isTTY !== true) {
      screen.write(`${what} ${count}\n`);
      return;
    }
    const filled = Math.round((done * barLength) / all);
    const bar = '█'.repeat(filled) + '░'.repeat(barLength - filled);
    // To the end of the line: what was there may have been longer.
    screen.write(`\r${what} ${bar} ${count}\u001b[K${done === all ? '\n' : ''}`);
  };
}

function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
