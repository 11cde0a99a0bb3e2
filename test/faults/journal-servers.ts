/** Our own servers over one stream of a cluster: killed, and started again in their folders. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ask, asker, type Started, startServer, tokenFor } from './server-process.ts';
import type { Tally } from './tally.ts';

/** Of every server over the ledger: it is invented, as everything in it. */
const key = 'ab'.repeat(32);
/** Said by one of two that make the ledger at once; started again, it serves. */
const madeByAnother = 'while it was being made; start again';

export type JournalServer = ReturnType<typeof journalServer>;

export function journalServer(
  { connection, stream }: { readonly connection: string; readonly stream: string },
  counts: Tally,
) {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-ledger-journal-'));
  writeFileSync(join(folder, 'ledger.key'), `${key}\n`, { mode: 0o600 });
  const environment = { CADRE_LEDGER_EVENT_STORE: connection, CADRE_LEDGER_STREAM: stream };
  const hasLostMaking = (server: Started): boolean => {
    const hasLost = server.said().includes(madeByAnother);
    if (hasLost) counts.count('ended because another made the ledger');
    return hasLost;
  };
  let running: Started | null = null;
  let ask: Ask | null = null;
  let life = 0;

  return {
    folder,
    /** Another one after each kill: what fails in the same life was not killed. */
    life: () => life,
    /** Null while it does not serve. */
    ask: () => ask,
    begin(): void {
      running = startServer(folder, environment);
    },
    /** Until it serves; what is not begun is begun. */
    async serve(): Promise<void> {
      for (;;) {
        running ??= startServer(folder, environment);
        const { said, serving } = running;
        const url = await serving.catch((error: Error) => {
          throw new Error(`${error.message}: ${said()}`, { cause: error });
        });
        if (url !== null) {
          ask = asker(url, await tokenFor(folder));
          return;
        }
        if (!hasLostMaking(running)) throw new Error(`a server did not start: ${running.said()}`);
        running = null;
      }
    },
    async kill(): Promise<void> {
      life += 1;
      ask = null;
      const server = running;
      running = null;
      if (server === null) return;
      const { code, signal } = await server.kill();
      if (signal === 'SIGKILL' || hasLostMaking(server)) return;
      counts.wrong(`a server ended by itself (${code}): ${server.said()}`);
    },
    async stop(): Promise<void> {
      ask = null;
      const ended = await running?.stop();
      running = null;
      if (ended !== undefined && ended.code !== 0) {
        counts.wrong(`a server ended with ${ended.code} when it was asked to stop`);
      }
    },
    /** Whatever it does; for the end of a run that failed. */
    async end(): Promise<void> {
      life += 1;
      ask = null;
      await running?.kill();
      running = null;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
