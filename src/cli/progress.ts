/** Progress on standard error: a bar on a terminal, a line for every tenth elsewhere. */

type Screen = { readonly isTTY?: boolean; readonly write: (text: string) => unknown };
const barLength = 40;

/** Call it after each step; it writes when there is something new to see. */
export function progress(screen: Screen, what: string) {
  const parts = screen.isTTY === true ? 100 : 10;
  let shown = -1;
  return ({ done, all }: { readonly done: number; readonly all: number }): void => {
    const part = Math.floor((done * parts) / all);
    if (part === shown) return;
    shown = part;
    const count = `${Math.floor((done * 100) / all)} % (${done}/${all})`;
    if (screen.isTTY !== true) {
      screen.write(`${what} ${count}\n`);
      return;
    }
    const filled = Math.round((done * barLength) / all);
    const bar = '█'.repeat(filled) + '░'.repeat(barLength - filled);
    screen.write(`\r${what} ${bar} ${count}${done === all ? '\n' : ''}`);
  };
}
