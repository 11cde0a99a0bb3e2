/**
 * A process that works on a ledger until its commands are through, and then kills itself: it
 * appends in groups, has the log carried over, rebuilds, closes and opens again. It notes what it
 * promised: `acknowledged <command> <position>`, and `committed <head>` as the ledger tells it.
 */
import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { random } from '../../src/demo/random.ts';
import { sqliteLedger } from '../../src/stores/sqlite/sqlite-ledger.ts';
import { stillClock, testFolding } from '../stores/samples.ts';
import { type Scripted, scripted } from './power-loss-commands.ts';

const [, , folder = '', notes = '', synchronous = 'FULL', ...numbers] = process.argv;
const [seed = 1, from = 1, count = 1] = numbers.map(Number);
const groupMax = 12;
const file = openSync(notes, 'a');
const note = (line: string) => writeSync(file, `${line}\n`);
const clock = stillClock();
const chance = random(`course ${seed} ${from}`);

/**
 * The control: what the ledger would be on a setting it does not have. Were this to miss the
 * statement it changes, the control would lose nothing and the run would be void.
 */
if (synchronous !== 'FULL') {
  const exec = DatabaseSync.prototype.exec;
  DatabaseSync.prototype.exec = function (sql) {
    const begin = 'PRAGMA synchronous = FULL; BEGIN';
    return exec.call(this, sql.replace(begin, `PRAGMA synchronous = ${synchronous}; BEGIN`));
  };
}

/** Carries the log over as checkpoints.ts does, on a connection of its own. */
function opened() {
  const ledger = sqliteLedger({ folder, folding: testFolding(), clock });
  ledger.onAppended((head) => note(`committed ${head}`));
  const beside = new DatabaseSync(join(folder, 'ledger.db'), { timeout: 0 });
  const carryOver = () => beside.exec('PRAGMA wal_checkpoint(PASSIVE)');
  const close = () => {
    beside.close();
    return ledger.close();
  };
  return { ledger, carryOver, close };
}

let open = opened();

async function append({ number, writes, answer }: Scripted): Promise<void> {
  clock.advance(1);
  const result = await open.ledger.append(writes, []);
  if (result.kind !== answer) throw new Error(`command ${number} was answered ${result.kind}`);
  if (result.kind === 'appended') note(`acknowledged ${number} ${result.position}`);
}

const left = [...scripted(seed, from, count)];
const reopenAt = Math.floor(left.length * 0.4);
const rebuildAt = Math.floor(left.length * 0.7);
let hasReopened = false;
let hasRebuilt = false;
while (left.length > 0) {
  await Promise.all(left.splice(0, chance.int(1, groupMax)).map(append));
  if (chance.chance(50)) open.carryOver();
  if (!hasReopened && left.length <= reopenAt) {
    hasReopened = true;
    await open.close();
    open = opened();
  }
  if (!hasRebuilt && left.length <= rebuildAt) {
    hasRebuilt = true;
    await open.ledger.rebuild();
  }
}
await open.ledger.rebuilt();
note('done');
process.kill(process.pid, 'SIGKILL');
