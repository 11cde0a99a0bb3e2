/**
 * Clients of several servers over one ledger, while something fails beneath them. A command whose
 * outcome is not known is asked after and sent again, at one server and then at the next, until it
 * is settled: exactly once.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../src/demo/random.ts';
import type { Acknowledged } from './acknowledged.ts';
import { type Invented, inventor, openCounty, query, rootIn } from './invented-commands.ts';
import { pauses } from './journal-pauses.ts';
import type { JournalServer } from './journal-servers.ts';
import type { Ask } from './server-process.ts';
import type { Tally } from './tally.ts';

const clientsOfEach = 8;
const againMs = 100;
const readerMs = 300;

type Parts = {
  readonly servers: readonly JournalServer[];
  readonly known: Acknowledged;
  readonly chance: Random;
  readonly counts: Tally;
};
export type Load = ReturnType<typeof startLoad>;

export function startLoad({ servers, known, chance, counts }: Parts) {
  const pause = pauses();
  /** Of each server, how many commands it has settled. */
  const settled = servers.map(() => 0);
  let isOver = false;
  let isAbandoned = false;
  let numbers = 0;

  /** False when there was no answer; a server that was not killed meanwhile owes one. */
  async function asked(server: JournalServer, work: (ask: Ask) => Promise<boolean>) {
    const life = server.life();
    const ask = server.ask();
    if (ask === null) return false;
    try {
      return await work(ask);
    } catch (error) {
      const kind = kindOf(error);
      counts.count(`no answer: ${kind}`);
      if (server.life() === life) counts.wrong(`a server that ran did not answer: ${kind}`);
      return false;
    }
  }

  async function settle(first: number, command: Invented): Promise<void> {
    let isSent = false;
    for (let at = first; ; at = (at + 1) % servers.length) {
      const server = servers[at];
      if (server === undefined) throw new Error(`there is no server ${at}`);
      const isSettled = await asked(server, (ask) => {
        if (isSent) return known.resolve(ask, command);
        isSent = true;
        return known.send(ask, command);
      });
      if (isSettled) {
        pause.acknowledged();
        settled[at] = (settled[at] ?? 0) + 1;
        return;
      }
      await again();
    }
  }

  /** What is not settled is tried once more, unless the run failed. */
  async function again(): Promise<void> {
    await sleep(againMs);
    if (isAbandoned) throw new Error('the run was given up');
  }

  async function rootOf(server: JournalServer): Promise<string> {
    let root: string | null = null;
    const ask = async (to: Ask) => {
      const { data, code } = await to(query);
      // Another server opened the county: this one may not have read it yet.
      if (code === null) root = rootIn(data);
      return root !== null;
    };
    while (!(await asked(server, ask))) await again();
    return root ?? '';
  }

  async function client(at: number, rootId: string): Promise<void> {
    const next = inventor(chance, rootId, () => {
      numbers += 1;
      return numbers;
    });
    while (!isOver) await settle(at, next());
  }

  /** Reads the log as it grows: dense, and each position as it was seen anywhere before. */
  async function reader(server: JournalServer): Promise<void> {
    let cursor: string | null = null;
    let head = 0;
    let more = true;
    while (!isOver || more) {
      more = await asked(server, async (ask) => {
        const page = await known.readLog(ask, cursor, head);
        cursor = page.cursor ?? cursor;
        head = page.head;
        return page.more;
      });
      if (!more) await sleep(readerMs);
    }
  }

  async function work(): Promise<void> {
    await settle(0, openCounty());
    const roots = await Promise.all(servers.map(rootOf));
    const clients = servers.flatMap((server, at) => [
      ...Array.from({ length: clientsOfEach }, () => client(at, roots[at] ?? '')),
      reader(server),
    ]);
    await Promise.all(clients);
  }
  const working = work();
  // Whoever waits for the end is told; until then it is nobody's error.
  working.catch(() => {});

  return {
    pause,
    settled: (): readonly number[] => [...settled],
    /** Nothing more is sent; for a run that failed. */
    abandon(): void {
      isOver = true;
      isAbandoned = true;
    },
    /** Every command is settled; rejects with what kept the clients from going on. */
    async end(): Promise<void> {
      isOver = true;
      await working;
      counts.greatest('longest pause of acknowledgements, ms', pause.longest());
    },
  };
}

/** The system's word for a broken connection; otherwise what the error says. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return error.name === 'Error' ? error.message : error.name;
}
