import { assertOpens } from '../application/open-ledger.ts';
import { keyOf } from '../server/open-folder.ts';
import { readSettings } from '../server/settings.ts';
import { assertNoLedger, restoreFile } from '../stores/sqlite/restore.ts';
import type { Command } from './command.ts';
import { fileNamed, ledgerFile, told } from './ledger-files.ts';
import { progress } from './progress.ts';

export const restore: Command = {
  name: 'restore',
  describe: 'Puts a backup into an empty data folder; its ledger.key must be there already',
  options: [{ flags: '--from <file>', describe: 'the backup', required: true }],
  run: async (given, { environment, print }) => {
    const { settings } = readSettings(environment);
    const from = fileNamed(given.from, '--from');
    const to = ledgerFile(settings);
    const onProgress = progress(process.stderr, '恢复 Restoring');
    const { head } = await told(async () => {
      assertNoLedger(to);
      const key = keyOf(settings, true);
      return restoreFile(from, to, (first) => assertOpens(first, { key, demo: null }), onProgress);
    });
    print(`恢复完成 ${settings.dataFolder} holds the ledger up to position ${head}.`);
    print('Check it (npm run cli -- check), then serve it (npm start).');
  },
};
