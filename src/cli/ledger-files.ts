/** What backup, restore and check share: the file of the data folder, and sentences of refusal. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LedgerRefused } from '../application/ledger-refused.ts';
import { CannotStart } from '../server/cannot-start.ts';
import type { Settings } from '../server/settings.ts';
import { resultCode } from '../stores/sqlite/transaction.ts';

export function ledgerFile({ dataFolder }: Pick<Settings, 'dataFolder'>): string {
  return join(dataFolder, 'ledger.db');
}

/** Throws CannotStart where there is no ledger. */
export function existingLedger(settings: Pick<Settings, 'dataFolder'>): string {
  const file = ledgerFile(settings);
  if (existsSync(file)) return file;
  throw new CannotStart(
    `There is no ledger in ${settings.dataFolder}; name its folder with CADRE_LEDGER_DATA.`,
  );
}

/** The value of a required option that names a file. */
export function fileNamed(value: unknown, flag: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new CannotStart(`${flag} must name a file.`);
}

const machineSays: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; make room, or name a folder on another one',
  EACCES: 'this account may not; run it as the account of the server, or name another folder',
  EPERM: 'this account may not; run it as the account of the server, or name another folder',
  EROFS: 'nothing can be written there; name a folder on another disk',
  EIO: 'the disk fails; use another, and look at the system’s log',
};

/** Runs it; what a user can put right becomes a sentence, and nothing of a copy is left behind. */
export async function told<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof LedgerRefused) throw new CannotStart(error.message, { cause: error });
    const { code = '', path = '' } = error as NodeJS.ErrnoException;
    const says = machineSays[code] ?? machineSays[databaseSays[resultCode(error) ?? 0] ?? ''];
    if (says === undefined) throw error;
    throw new CannotStart(`${path === '' ? 'The copy was not made' : path}: ${says}.`, {
      cause: error,
    });
  }
}

/** SQLite's result codes that mean what the machine means: failing, full, not to be opened. */
const databaseSays: Readonly<Record<number, string>> = {
  8: 'EACCES',
  10: 'EIO',
  13: 'ENOSPC',
  14: 'EACCES',
};
