import { closeOnSignal } from '../server/close-on-signal.ts';
import { openLog } from '../server/logging.ts';
import { serve as start } from '../server/main.ts';
import { readSettings } from '../server/settings.ts';
import type { Command } from './command.ts';

export const serve: Command = {
  name: 'serve',
  describe: 'Serves the ledger of the data folder over GraphQL',
  run: async (_, { environment }) => {
    const { settings, unknown } = readSettings(environment);
    const logger = openLog(settings.logLevel);
    for (const name of unknown) logger.warn({ name }, 'no setting has this name');
    const { url, metricsUrl, demo, close } = await start({ settings, logger });
    closeOnSignal(close, logger);
    logger.info({ url: `${url}/graphql`, mode: settings.mode }, 'serving');
    if (metricsUrl !== null) logger.info({ url: metricsUrl }, 'metrics');
    if (!demo) logger.warn('personal values lie in clear in the data folder: encrypt its disk');
    if (settings.jwks === null) {
      logger.warn('CADRE_LEDGER_JWKS is not set: development tokens are accepted');
    }
  },
};
