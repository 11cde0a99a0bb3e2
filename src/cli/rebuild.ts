import { z } from 'zod';
import type { Application } from '../application/index.ts';
import { CannotStart } from '../server/cannot-start.ts';
import { askServer, Unacceptable } from '../server/control.ts';
import { notBegun } from '../server/control-routes.ts';
import { openFolder } from '../server/open-folder.ts';
import { readSettings, type Settings } from '../server/settings.ts';
import type { Command, Surroundings } from './command.ts';
import { paceOf, progress, timeOf } from './progress.ts';
import { shownJournal } from './shown-journal.ts';

const askAgainMs = 500;

const Options = z.object({
  model: z.array(z.string()).nullable().default(null),
  wait: z.boolean().default(true),
});
const Begun = z.object({ tables: z.array(z.string()) });
const Rebuild = z.object({
  table: z.string(),
  position: z.number(),
  head: z.number(),
  eventsPerSecond: z.number().nullable(),
  etaSeconds: z.number().nullable(),
  stopped: z.string().nullable(),
});
const Status = z.object({ head: z.number(), rebuilds: z.array(Rebuild) });

/** Where the rebuild is done: by the running server, or here. */
type Place = {
  readonly begin: (models: readonly string[] | null) => Promise<readonly string[]>;
  readonly status: () => Promise<z.output<typeof Status>>;
  readonly close: () => Promise<void>;
};

export const rebuild: Command = {
  name: 'rebuild',
  describe: 'Builds read models anew from the events; through the server while it runs',
  options: [
    { flags: '--model <name...>', describe: 'only these read models (all)' },
    { flags: '--no-wait', describe: 'ask for it and return; it goes on in the server' },
  ],
  run: async (given, surroundings) => {
    const { model, wait } = Options.parse(given);
    const { settings } = readSettings(surroundings.environment);
    const server = serverOf(settings);
    const isServed = (await server.find()) !== null;
    const place = isServed ? server : await openHere(settings, surroundings);
    const stopListening = isServed ? () => {} : closeOnInterrupt(place, surroundings);
    try {
      const tables = await place.begin(model);
      if (wait) await follow(place, tables, surroundings);
      else surroundings.print(begunSentence(tables, isServed));
    } catch (error) {
      throw error instanceof Unacceptable
        ? new CannotStart(error.message, { cause: error })
        : error;
    } finally {
      stopListening();
      await place.close();
    }
  },
};

/** Shows how it goes until every rebuild has taken over or stopped. */
async function follow(
  place: Place,
  tables: readonly string[],
  { print }: Surroundings,
): Promise<void> {
  const startedAt = Date.now();
  const show = progress(process.stderr, '重建读模型 Rebuilding');
  for (;;) {
    const { head, rebuilds } = await place.status();
    const own = rebuilds.filter(({ table }) => tables.includes(table));
    const running = own.filter(({ stopped }) => stopped === null);
    const left = running.reduce((sum, one) => sum + head - one.position, 0);
    const all = head * tables.length;
    const slowest = running.toSorted((a, b) => (b.etaSeconds ?? 0) - (a.etaSeconds ?? 0))[0];
    const note = paceOf(slowest?.eventsPerSecond ?? null, slowest?.etaSeconds ?? null);
    show({ done: all - left, all, note });
    if (running.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, askAgainMs));
      continue;
    }
    const seconds = Math.round((Date.now() - startedAt) / 1_000);
    const done = tables.length - own.length;
    print(`${done} of ${tables.length} tables rebuilt from ${head} events in ${timeOf(seconds)}.`);
    if (own.length > 0) throw new CannotStart(stoppedSentence(own));
    return;
  }
}

function stoppedSentence(stopped: readonly z.output<typeof Rebuild>[]): string {
  const reasons = stopped.map((one) => `${one.table} stopped: ${one.stopped}.`);
  return [...reasons, 'What served before serves on. Ask again once the cause is mended.'].join(
    '\n',
  );
}

function begunSentence(tables: readonly string[], isServed: boolean): string {
  const where = isServed ? 'in the running server' : 'when the server is started';
  return `${tables.length} tables are rebuilt ${where}; npm run cli -- rebuild follows it.`;
}

function serverOf({ dataFolder }: Settings): Place & { readonly find: () => Promise<unknown> } {
  const running = <T>(answer: T | null): T => {
    if (answer !== null) return answer;
    throw new CannotStart('The server has stopped; the rebuild goes on when it is started again.');
  };
  const find = () => askServer(dataFolder, ['GET', '/status'], Status);
  return {
    find,
    begin: async (models) => {
      const answer = await askServer(dataFolder, ['POST', '/rebuild'], Begun, { models });
      return running(answer).tables;
    },
    status: async () => running(await find()),
    close: async () => {},
  };
}

async function openHere(settings: Settings, { print }: Surroundings): Promise<Place> {
  const options = { demo: null, create: false, journal: shownJournal(print) };
  const { application } = await openFolder(settings, options);
  return {
    begin: (models) =>
      application.rebuild(models ?? undefined).catch((error: unknown) => {
        throw notBegun(error);
      }),
    status: async () => statusOf(application),
    close: () => application.close(),
  };
}

async function statusOf(application: Application): Promise<z.output<typeof Status>> {
  return { head: await application.head(), rebuilds: [...(await application.rebuilds())] };
}

/** What is built so far is in the file: the next server, or the next rebuild, goes on from there. */
function closeOnInterrupt(place: Place, { print }: Surroundings): () => void {
  const end = () => {
    place.close().then(() => {
      print('Interrupted; the rebuild goes on from here when the server is started.');
      process.exit(130);
    });
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  return () => process.off('SIGINT', end).off('SIGTERM', end);
}
