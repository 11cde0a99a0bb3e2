/** A server under attack: each answer is judged, and afterwards it must be as well as before. */
import { expect } from '@jest/globals';
import { type Answered, exchange, type Sent } from '../hostile/exchange.ts';
import { errorsIn, findingsIn, findingsInLog } from '../hostile/judge.ts';
import { personalValues } from '../hostile/persons.ts';
import { type Production, production } from '../hostile/production.ts';

export type Attacked = Awaited<ReturnType<typeof attacked>>;
type Headers = Readonly<Record<string, string>>;

export async function attacked(environment: Headers = {}) {
  const server: Production = await production(environment);
  const bearer = { authorization: `Bearer ${server.token}` };
  const json = { 'content-type': 'application/json' };

  /** Sends it as it is, judges the answer, and tells its status and the first error's code. */
  async function send(sent: Partial<Sent>): Promise<Told> {
    const headers = sent.headers ?? {};
    const all = { method: 'POST', path: '/graphql', body: null, ...sent, headers };
    const answer = await exchange(server.url, all);
    const isStranger = headers.authorization !== bearer.authorization;
    expect(findingsIn(answer, personalValues, isStranger)).toEqual([]);
    return told(answer);
  }
  const sendJson = (value: unknown, headers: Headers = {}) =>
    send({ headers: { ...json, ...bearer, ...headers }, body: Buffer.from(JSON.stringify(value)) });

  return {
    ...server,
    ...{ bearer, json, send, sendJson },
    /** With a token. */
    ask: (query: string, variables: object = {}) => sendJson({ query, variables }),
    /** Without one. */
    askAsStranger: (query: string) =>
      send({ headers: json, body: Buffer.from(JSON.stringify({ query })) }),
    /** It answers, and its log tells nobody's name. */
    isWell: async () => {
      expect((await sendJson({ query: '{ ledger { id } }' })).status).toBe(200);
      expect(findingsInLog(server.logged(), personalValues)).toEqual([]);
      expect(server.logged()).toContain('"request"');
    },
  };
}

type Told = {
  readonly status: number;
  readonly code: string | null;
  readonly message: string;
  readonly body: string;
};
function told({ status, body }: Answered): Told {
  const [error] = errorsIn(body);
  const code = error?.extensions?.code;
  return {
    ...{ status, body },
    code: typeof code === 'string' ? code : null,
    message: typeof error?.message === 'string' ? error.message : '',
  };
}

export const repeated = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');
