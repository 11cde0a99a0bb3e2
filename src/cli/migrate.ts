import { CannotStart } from '../server/cannot-start.ts';
import { placeOf } from '../server/journal-found.ts';
import { journalSettings } from '../server/journal-settings.ts';
import { readSettings, type Settings } from '../server/settings.ts';
import { connectionOf } from '../stores/kurrentdb/connection.ts';
import type { Moved, MoveStage } from '../stores/move-journal.ts';
import type { Command, Surroundings } from './command.ts';
import { existingLedger, told } from './ledger-files.ts';
import { pace } from './progress.ts';

/** The word for the cluster that the settings name. */
const cluster = 'cluster';

const stages: Readonly<Record<MoveStage, string>> = {
  comparing: '比对已有事件 Comparing what is there',
  moving: '迁移事件 Moving events',
  proving: '核对两端 Proving both sides equal',
};
const onProgress = (stage: MoveStage) => pace(process.stderr, stages[stage], 'events');

export const migrate: Command = {
  name: 'migrate',
  describe:
    'Moves the ledger from its folder to a KurrentDB cluster, or from the cluster to a folder',
  options: [
    {
      flags: '--to <place>',
      describe:
        'kurrentdb://…; or «cluster», the one CADRE_LEDGER_EVENT_STORE names; or a folder, from that cluster',
      required: true,
    },
    { flags: '--stream <name>', describe: 'the stream in the cluster (CADRE_LEDGER_STREAM)' },
  ],
  run: async (given, { environment, print }) => {
    const { settings } = readSettings(environment);
    const to = String(given.to ?? '').trim();
    if (to === '') throw new CannotStart(`--to must name ${cluster}, kurrentdb://… or a folder.`);
    const stream = streamNamed(given.stream) ?? settings.stream;
    if (to === cluster || /^[\w+]+:\/\//.test(to)) {
      await toCluster(settings, { eventStore: storeNamed(to, settings), stream }, print);
    } else {
      await toFolder({ ...settings, stream }, to, print);
    }
  },
};

type Named = Pick<Settings, 'eventStore' | 'stream'>;
type Print = Surroundings['print'];

async function toCluster(settings: Settings, named: Named, print: Print): Promise<void> {
  existingLedger(settings);
  const { dataFolder } = settings;
  const { withJournal } = await import('../server/connect-journal.ts');
  const { moveToStream } = await import('../server/move-ledger.ts');
  const { moved, where } = await told(() =>
    withJournal(named, async ({ log, found }) => {
      const where = placeOf(found);
      print(`${dataFolder} → ${where} (server ${found.serverVersion})`);
      const moved = await moveToStream(settings, { log, where }, { onProgress });
      await log.close();
      return { moved, where };
    }),
  );
  say(print, moved, [dataFolder, where]);
  print(`${dataFolder} is its replica from now on: serve it with CADRE_LEDGER_EVENT_STORE and`);
  print('CADRE_LEDGER_STREAM set, and refuse to start without. The key stays in the folder; no');
  print('key is in the cluster: every further server needs ledger.key or CADRE_LEDGER_KEY.');
}

async function toFolder(settings: Settings, folder: string, print: Print): Promise<void> {
  if (settings.eventStore === 'sqlite') {
    throw new CannotStart(
      'From which cluster? Name it with CADRE_LEDGER_EVENT_STORE, or CADRE_LEDGER_EVENT_STORE_FILE.',
    );
  }
  const { withJournal } = await import('../server/connect-journal.ts');
  const { moveToFolder } = await import('../server/move-ledger.ts');
  const { moved, where } = await told(() =>
    withJournal(settings, async ({ log, found }) => {
      const where = placeOf(found);
      print(`${where} (server ${found.serverVersion}) → ${folder}`);
      const place = { dataFolder: folder, key: settings.key };
      const moved = await moveToFolder({ log, where }, place, { onProgress });
      await log.close();
      return { moved, where };
    }),
  );
  say(print, moved, [where, folder]);
  print(`Serve it: CADRE_LEDGER_DATA=${folder}, without CADRE_LEDGER_EVENT_STORE. The stream is`);
  print('left as it is: let no server record there any more, it would be a second ledger.');
}

/** The proof: how many there are, and the hash of what was read back from either side. */
function say(
  print: Print,
  { count, before, hashes }: Moved,
  places: readonly [string, string],
): void {
  print(
    `迁移完成 Moved ${count - before} events; ${count} are on both sides, read back and equal:`,
  );
  for (const [index, place] of places.entries()) print(`  sha256 ${hashes[index]}  ${place}`);
}

function storeNamed(to: string, { eventStore }: Settings): string {
  if (to === cluster) {
    if (eventStore !== 'sqlite') return eventStore;
    throw new CannotStart(
      'To which cluster? Name it with CADRE_LEDGER_EVENT_STORE, or CADRE_LEDGER_EVENT_STORE_FILE.',
    );
  }
  const connection = connectionOf(to);
  if (typeof connection === 'string') {
    const what = connection.replace('must be sqlite or a', `must be ${cluster}, a folder or a`);
    throw new CannotStart(`--to ${what}.`);
  }
  return to;
}

function streamNamed(given: unknown): string | null {
  if (given === undefined) return null;
  const parsed = journalSettings.stream.shape.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new CannotStart(`--stream ${parsed.error.issues[0]?.message}.`);
}
