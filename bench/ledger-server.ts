/** The ledger's own server, as the command line composes it, over a folder or over a new ledger. */
import { join } from 'node:path';
import { eventCodec } from '../events/index.ts';
import { folding } from '../src/application/folding.ts';
import { type Application, application } from '../src/application/index.ts';
import { ledgerKey } from '../src/application/keys.ts';
import { openLedger } from '../src/application/open-ledger.ts';
import { readModels } from '../src/read-models/index.ts';
import { openLog } from '../src/server/logging.ts';
import { serve, served } from '../src/server/main.ts';
import { openFolder, systemClock } from '../src/server/open-folder.ts';
import { readSettings } from '../src/server/settings.ts';
import { memoryLedger } from '../src/stores/memory/memory-ledger.ts';
import { sqliteLedger } from '../src/stores/sqlite/sqlite-ledger.ts';

/** A demo's ledger that is there. */
export async function serveFolder(folder: string): Promise<string> {
  const { settings } = settingsOf(folder);
  const { application: opened } = await openFolder(settings, { demo: true, create: false });
  return serving(folder, opened);
}

/** An empty ledger with all projections; who sends no token acts as the demo officer. */
export async function serveNew(store: 'sqlite' | 'memory', folder: string): Promise<string> {
  const parts = { folding: folding(readModels, eventCodec), clock: systemClock };
  const ledger =
    store === 'memory'
      ? memoryLedger(parts)
      : sqliteLedger({ ...parts, file: join(folder, 'ledger.db') });
  const key = ledgerKey(Buffer.alloc(32, 7));
  const { ledgerId } = await openLedger(ledger, {
    ...{ key, demo: true, clock: systemClock, create: true },
  });
  const composed = { ledger, ledgerId, codec: eventCodec, key, clock: systemClock, readModels };
  return serving(folder, application(composed));
}

async function serving(folder: string, opened: Application): Promise<string> {
  const { settings } = settingsOf(folder);
  const logger = openLog(settings.logLevel);
  const { url } = await serve({ settings, logger, open: () => served(opened, true) });
  return url;
}

function settingsOf(folder: string) {
  return readSettings({
    CADRE_LEDGER_DATA: folder,
    CADRE_LEDGER_PORT: '0',
    CADRE_LEDGER_LOG_LEVEL: 'error',
  });
}
