/**
 * Servers of others over the rows of the ledger's own answers, held in memory by id: every
 * relation is resolved, nothing is prepared as text.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { peer } from './peers.ts';
import type { Rows } from './query-rows.ts';

const onLoopback = { host: '127.0.0.1', port: 0 };

const typeDefs = `
  type Event { id: ID! type: String! recordedAt: String! effectiveOn: String! document: String }
  type Organization { id: ID! name: String! }
  type Posting {
    id: ID! title: String! from: String! to: String organization: Organization lastEvent: Event
  }
  type PostingConnection { nodes: [Posting!]! }
  type Cadre {
    id: ID! name: String gender: String birth: String nativePlace: String education: String
    lastEvent: Event postings(first: Int!): PostingConnection!
  }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type CadreConnection { nodes: [Cadre!]! pageInfo: PageInfo! }
  type Query { node(id: ID!): Cadre cadres(first: Int!): CadreConnection! }
`;

type Related = {
  readonly id: string;
  readonly lastEventId: string;
  readonly organizationId: string;
};

function loaded(place: string) {
  const rows: Rows = JSON.parse(readFileSync(place, 'utf8'));
  const cadres = new Map(rows.cadres.map((cadre) => [cadre.id, cadre]));
  const events = new Map(rows.events.map((event) => [event.id, event]));
  const organizations = new Map(rows.organizations.map((one) => [one.id, one]));
  const postings = Map.groupBy(rows.postings, ({ cadreId }) => cadreId);
  const postingsOf = (id: string, first: number) => (postings.get(id) ?? []).slice(0, first);
  const page = (first: number) => {
    const nodes = rows.cadres.slice(0, first);
    const pageInfo = { hasNextPage: true, endCursor: rows.endCursor };
    return { nodes, pageInfo };
  };
  return { cadres, events, organizations, postingsOf, page };
}

function resolversOf(place: string) {
  const { cadres, events, organizations, postingsOf, page } = loaded(place);
  const lastEvent = ({ lastEventId }: Related) => events.get(lastEventId) ?? null;
  return {
    Query: {
      node: (_: unknown, { id }: { id: string }) => cadres.get(id) ?? null,
      cadres: (_: unknown, { first }: { first: number }) => page(first),
    },
    Cadre: {
      lastEvent,
      postings: ({ id }: Related, { first }: { first: number }) => ({
        nodes: postingsOf(id, first),
      }),
    },
    Posting: {
      lastEvent,
      organization: ({ organizationId }: Related) => organizations.get(organizationId) ?? null,
    },
  };
}

/** /node/<id> and /cadres: the same answers, made of the rows and written by JSON.stringify. */
export async function serveRaw(place: string): Promise<string> {
  const { cadres, events, organizations, postingsOf, page } = loaded(place);
  const withPostings = (cadre: Rows['cadres'][number]) => {
    const { lastEventId, ...own } = cadre;
    const nodes = postingsOf(cadre.id, 5).map((posting) => {
      const { lastEventId: last, organizationId, cadreId: _, ...fields } = posting;
      const organization = organizations.get(organizationId) ?? null;
      return { ...fields, organization, lastEvent: events.get(last) ?? null };
    });
    return { ...own, lastEvent: events.get(lastEventId) ?? null, postings: { nodes } };
  };
  const server = createServer((incoming, response) => {
    const [, kind, id = ''] = (incoming.url ?? '').split('/');
    const { nodes, pageInfo } = page(50);
    const data =
      kind === 'node'
        ? { node: ownFields(cadres.get(decodeURIComponent(id))) }
        : { cadres: { nodes: nodes.map(withPostings), pageInfo } };
    const body = Buffer.from(JSON.stringify({ data }));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(onLoopback, resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function ownFields(cadre: Rows['cadres'][number] | undefined) {
  if (cadre === undefined) return null;
  const { lastEventId: _, ...fields } = cadre;
  return fields;
}

export async function serveApollo(place: string): Promise<string> {
  const server = new ApolloServer({ typeDefs, resolvers: resolversOf(place) });
  return (await startStandaloneServer(server, { listen: onLoopback })).url;
}

type Yoga = { readonly createSchema: (parts: object) => object } & {
  readonly createYoga: (parts: object) => Parameters<typeof createServer>[1];
};

/** Casts: the shapes are those of the peer's documentation. */
export async function serveYoga(place: string): Promise<string> {
  const { createSchema, createYoga } = (await peer('graphql-yoga')) as Yoga;
  const schema = createSchema({ typeDefs, resolvers: resolversOf(place) });
  const server = createServer(createYoga({ schema, logging: false, graphiql: false }));
  await new Promise<void>((resolve) => server.listen(onLoopback, resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

type Fastify = {
  readonly register: (plugin: unknown, options: object) => Promise<unknown>;
  readonly listen: (where: object) => Promise<string>;
};

export async function serveMercurius(place: string): Promise<string> {
  const { fastify } = (await peer('fastify')) as { fastify: () => Fastify };
  const mercurius = await peer('mercurius');
  const server = fastify();
  await server.register(mercurius.default, {
    schema: typeDefs,
    resolvers: resolversOf(place),
    jit: 1,
  });
  return server.listen(onLoopback);
}

/** A mutation that inserts one row, durable when it is answered, and nothing else. */
export async function serveInsert(place: string): Promise<string> {
  const database = new DatabaseSync(place);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE persons (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT`);
  const insert = database.prepare('INSERT INTO persons (body) VALUES (?)');
  const inputs = `input Person {
    name: String! gender: String! birth: String! ethnicity: String! identityNumber: String!
    nativePlace: String politicalStatus: String joinedPartyOn: String workingSince: String
    health: String }`;
  const server = new ApolloServer({
    typeDefs: `${inputs} type Inserted { id: ID! name: String! } type Query { alive: Boolean }
      type Mutation { insertPerson(input: Person!): Inserted! }`,
    resolvers: {
      Mutation: {
        insertPerson: (_: unknown, { input }: { input: { name: string } }) => ({
          id: String(insert.run(JSON.stringify(input)).lastInsertRowid),
          name: input.name,
        }),
      },
    },
  });
  return (await startStandaloneServer(server, { listen: onLoopback })).url;
}
