/** The composition root: settings and log, the application, the server, and how they end. */
import type { GraphQLSchema, ValidationRule } from 'graphql';
import type { CadreId, CountyCode } from '../../events/values.ts';
import { buildSchema } from '../../schema/index.ts';
import { graphContext } from '../../schema/toolkit/context.ts';
import type { Quarantined } from '../application/folding.ts';
import type { Application } from '../application/index.ts';
import type { Observer } from '../application/observe.ts';
import type { JournalState } from '../application/ports.ts';
import { stoppable } from '../application/stoppable.ts';
import { authenticator } from './authentication.ts';
import { catchUpLog } from './catch-up-log.ts';
import { endOnFailure } from './close-on-signal.ts';
import { type ControlRoutes, openControl } from './control.ts';
import { controlRoutes } from './control-routes.ts';
import { explain } from './errors.ts';
import { graphqlServer, type ServerParts } from './http.ts';
import { instruments } from './instruments.ts';
import type { JournalFound } from './journal-found.ts';
import type { Logger } from './logging.ts';
import { openFolder } from './open-folder.ts';
import type { Explain } from './presented-errors.ts';
import type { Settings } from './settings.ts';

/** How long a server without its journal still counts as ready: leaders change within seconds. */
const lostJournalMs = 15_000;

/** What the server needs of an application over an open ledger. */
export type ServedApplication = {
  readonly schema: GraphQLSchema;
  readonly contextOf: ServerParts['contextOf'];
  readonly ready: ServerParts['ready'];
  readonly standing: Application['standing'];
  readonly journal?: Application['journal'];
  /** The ledger is a demo's: who sends no token acts as the demo officer. */
  readonly demo: boolean;
  readonly explain?: Explain;
  readonly validationRules?: readonly ValidationRule[];
  /** What the command line may ask of the running server. */
  readonly control?: ControlRoutes;
  readonly close: () => Promise<void>;
};
export type OpenApplication = (
  settings: Settings,
  logger: Logger,
  observer: Observer,
) => Promise<ServedApplication>;

/** What becomes of a program whose ledger cannot go on as it was; for `openFolder`. */
export function toldTo(logger: Logger) {
  return {
    onFailed: (error: unknown) => endOnFailure(error, logger),
    onFull: (isFull: boolean) => {
      const full = 'the disk is full: commands are refused, queries answered; make room';
      if (isFull) logger.error(full);
      else logger.info('there is room on the disk again: commands are recorded');
    },
    journal: {
      onConnected: (found: JournalFound) => logger.info(found, 'the journal answers'),
      onProgress: catchUpLog(logger),
      onState: ({ isLive, cause, isOver, newerFrom }: JournalState) => {
        if (isLive) logger.info('following the journal');
        else if (isOver) logger.error({ newerFrom }, `${cause}; commands are refused`);
        else logger.error({ cause }, 'the journal is lost: reads are of before, commands wait');
      },
    },
    onQuarantined: ({ table, key, position, error }: Quarantined) =>
      logger.error(
        { table, key, position, error: error.name },
        'a row stopped following the journal',
      ),
  };
}

/** Opens the ledger of the data folder, a real one made where there is none, and the schema over it. */
export const openApplication: OpenApplication = async (settings, logger, observer) => {
  const options = { demo: false, create: true, observer, ...toldTo(logger) };
  const { application } = await openFolder(settings, options);
  return served(application, false);
};

/** What the server needs of an application. */
export async function served(application: Application, demo: boolean): Promise<ServedApplication> {
  return {
    schema: await buildSchema(),
    demo,
    explain,
    contextOf: (identity, asked) => {
      const journal = application.journal();
      if (journal !== null && !journal.isLive) asked.tell({ staleSince: journal.since });
      return graphContext({
        application: stoppable(application, asked.goOn),
        actor: { subject: identity.subject, cadreId: identity.cadreId as CadreId | null },
        counties: identity.counties as readonly CountyCode[] | null,
        correlationId: asked.correlationId,
        traceparent: asked.traceparent,
        tell: asked.tell,
        reached: asked.reached,
        turn: asked.turn,
      });
    },
    standing: () => application.standing(),
    journal: () => application.journal(),
    // On one machine the tables are the journal: but for what is being built, all is served. A
    // server that lost a journal elsewhere answers reads, and leaves new clients to the others.
    ready: async () => {
      const journal = application.journal();
      const isLost =
        journal !== null &&
        !journal.isLive &&
        (journal.isOver || Date.now() - Date.parse(journal.since) > lostJournalMs);
      const { lag, rebuilds } = await application.standing();
      const isServed = (await application.head()) > 0 && rebuilds.every(({ served }) => served);
      const ready = isServed && !isLost;
      const quarantined = application
        .quarantined()
        .map(({ table, position }) => ({ table, position }));
      return {
        ready,
        lag,
        details: {
          ...(rebuilds.length > 0 ? { rebuilds } : {}),
          ...(quarantined.length > 0 ? { quarantined } : {}),
          ...(journal === null ? {} : { journal }),
        },
      };
    },
    control: controlRoutes(application),
    close: () => application.close(),
  };
}

export type Running = {
  readonly url: string;
  /** Where the figures are; null when they are not served. */
  readonly metricsUrl: string | null;
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
  const measuring = await instruments(settings, logger);
  const ends = [measuring.close];
  try {
    const application = await open(settings, logger, measuring.observer);
    ends.push(application.close);
    const { demo, close: _, control: asked, standing, journal, ...parts } = application;
    if (asked !== undefined) {
      ends.push((await openControl(settings.dataFolder, asked, logger)).close);
    }
    measuring.traceRoots(parts.schema);
    const authenticate = authenticator(settings, { demo });
    // What was recorded while the last requests ran is told before the program ends.
    const drain = () => endAll(ends);
    const server = await graphqlServer({
      ...{ ...parts, authenticate, settings, logger, demo, drain },
      instruments: measuring,
    });
    const metrics = await measuring.serveMetrics({ standing, journal, sockets: server.sockets });
    const { url } = await server.listen();
    return { url, metricsUrl: metrics?.url ?? null, demo, close: server.close };
  } catch (error) {
    await endAll(ends);
    throw error;
  }
}

/** The last that was opened ends first. */
async function endAll(ends: readonly (() => Promise<void>)[]): Promise<void> {
  for (const end of [...ends].reverse()) await end();
}
