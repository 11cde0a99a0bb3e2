/** The composition root: settings and log, the application, the server, and how they end. */
import type { GraphQLSchema, ValidationRule } from 'graphql';
import type { CadreId, CountyCode } from '../../events/values.ts';
import { buildSchema } from '../../schema/index.ts';
import { graphContext } from '../../schema/toolkit/context.ts';
import type { Application } from '../application/index.ts';
import { authenticator } from './authentication.ts';
import { explain } from './errors.ts';
import { graphqlServer, type ServerParts } from './http.ts';
import type { Logger } from './logging.ts';
import { openFolder } from './open-folder.ts';
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

/** Opens the ledger of the data folder, a real one made where there is none, and the schema over it. */
export const openApplication: OpenApplication = async (settings) => {
  const { application } = await openFolder(settings, { demo: false, create: true });
  return served(application, false);
};

/** What the server needs of an application. */
export async function served(application: Application, demo: boolean): Promise<ServedApplication> {
  return {
    schema: await buildSchema(),
    demo,
    explain,
    contextOf: (identity, asked) =>
      graphContext({
        application,
        actor: { subject: identity.subject, cadreId: identity.cadreId as CadreId | null },
        counties: identity.counties as readonly CountyCode[] | null,
        correlationId: asked.correlationId,
        traceparent: asked.traceparent,
        tell: asked.tell,
        reached: asked.reached,
        turn: asked.turn,
      }),
    // On one machine the tables are the journal: whatever is recorded is served.
    ready: async () => ({ ready: (await application.head()) > 0, lag: { events: 0, seconds: 0 } }),
    close: () => application.close(),
  };
}

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
