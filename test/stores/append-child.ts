/**
 * A process that appends to the ledger in the folder it is given until it is killed, and writes
 * each acknowledged position to its output; `once` stops after one, `limited` tells every answer.
 */
import { writeSync } from 'node:fs';
import type { StoreUnavailable } from '../../src/application/limits.ts';
import { sqliteLedger } from '../../src/stores/sqlite/sqlite-ledger.ts';
import { event, stillClock, testFolding, write } from './samples.ts';

const [, , folder = '', mode = 'forever', start = '1'] = process.argv;
const atOnce = 8;
const say = (line: string | number) => writeSync(1, `${line}\n`);

try {
  const ledger = sqliteLedger({ folder, folding: testFolding(), clock: stillClock() });
  if (mode === 'once') {
    say('opened');
    process.exit(0);
  }
  let next = Number(start);
  const appendOne = async () => {
    const n = next;
    next += 1;
    const name = mode === 'limited' ? '伟'.repeat(20_000) : '王伟';
    const writes = [write(`a-${n}`, 'none', event(n, 0, { name }), event(n, 1, { name }))];
    const result = await ledger.append(writes, []);
    say(result.kind === 'appended' ? result.position : result.kind);
  };
  const appendOn = async () => {
    for (;;) await appendOne();
  };
  if (mode === 'forever') await Promise.all(Array.from({ length: atOnce }, appendOn));
  await appendOn().catch((error: StoreUnavailable) => say(`unknown ${error.outcomeUnknown}`));
  await appendOne().catch((error: StoreUnavailable) => say(`then ${error.outcomeUnknown}`));
  say(`read ${(await ledger.readAll(0, 1)).length}`);
} catch (error) {
  say(`${(error as Error).name}: ${(error as Error).message}`);
}
