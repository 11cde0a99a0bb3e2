/**
 * Files that are not what they were: a flipped bit, a lost end, a file of something else, an old
 * backup, a newer format, another key. Each is refused with a sentence or found by `check`; what
 * neither can see is counted and named.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { told } from '../../src/cli/ledger-files.ts';
import { random } from '../../src/demo/random.ts';
import { backUp } from '../../src/stores/sqlite/backup.ts';
import { type Damaging, foreignFiles, truncations, wrongPlaces } from './damaged-files.ts';
import { flipped } from './flipped-bits.ts';
import { fill } from './sample-ledger.ts';
import { type Tally, tally } from './tally.ts';

const peopleMax = 13;

export async function damage(options: {
  readonly flips: number;
  readonly seed: string;
}): Promise<Tally> {
  const counts = tally('damage', [
    'bits flipped in the ledger',
    'bits flipped in a backup',
    'lengths a file was cut to',
    'foreign files refused',
    'wrong places, keys and formats refused',
  ]);
  const place = mkdtempSync(join(tmpdir(), 'cadre-ledger-damage-'));
  try {
    const folder = join(place, 'whole');
    await fill(folder, 1, peopleMax);
    const backup = join(place, 'backup.db');
    await told(() => backUp(join(folder, 'ledger.db'), backup, () => {}));
    const chance = random(`${options.seed}/damage`);
    const given: Damaging = { place, folder, backup, chance, counts };
    await truncations(given);
    await foreignFiles(given);
    await wrongPlaces(given);
    await flipped(given, options.flips);
  } finally {
    rmSync(place, { recursive: true });
  }
  return counts;
}
