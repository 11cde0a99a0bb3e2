/**
 * A disk that is full for a while: commands are refused, queries are answered, and once there is
 * room the same process records again. Also: rebuilds, backups, kills, stops and starts meanwhile.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { told } from '../../src/cli/ledger-files.ts';
import { type Random, random } from '../../src/demo/random.ts';
import { backUp } from '../../src/stores/sqlite/backup.ts';
import { acknowledged } from './acknowledged.ts';
import { inventor, openCounty, query, rootIn } from './invented-commands.ts';
import {
  type Ask,
  asker,
  askForRebuild,
  type Started,
  startServer,
  tokenFor,
} from './server-process.ts';
import { type SmallDisk, smallDisk } from './small-disk.ts';
import { type Tally, tally } from './tally.ts';
import { assertWhole } from './whole.ts';

/** Room for the ledger and its write-ahead log, which grows to 32 MiB before it is carried over. */
const diskMebibytes = 96;
const clients = 4;
const leftBytesMax = 96 * 1024;
const refusedMin = 20;
const againMin = 20;
const waitMsMax = 60_000;
/** A client that is denied comes again after so long. */
const deniedMs = 30;

const meanwhile = ['rebuild', 'backup', 'nothing', 'kill', 'nothing', 'stop'] as const;
type Meanwhile = (typeof meanwhile)[number];
type Run = {
  readonly counts: Tally;
  readonly disk: SmallDisk;
  readonly data: string;
  readonly known: ReturnType<typeof acknowledged>;
  readonly chance: Random;
  readonly token: string;
  readonly next: ReturnType<typeof inventor>;
};

export async function disk({
  times,
  seed,
}: {
  times: number;
  seed: string;
}): Promise<Tally | string> {
  const counts = tally('disk', [
    'times the disk was full',
    'answered STORAGE_FULL',
    'queries answered while it was full',
    'times the same process recorded again',
    'checks passed (rows equal a replay)',
  ]);
  const small = smallDisk(diskMebibytes);
  if (typeof small === 'string') return small;
  try {
    await fullAndEmpty(small, counts, times, random(`${seed}/disk`));
  } finally {
    small.remove();
  }
  return counts;
}

async function fullAndEmpty(small: SmallDisk, counts: Tally, times: number, chance: Random) {
  const data = join(small.folder, 'data');
  const known = acknowledged(counts);
  const token = await tokenFor(data);
  let server = startServer(data);
  const ask = asker((await server.serving) ?? '', token);
  await known.send(ask, openCounty());
  const { data: found } = await ask(query);
  let n = 0;
  const next = inventor(chance, rootIn(found) ?? '', () => {
    n += 1;
    return n;
  });
  const run: Run = { counts, disk: small, data, known, chance, token, next };
  for (let time = 0; time < times; time += 1) {
    server = await fullOnce(run, server, meanwhile[time % meanwhile.length] ?? 'nothing');
    console.log(`disk: full ${time + 1} of ${times} times, ${counts.wrongs()} faults`);
  }
  await settle(run, server);
  const { code } = await server.stop();
  if (code !== 0) counts.wrong(`the server ended with ${code} when it was asked to stop`);
  await assertWhole(data, known, counts);
}

/** Full, something else happens, and room again; gives the server that runs afterwards. */
async function fullOnce(run: Run, server: Started, what: Meanwhile): Promise<Started> {
  const { counts, disk: small, chance, data } = run;
  const load = loaded(run, server);
  await sleep(chance.int(50, 300));
  small.fill(chance.int(0, leftBytesMax));
  counts.count('times the disk was full');
  const refused = counts.of('answered STORAGE_FULL');
  await load.until(() => counts.of('answered STORAGE_FULL') >= refused + refusedMin);
  load.nowFull(true);
  if (what === 'backup') await backUpWhileFull(run);
  if (what === 'rebuild') await rebuildWhileFull(run);
  if (what === 'kill' || what === 'stop') return diesWhileFull(run, server, load, what);
  await sleep(chance.int(100, 500));
  load.nowFull(false);
  small.empty();
  const before = counts.of('commands acknowledged');
  const again = await load.until(() => counts.of('commands acknowledged') >= before + againMin);
  if (again) counts.count('times the same process recorded again');
  if (again && what === 'rebuild') {
    await askForRebuild(data);
    counts.count('rebuilds asked for again, once there is room');
  }
  await load.end();
  if (server.process.exitCode === null) return server;
  counts.count('times it ended with a sentence instead');
  if (!/the disk failed/.test(server.said())) counts.wrong(`it ended without: ${server.said()}`);
  return begun(run);
}

