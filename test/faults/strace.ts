/**
 * Every system call by which a ledger is opened, written, rebuilt and backed up, failing once, with
 * EIO and with ENOSPC. Whatever was acknowledged must be there once after a restart, and each
 * refusal must be a sentence.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFolder } from '../../src/server/open-folder.ts';
import { openForReading } from '../../src/stores/sqlite/open-database.ts';
import { headIn } from '../../src/stores/sqlite/soundness.ts';
import { type Tally, tally } from './tally.ts';
import { cannotTrace, type Fault, numbersOf, type Said, type Traced, traced } from './tracer.ts';
import { checked, storedEvents } from './whole.ts';
import { commandIdOf, countyCommand, workloadCommands, workloadModels } from './workload.ts';

const errors = ['EIO', 'ENOSPC'];
/** The ledger's own first event, and four of each county. */
const eventsAtEnd = 1 + 4 * workloadCommands;

type Options = {
  readonly lanes: number;
  /** Of the calls, each so manieth; 1 is all of them. */
  readonly every: number;
  /** Names of calls; none: all. */
  readonly only?: readonly string[];
};

export async function strace({ lanes, every, only = [] }: Options): Promise<Tally | string> {
  const reason = cannotTrace();
  if (reason !== null) return reason;
  const counts = tally('strace', [
    'calls that failed',
    'restarts after it with all that was acknowledged',
    'acknowledged commands found once',
  ]);
  const place = mkdtempSync(join(tmpdir(), 'cadre-ledger-strace-'));
  try {
    const all = await planned(place, counts);
    const meant = all.filter(({ call }) => only.length === 0 || only.includes(call));
    const faults = meant.filter((_, index) => index % every === 0);
    let next = 0;
    const lane = async () => {
      for (let at = next++; at < faults.length; at = next++) {
        const fault = faults[at];
        if (fault !== undefined) await failed(place, at, fault, counts);
        if ((at + 1) % 50 === 0) {
          console.log(`strace: ${at + 1} of ${faults.length}, ${counts.wrongs()} faults`);
        }
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    if (counts.wrongs() === 0) rmSync(place, { recursive: true });
  }
  return counts;
}

/** What there is to fail: the calls of a run without a fault. */
async function planned(place: string, counts: Tally): Promise<readonly Fault[]> {
  // The first run fills the cache of compiled code, which makes calls of its own.
  await traced(join(place, 'first'), cacheOf(place), null);
  const folder = join(place, 'whole');
  const run = await traced(folder, cacheOf(place), null);
  if (run.said.some(({ refused }) => refused !== undefined) || run.said.at(-1)?.act !== 'end') {
    counts.wrong(`without a fault the workload said: ${JSON.stringify(run.said)} ${run.beside}`);
  }
  const numbers = numbersOf(run.log, folder);
  return [...numbers].flatMap(([call, list]) => {
    counts.count(`numbers of ${call} on the data folder`, list.length);
    return list.flatMap((number) => errors.map((error) => ({ call, number, error })));
  });
}

const cacheOf = (place: string) => join(place, 'compiled');

async function failed(place: string, at: number, fault: Fault, counts: Tally): Promise<void> {
  const folder = join(place, `${at}-${fault.call}-${fault.number}-${fault.error}`);
  const run = await traced(folder, cacheOf(place), fault);
  const hits = run.log.filter((line) => line.includes('(INJECTED)')).length;
  if (hits === 0) {
    counts.count('numbers that were not reached again');
    rmSync(folder, { recursive: true, force: true });
    return;
  }
  counts.count('calls that failed', hits);
  const before = counts.wrongs();
  const wrong = (what: string) =>
    counts.wrong(`${fault.call} ${fault.number} ${fault.error}: ${what} (${folder})`);
  judgeRun(run, wrong, counts);
  judgeBackup(folder, run.said, wrong, counts);
  await judgeRestart(folder, run.said, wrong, counts);
  if (counts.wrongs() === before) rmSync(folder, { recursive: true, force: true });
}

type Wrong = (what: string) => void;

/** It goes on, or it says in a sentence why not; it never just dies. */
function judgeRun({ said, beside, code }: Traced, wrong: Wrong, counts: Tally): void {
  if (said.at(-1)?.act !== 'end') wrong(`it died (${code}): ${beside}`);
  const refusals = said.filter(({ refused }) => refused !== undefined);
  for (const { act, refused, message, isSentence } of refusals) {
    if (isSentence !== true) wrong(`${act} was refused by no sentence: ${refused}: ${message}`);
  }
  const first = refusals[0];
  counts.count(first === undefined ? 'runs that went on as if nothing were' : 'runs that refused');
}

/** What bears the name of a backup is one. */
function judgeBackup(folder: string, said: readonly Said[], wrong: Wrong, counts: Tally): void {
  const file = join(folder, 'backup.db');
  const told = said.find(({ act }) => act === 'backup');
  if (!existsSync(file)) {
    if (told?.head !== undefined) wrong('a backup was told of and is not there');
    if (told !== undefined) counts.count('backups that failed and left no file');
    return;
  }
  const database = openForReading(file);
  const head = headIn(database);
  database.close();
  if (told?.head !== undefined && told.head !== head) wrong(`the backup ends at ${head}`);
  if (told?.head === undefined) counts.count('backups told as failed whose file is whole');
  else counts.count('backups that are whole');
}

/** Without a fault: every acknowledged command is there, once, and the others can be sent again. */
async function judgeRestart(folder: string, said: readonly Said[], wrong: Wrong, counts: Tally) {
  const settings = { dataFolder: folder, key: null };
  const options = { demo: false, create: true, models: workloadModels };
  try {
    const { application } = await openFolder(settings, options);
    for (let number = 0; number < workloadCommands; number += 1) {
      const answer = said.find(({ act }) => act === `command ${number}`);
      const kept = await application.recorded(commandIdOf(number));
      if (answer?.kind === 'recorded' && kept?.position !== answer.position) {
        wrong(
          `command ${number} was acknowledged at ${answer.position}, it is at ${kept?.position}`,
        );
      }
      if (answer?.refused === 'StorageFull' && kept !== null) {
        wrong(`command ${number} was refused («nothing was recorded») and is recorded`);
      }
      const again = await application.handle(countyCommand(number));
      if (again.kind !== 'recorded') wrong(`command ${number} sent again was ${again.kind}`);
      else if (kept !== null && again.position !== kept.position)
        wrong(`${number} took effect twice`);
      if (answer?.kind === 'recorded') counts.count('acknowledged commands found once');
    }
    await application.close();
    const events = storedEvents(folder);
    if (events.length !== eventsAtEnd || events.at(-1)?.position !== eventsAtEnd) {
      wrong(`there are ${events.length} events, the last at ${events.at(-1)?.position}`);
    }
    const found = await checked(folder);
    if (found !== null) wrong(`check: ${found}`);
    counts.count('restarts after it with all that was acknowledged');
  } catch (error) {
    wrong(`it does not start again: ${String(error)}`);
  }
}
