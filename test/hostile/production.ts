/** The real application in production mode over a ledger of its own, with invented persons in it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { init } from '../../src/cli/init.ts';
import { developmentToken } from '../../src/server/development-key.ts';
import { openLog } from '../../src/server/logging.ts';
import { serve } from '../../src/server/main.ts';
import { readSettings, type Settings } from '../../src/server/settings.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { registerPersons, testCounty } from './persons.ts';

export type Production = {
  readonly url: string;
  readonly settings: Settings;
  readonly token: string;
  /** Global ids of the persons in it. */
  readonly ids: readonly string[];
  readonly logged: () => string;
  readonly end: () => Promise<void>;
};

export async function production(
  given: Readonly<Record<string, string>> = {},
): Promise<Production> {
  const { folder, remove } = await temporaryFolder();
  const environment = {
    ...{ CADRE_LEDGER_DATA: folder, PORT: '0', CADRE_LEDGER_DRAIN_SECONDS: '1' },
    ...given,
  };
  await init.run({ county: testCounty, name: '虚构县' }, { environment, print: () => undefined });
  const { settings } = readSettings(environment);
  let log = '';
  const logger = openLog('trace', { write: (line) => (log += line) });
  const running = await serve({ settings, logger });
  const claims = { subject: 'officer', roles: ['ORG_OFFICER'], days: 1 };
  const token = await developmentToken(settings, {
    ...claims,
    ...{ name: null, counties: null, cadreId: null },
  });
  const url = running.url.replace('localhost', '127.0.0.1');
  return {
    ...{ url, settings, token, ids: await registerPersons(url, token) },
    logged: () => log,
    end: async () => {
      await running.close();
      await sleep(0);
      await remove();
    },
  };
}
