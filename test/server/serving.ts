/** A server over a small schema of its own, on a free port, for the tests of this folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSchema, GraphQLError, type GraphQLSchema } from 'graphql';
import { Overloaded } from '../../src/application/limits.ts';
import { authenticator } from '../../src/server/authentication.ts';
import { developmentToken } from '../../src/server/development-key.ts';
import { explain } from '../../src/server/errors.ts';
import { type GraphqlServer, graphqlServer, type ServerParts } from '../../src/server/http.ts';
import { instruments } from '../../src/server/instruments.ts';
import { openLog } from '../../src/server/logging.ts';
import { readSettings, type Settings } from '../../src/server/settings.ts';

class Lost extends Error {}

const typeDefs = `
  type Query {
    me: String!
    secret: String
    number: Int
    choose(id: ID!): String
    lagging: String
    refused: String
    lost: String
    slow: String
    full: String
    find(where: Where): String
  }
  input Where { firstName: String }
  type Mutation { record: String recordSlowly: String }
  type Subscription { counted(to: Int!): Int! broken: Int! flood: String! }
`;

type Context = {
  subject: string;
  tell: (extensions: object) => void;
  reached: (token: string) => void;
};
const fields = {
  me: (_: unknown, { subject }: Context) => subject,
  secret: () => {
    throw new Error('张三 has the number 110101199003077758 in "family"');
  },
  number: () => '王五',
  choose: ({ id }: { id: string }) => id,
  lagging: (_: unknown, { tell }: Context) => {
    tell({ notYet: { asked: 9, reached: 7 } });
    return 'old';
  },
  refused: () => {
    throw new GraphQLError('Another was first', { extensions: { code: 'CONFLICT' } });
  },
  lost: () => {
    throw new Lost('the store stopped');
  },
  full: () => {
    throw new Overloaded('too many wait');
  },
  find: () => 'found',
  record: () => 'recorded',
};

export type Serving = {
  readonly url: string;
  readonly settings: Settings;
  readonly logged: () => string;
  readonly drained: () => boolean;
  readonly server: GraphqlServer;
  readonly token: (claims?: object) => Promise<string>;
  /** How many wait at the fields `slow` and `recordSlowly`. */
  readonly waiting: () => number;
  /** Lets them answer. */
  readonly release: () => void;
  /** Resolves when a WebSocket that is not read has been given up. */
  readonly cut: () => Promise<void>;
  readonly end: () => Promise<void>;
};

export async function serving(
  changes: Partial<Pick<ServerParts, 'demo' | 'ready' | 'watch'>> & {
    readonly environment?: Readonly<Record<string, string>>;
  } = {},
): Promise<Serving> {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-ledger-'));
  const environment = { CADRE_LEDGER_DATA: folder, PORT: '0', CADRE_LEDGER_DRAIN_SECONDS: '2' };
  const { settings } = readSettings({ ...environment, ...changes.environment });
  const demo = changes.demo ?? false;
  let log = '';
  let drained = false;
  let release = () => {};
  const released = new Promise<string>((resolve) => {
    release = () => resolve('at last');
  });
  let waiting = 0;
  const wait = () => {
    waiting += 1;
    return released;
  };
  const logger = openLog('debug', { write: (line) => (log += line) });
  const server = await graphqlServer({
    instruments: await instruments(settings, logger),
    schema: smallSchema({ ...fields, slow: wait, recordSlowly: wait }),
    authenticate: authenticator(settings, { demo }),
    contextOf: ({ subject }, { tell, reached }) => ({ subject, tell, reached }),
    ready: changes.ready ?? (async () => ({ ready: true, lag: { events: 0, seconds: 0 } })),
    settings,
    logger,
    demo,
    ...(changes.watch ? { watch: changes.watch } : {}),
    drain: async () => {
      drained = true;
    },
    explain: (error) =>
      error instanceof Lost
        ? new GraphQLError('Outcome unknown', { extensions: { code: 'OUTCOME_UNKNOWN' } })
        : explain(error),
  });
  const { port } = await server.listen();
  const claims = { subject: 'officer-1', name: null, roles: ['ORG_OFFICER'], counties: null };
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    settings,
    logged: () => log,
    drained: () => drained,
    server,
    token: (own) => developmentToken(settings, { ...claims, cadreId: null, days: 1, ...own }),
    waiting: () => waiting,
    release,
    cut: async () => {
      while (!log.includes('a WebSocket was not read')) await sleep(50);
    },
    end: async () => {
      release();
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Sends a query as JSON; the answer with its status and headers. */
export async function ask(
  { url }: Pick<Serving, 'url'>,
  query: string,
  headers: Readonly<Record<string, string>> = {},
  variables: object = {},
) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, headers: response.headers, ...(await body(response)) };
}

type Answer = {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; path?: string[]; extensions: Extensions }[];
  readonly extensions?: Record<string, unknown>;
};
type Extensions = { readonly code: string; readonly correlationId: string };

export async function body(response: Response): Promise<Answer> {
  return (await response.json()) as Answer;
}

function smallSchema(resolvers: Readonly<Record<string, unknown>>): GraphQLSchema {
  const schema = buildSchema(typeDefs);
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const resolve = resolvers[field.name] as (...given: unknown[]) => unknown;
      field.resolve = (_, args, context) =>
        field.args.length > 0 ? resolve(args, context) : resolve(null, context);
    }
  }
  const { counted, broken, flood } = schema.getSubscriptionType()?.getFields() ?? {};
  if (counted) counted.subscribe = (_, { to }) => count(to);
  if (broken) broken.subscribe = () => breaking();
  if (flood) flood.subscribe = (_, __, context: Context) => flooding(context);
  return schema;
}

async function* count(to: number) {
  for (let counted = 1; counted <= to; counted += 1) yield { counted };
  if (to > 100) await new Promise(() => {});
}

/** Big events without end, each with its token. */
async function* flooding({ reached }: Context) {
  reached('token 0');
  for (let number = 1; ; number += 1) {
    reached(`token ${number}`);
    yield { flood: 'x'.repeat(100_000) };
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function* breaking() {
  yield { broken: 1 };
  throw new Error('李四 broke it');
}
