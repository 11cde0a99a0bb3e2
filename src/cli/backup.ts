import { statSync } from 'node:fs';
import { elsewhere } from '../server/journal-elsewhere.ts';
import { readSettings } from '../server/settings.ts';
import { backUp } from '../stores/sqlite/backup.ts';
import type { Command } from './command.ts';
import { existingLedger, fileNamed, told } from './ledger-files.ts';
import { progress } from './progress.ts';

export const backup: Command = {
  name: 'backup',
  describe: 'Copies the ledger to a file, also while the server runs; never the ledger’s key',
  options: [
    { flags: '--to <file>', describe: 'the file to make; it must not exist', required: true },
  ],
  run: async (given, { environment, print }) => {
    const { settings } = readSettings(environment);
    const to = fileNamed(given.to, '--to');
    const file = existingLedger(settings);
    const onProgress = progress(process.stderr, '备份 Backing up');
    const { head } = await told(() => backUp(file, to, onProgress));
    const bytes = statSync(to).size;
    print(`备份完成 ${to} holds the ledger up to position ${head} (${bytes} bytes, checked).`);
    const journal = elsewhere(settings.dataFolder);
    if (journal !== null) {
      print(
        `It is a copy of a replica of ${journal}: restored and served alone, it would be a second ledger.`,
      );
    }
    print('It does not hold the key: keep ledger.key, or CADRE_LEDGER_KEY, in another place.');
  },
};
