/** Backing up while commands run, restoring elsewhere, and finding the same. */
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Ledger } from '../../src/application/ports.ts';
import { backup } from '../../src/cli/backup.ts';
import { check } from '../../src/cli/check.ts';
import { restore } from '../../src/cli/restore.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { countyNumber, keyHex, openCounty, opened, run } from './operated.ts';

/** Some thousands of events, so that the copy takes several steps and commands run between them. */
const countiesBefore = 750;
const callers = 4;

test('a backup made while commands run holds one moment, and is the same elsewhere', async () => {
  const [{ folder, remove }, there] = [await temporaryFolder(), await temporaryFolder()];
  const elsewhere = there.folder;
  const [copy, target] = [join(elsewhere, 'copy.db'), join(elsewhere, 'data')];
  const names = (of: string) => readdirSync(of).filter((name) => !name.endsWith('.lock'));
  const { application, ledger } = await opened(folder);
  const open = (number: number) => openCounty(application, countyNumber(number));
  await Promise.all(Array.from({ length: countiesBefore }, (_, index) => open(index + 1)));
  const filledTo = await ledger.head();
  expect(filledTo).toBeGreaterThan(3_000);
  let stop = false;
  let next = countiesBefore;
  const appending = async () => {
    while (!stop) {
      next += 1;
      await open(next);
    }
  };
  const all = Promise.all(Array.from({ length: callers }, appending));
  while ((await ledger.head()) === filledTo) await new Promise((soon) => setImmediate(soon));
  const made = await run(backup, folder, { to: copy });
  const grownTo = await ledger.head();
  stop = true;
  await all;
  expect(made.text).toMatch(/up to position \d+ .*checked/);
  expect(made.text).not.toContain(keyHex);
  expect(names(elsewhere)).toEqual(['copy.db']);
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  const head = Number(/up to position (\d+)/.exec(made.text)?.[1]);
  // Commands were recorded before the moment it holds, and between that and its end.
  expect(head).toBeGreaterThan(filledTo);
  expect(head).toBeLessThan(grownTo);

  expect((await run(restore, target, { from: copy })).text).toContain(`position ${head}`);
  expect(names(target)).toEqual(['ledger.db']);
  expect(await run(check, target)).toEqual({
    text: expect.stringContaining(`up to position ${head}`),
    failed: false,
  });
  const restored = await opened(target);
  expect(await restored.ledger.head()).toBe(head);
  expect(await digestOf(restored.ledger, head)).toBe(await digestOf(ledger, head));
  await openCounty(restored.application, '419999');
  expect(await restored.ledger.head()).toBeGreaterThan(head);
  await restored.application.close();
  await application.close();
  await remove();
  await there.remove();
});

/** A digest of the first `head` events with all they hold. */
async function digestOf(ledger: Ledger, head: number): Promise<string> {
  const hash = createHash('sha256');
  for (let after = 0; after < head; ) {
    const page = await ledger.readAll(after, Math.min(1_000, head - after));
    for (const event of page) hash.update(JSON.stringify(event));
    after = page.at(-1)?.position ?? head;
  }
  return hash.digest('hex');
}
