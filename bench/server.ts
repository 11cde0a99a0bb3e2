/**
 * The server of one contestant, in a process of its own: `server.js <kind> <what it serves>`.
 * Prints its address. Each kind is loaded only when asked for: cold start is measured too.
 */
import '../src/server/production.ts';

const [kind = '', place = ''] = process.argv.slice(2);

const kinds: Readonly<Record<string, () => Promise<string>>> = {
  ledger: async () => (await import('./ledger-server.ts')).serveFolder(place),
  sqlite: async () => (await import('./ledger-server.ts')).serveNew('sqlite', place),
  memory: async () => (await import('./ledger-server.ts')).serveNew('memory', place),
  insert: async () => (await import('./peer-servers.ts')).serveInsert(place),
  raw: async () => (await import('./peer-servers.ts')).serveRaw(place),
  apollo: async () => (await import('./peer-servers.ts')).serveApollo(place),
  yoga: async () => (await import('./peer-servers.ts')).serveYoga(place),
  mercurius: async () => (await import('./peer-servers.ts')).serveMercurius(place),
};

const serve = kinds[kind];
if (serve === undefined) throw new Error(`no server is called ${kind}`);
process.stdout.write(`${await serve()}\n`);
process.once('SIGTERM', () => process.exit(0));
