/** One bit of a ledger's file, or of its backup, is not what it was. */
import { closeSync, copyFileSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../src/demo/random.ts';
import { CannotStart } from '../../src/server/cannot-start.ts';
import { type Damaging, restored } from './damaged-files.ts';
import { answersOf, contentOf, copyOf } from './sample-ledger.ts';
import { checked } from './whole.ts';

/** Of the flips, one in so many hits a backup. */
const backupEvery = 5;

export async function flipped(given: Damaging, flips: number): Promise<void> {
  const { folder, counts } = given;
  const whole = readFileSync(join(folder, 'ledger.db'));
  const [content, answers] = [contentOf(join(folder, 'ledger.db')), await answersOf(folder)];
  for (let flip = 1; flip <= flips; flip += 1) {
    if (flip % backupEvery === 0) await inBackup(given, content);
    else await inLedger(given, whole, content, answers);
    if (flip % 100 === 0) console.log(`damage: ${flip} of ${flips}, ${counts.wrongs()} faults`);
  }
}

async function inLedger(
  { place, folder, chance, counts }: Damaging,
  whole: Buffer,
  content: ReadonlyMap<string, string>,
  answers: string,
): Promise<void> {
  const damaged = join(place, 'flipped');
  const file = copyOf(folder, damaged);
  const at = flip(file, whole, chance);
  counts.count('bits flipped in the ledger');
  const said = await checked(damaged);
  if (said !== null) {
    if (!isAdvice(said)) counts.wrong(`bit ${at}: check said no sentence: ${said}`);
    counts.count('… found by check');
    await serveDamaged(damaged, answers, at, counts);
  } else {
    const changed = changedIn(contentOf(file), content);
    if (changed === null) counts.count('… where nothing is kept: everything reads as before');
    else counts.count(`… NOT found, in ${changed}`);
  }
  rmSync(damaged, { recursive: true });
}

/** What a server makes of what check has found, if it is started all the same. */
async function serveDamaged(
  folder: string,
  answers: string,
  at: string,
  counts: Damaging['counts'],
): Promise<void> {
  try {
    const found = await answersOf(folder);
    counts.count(
      found === answers ? '  served: the same answers' : '  served: another answer, until checked',
    );
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    if (error instanceof CannotStart) {
      if (!isAdvice(said)) counts.wrong(`bit ${at}: a start said no sentence: ${said}`);
      counts.count('  served: not started, with a sentence');
    } else counts.count('  served: an error where the damage is read');
  }
}

/** A backup that is damaged is refused, or it is restored to what check has something against. */
async function inBackup(
  { place, folder, backup, chance, counts }: Damaging,
  content: ReadonlyMap<string, string>,
): Promise<void> {
  const damaged = join(place, 'flipped.db');
  copyFileSync(backup, damaged);
  const at = flip(damaged, readFileSync(backup), chance);
  counts.count('bits flipped in a backup');
  const to = join(place, 'restored');
  const refused = await restored(folder, damaged, to);
  if (refused !== null) {
    if (!isAdvice(refused)) counts.wrong(`bit ${at}: restore said no sentence: ${refused}`);
    counts.count('… refused by restore');
  } else if ((await checked(to)) !== null) counts.count('… restored, and found by check');
  else {
    const changed = changedIn(contentOf(join(to, 'ledger.db')), content);
    counts.count(
      changed === null ? '… restored: nothing was kept there' : `… NOT found, in ${changed}`,
    );
  }
  rmSync(to, { recursive: true, force: true });
}

/** Half of the flips hit what is not zero: a page is mostly empty where a ledger is small. */
function flip(file: string, whole: Buffer, chance: Random): string {
  const wantsUsed = chance.chance(50);
  let at = chance.int(0, whole.length - 1);
  while (wantsUsed && whole[at] === 0) at = chance.int(0, whole.length - 1);
  const bit = chance.int(0, 7);
  const opened = openSync(file, 'r+');
  writeSync(opened, Buffer.from([(whole[at] ?? 0) ^ (1 << bit)]), 0, 1, at);
  closeSync(opened);
  return `${at}.${bit}`;
}

/** The kind of table that reads otherwise than before; null when none does. */
function changedIn(
  now: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, string>,
): string | null {
  const changed = [...before].find(([table, hash]) => now.get(table) !== hash)?.[0];
  if (changed === undefined) return null;
  return changed.includes('__') ? `tables ${changed.replace(/^.*?__/, '…__')}` : `table ${changed}`;
}

/** What was found, and what to do about it. */
export function isAdvice(said: string): boolean {
  return /restore|restart|rebuil|release|name |make |take |copy|move|give|put |check with|keep/.test(
    said,
  );
}
