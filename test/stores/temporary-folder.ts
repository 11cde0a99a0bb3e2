import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of a test's own, and the way to be rid of it. */
export async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'cadre-ledger-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