/** Commands and queries without pause until `end`; queries must be answered, full or not. */
function loaded({ counts, known, token, next }: Run, server: Started) {
  let [isOn, isFull] = [true, false];
  const works = async (work: (ask: Ask) => Promise<void>) => {
    const url = (await server.serving) ?? '';
    const ask = asker(url, token);
    while (isOn) {
      try {
        await work(ask);
      } catch (error) {
        if (isOn && server.process.exitCode === null) counts.wrong(`no answer: ${String(error)}`);
        return;
      }
    }
  };
  const reads = async (ask: Ask) => {
    const { code } = await ask(query);
    if (code !== null) counts.wrong(`a query was answered ${code}`);
    counts.count(isFull ? 'queries answered while it was full' : 'queries answered otherwise');
    await sleep(5);
  };
  const open = [...known.unresolved()];
  const writes = async (ask: Ask) => {
    const one = open.pop();
    const isTaken = await (one === undefined ? known.send(ask, next()) : known.resolve(ask, one));
    if (!isTaken) await sleep(deniedMs);
  };
  const all = [works(reads), ...Array.from({ length: clients }, () => works(writes))];
  return {
    nowFull(now: boolean): void {
      isFull = now;
    },
    /** False when the server ended first, which may be right, or when it never came to it. */
    async until(isSo: () => boolean): Promise<boolean> {
      const late = performance.now() + waitMsMax;
      while (!isSo()) {
        if (server.process.exitCode !== null) return false;
        if (performance.now() > late) {
          counts.wrong('it did not come to what was waited for');
          return false;
        }
        await sleep(10);
      }
      return true;
    },
    async end(): Promise<void> {
      isOn = false;
      await Promise.all(all);
    },
  };
}

/** On the disk that is full: refused with a sentence, and no file that looks like a backup. */
async function backUpWhileFull({ counts, data, disk: small }: Run): Promise<void> {
  const to = join(small.folder, 'backup.db');
  try {
    await told(() => backUp(join(data, 'ledger.db'), to, () => {}));
    counts.wrong('a backup was made on a full disk');
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    if (!/full|room/.test(said)) counts.wrong(`a backup on a full disk said: ${said}`);
    counts.count('backups refused on a full disk');
  }
  if (existsSync(to)) counts.wrong('a backup that failed left a file under its name');
}

/** Where no byte is left it is refused with a sentence; where there is one, it may begin. */
async function rebuildWhileFull({ counts, data }: Run): Promise<void> {
  try {
    await askForRebuild(data);
    counts.count('rebuilds begun on a full disk');
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    if (!/disk is full.*ask again/.test(said)) counts.wrong(`a rebuild was refused with: ${said}`);
    counts.count('rebuilds refused on a full disk');
  }
}

/** Killed or stopped on a full disk; started on it, it serves or says why not. */
async function diesWhileFull(
  run: Run,
  server: Started,
  load: ReturnType<typeof loaded>,
  how: 'kill' | 'stop',
): Promise<Started> {
  const { counts, disk: small } = run;
  const ending = load.end();
  const { code } = await server[how]();
  await ending;
  if (how === 'stop' && code !== 0) counts.wrong(`stopped on a full disk it ended with ${code}`);
  counts.count(how === 'stop' ? 'stops on a full disk' : 'kills on a full disk');
  const again = startServer(run.data);
  const url = await again.serving;
  if (url === null) {
    counts.count('starts refused on a full disk, with a sentence');
    if (!/disk|room/.test(again.said())) counts.wrong(`refused without why: ${again.said()}`);
  } else {
    const { code: answer } = await asker(url, run.token)(query);
    if (answer !== null) counts.wrong(`a query after a start was answered ${answer}`);
    counts.count('starts on a full disk that serve');
    await again.stop();
  }
  small.empty();
  return begun(run);
}

async function begun({ counts, data, disk: small }: Run): Promise<Started> {
  small.empty();
  const server = startServer(data);
  if ((await server.serving) === null) {
    counts.wrong(`with room again the server did not start: ${server.said()}`);
    throw new Error('there is no server to go on with');
  }
  return server;
}

async function settle({ known, token }: Run, server: Started): Promise<void> {
  const ask = asker((await server.serving) ?? '', token);
  for (const one of known.unresolved()) await known.resolve(ask, one);
}
