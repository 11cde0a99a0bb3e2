import { eventCodec } from '../../events/index.ts';
import { folding } from '../application/folding.ts';
import { assertOpens } from '../application/open-ledger.ts';
import { readModels } from '../read-models/index.ts';
import { CannotStart } from '../server/cannot-start.ts';
import { elsewhere } from '../server/journal-elsewhere.ts';
import { keyOf } from '../server/open-folder.ts';
import { readSettings } from '../server/settings.ts';
import { type CheckStage, checkFile } from '../stores/sqlite/check.ts';
import { checkReplica } from './check-replica.ts';
import type { Command } from './command.ts';
import { existingLedger, told } from './ledger-files.ts';
import { progress } from './progress.ts';

const stages: Readonly<Record<CheckStage, string>> = {
  pages: '检查文件 Checking pages and indexes',
  events: '检查事件 Checking events',
  replay: '重放事件 Replaying events',
  rows: '比对数据 Comparing rows',
};

export const check: Command = {
  name: 'check',
  describe:
    'Checks file, events and rows, and a replica against its journal, also while the server runs; exit code 1 at any fault',
  options: [
    { flags: '--quick', describe: 'do not compare the rows with a replay of all events' },
    { flags: '--full', describe: 'compare them; this is what it does without an option' },
  ],
  run: async (given, { environment, print }) => {
    const { settings } = readSettings(environment);
    const file = existingLedger(settings);
    const { head, found, more, notes } = await told(async () => {
      const key = keyOf(settings, true);
      return checkFile({
        file,
        folding: folding(readModels, eventCodec),
        decode: (event) => void eventCodec.decode(event),
        admit: (first) => assertOpens(first, { key, demo: null }),
        quick: given.quick === true && given.full !== true,
        onProgress: (stage) => progress(process.stderr, stages[stage]),
      });
    });
    for (const note of notes) print(`注 Note: ${note}.`);
    for (const { kind, where, what, advice } of found) {
      print(`错 Wrong (${kind}): ${where}: ${what}; ${advice}.`);
    }
    for (const [kind, count] of more) print(`… and ${count} more of «${kind}».`);
    const isCompared = settings.eventStore !== 'sqlite';
    const replica = isCompared
      ? await told(() => checkReplica(settings, file))
      : { said: [], found: [] };
    const journal = elsewhere(settings.dataFolder);
    if (!isCompared && journal !== null) {
      print(`注 Note: this is a replica of ${journal}; CADRE_LEDGER_EVENT_STORE compares them.`);
    }
    for (const line of replica.said) print(`${line}.`);
    for (const { where, what, advice } of replica.found) {
      print(`错 Wrong (a replica that is the journal): ${where}: ${what}; ${advice}.`);
    }
    if (found.length + replica.found.length > 0) {
      throw new CannotStart(`The ledger in ${settings.dataFolder} does not keep what it promises.`);
    }
    print(`检查通过 Everything holds up to position ${head}.`);
  },
};
