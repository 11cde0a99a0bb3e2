/** The composition root: settings and log, the application, the server, and how they end. */
import type { GraphQLSchema, ValidationRule } from 'graphql';
import { authenticator } from './authentication.ts';
import { CannotStart } from './cannot-start.ts';
import { graphqlServer, type ServerParts } from './http.ts';
import type { Logger } from './logging.ts';
import type { Explain } from './presented-errors.ts';
import type { Settings } from './settings.ts';

/** What the server needs of an application over an open ledger. */
export type ServedApplication = {
  readonly schema: GraphQLSchema;
  readonly contextOf: ServerParts['contextOf'];
  readonly ready: ServerParts['ready'];
  /** The ledger is a demo's: who sends no token acts as the demo officer. */
  readonly demo: boolean;
  readonly explain?: Explain;
  readonly validationRules?: readonly ValidationRule[];
  readonly close: () => Promise<void>;
};
export type OpenApplication = (settings: Settings, logger: Logger) => Promise<ServedApplication>;

/** The seam: opens the ledger of the data folder and the schema over it. */
export const openApplication: OpenApplication = async () => {
  throw new CannotStart('This version has no application to serve yet.');
};

export type Running = {
  readonly url: string;
  readonly demo: boolean;
  readonly close: () => Promise<void>;
};

/** Opens the application and serves it until `close`. */
export async function serve(given: {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly open?: OpenApplication;
}): Promise<Running> {
  const { settings, logger, open = openApplication } = given;
  const application = await open(settings, logger);
  try {
    const { demo, close: drain, ...parts } = application;
    const authenticate = authenticator(settings, { demo });
    const server = await graphqlServer({ ...parts, authenticate, settings, logger, demo, drain });
    const { url } = await server.listen();
    return { url, demo, close: server.close };
  } catch (error) {
    await application.close();
    throw error;
  }
}

/** Ends the program in order on SIGTERM or SIGINT; a second signal ends it at once. */
export function closeOnSignal(close: () => Promise<void>, logger: Logger): void {
  let signals = 0;
  const end = (signal: NodeJS.Signals) => {
    signals += 1;
    if (signals > 1) process.exit(1);
    logger.info({ signal }, 'stopping');
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ error }, 'did not stop in order');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end).on('SIGINT', end);
}
