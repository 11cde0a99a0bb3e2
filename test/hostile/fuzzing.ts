/** Spoilt requests, one after the other from a seed, each answer judged. */

import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { random } from '../../src/demo/random.ts';
import { exchange, type Sent } from './exchange.ts';
import { errorsIn, findingsIn, findingsInLog } from './judge.ts';
import { operations } from './operation.ts';
import { personalValues } from './persons.ts';
import { exchangeOverSocket } from './socket-exchange.ts';
import { spoilt } from './spoil.ts';

export type Target = {
  readonly url: string;
  readonly token: string;
  readonly ids: readonly string[];
  readonly logged: () => string;
};
export type Fuzzed = {
  readonly requests: number;
  /** Of them, over a WebSocket. */
  readonly sockets: number;
  /** Of the operations as they were made: how many the server could run. */
  readonly sound: { readonly asked: number; readonly run: number };
  readonly statuses: Readonly<Record<string, number>>;
  readonly codes: Readonly<Record<string, number>>;
  readonly findings: readonly string[];
  readonly logLines: number;
};

/** One operation in so many is sent as it was made, to know that they are operations. */
const soundEvery = 10;
/** So many of 100 go over a WebSocket, where they have a body and a token. */
const socketPercent = 6;
const findingsMax = 50;

export async function fuzz(
  target: Target,
  {
    seed,
    requests,
    from = 0,
  }: { readonly seed: string; readonly requests: number; readonly from?: number },
): Promise<Fuzzed> {
  const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
  const texts = [...personalValues, '某', 'abc', '虚组〔2024〕1号', '419999', 'x'];
  const make = operations(schema, { ids: target.ids, texts });
  const counted = { statuses: {} as Record<string, number>, codes: {} as Record<string, number> };
  const findings: string[] = [];
  const sound = { asked: 0, run: 0 };
  let sockets = 0;

  for (let number = from; number < from + requests && findings.length < findingsMax; number += 1) {
    // Each request has numbers of its own, so that one can be sent again alone.
    const chance = random(`${seed}/${number}`);
    const operation = make(number, chance);
    const isSound = number % soundEvery === 0;
    const { sent, how, isStranger } = isSound
      ? { sent: plain(operation, target.token), how: ['nothing'], isStranger: false }
      : spoilt(operation, target.token, texts, chance);
    const where = `request ${number} of seed ${seed} (${how.join(', ')})`;
    try {
      const isOnSocket = sent.body !== null && !isStranger && chance.chance(socketPercent);
      const answer = isOnSocket
        ? await exchangeOverSocket(target.url, sent.body, target.token)
        : await exchange(target.url, sent);
      if (isOnSocket) sockets += 1;
      const found = findingsIn(answer, personalValues, isStranger);
      findings.push(
        ...found.map(
          (one) =>
            `${where}: ${one}: ${sent.path.slice(0, 200)} ${String(sent.body).slice(0, 600)} → ${answer.body.slice(0, 400)}`,
        ),
      );
      count(counted.statuses, String(answer.status));
      for (const error of errorsIn(answer.body))
        count(counted.codes, String(error.extensions?.code));
      if (isSound) sound.asked += 1;
      if (isSound && /^\{"data":\{/.test(answer.body)) sound.run += 1;
    } catch (error) {
      findings.push(`${where}: no answer: ${String(error)}`);
    }
  }
  const log = target.logged();
  const inLog = findingsInLog(log, personalValues);
  return {
    sockets,
    requests,
    sound,
    ...counted,
    findings: [...findings, ...inLog],
    logLines: log.split('\n').length - 1,
  };
}

function plain(body: object, token: string): Sent {
  return {
    ...{ method: 'POST', path: '/graphql' },
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: Buffer.from(JSON.stringify(body)),
  };
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

/** What would make a run one that checked nothing; empty when it checked. */
export function emptiness({
  requests,
  sockets,
  sound,
  statuses,
  codes,
  logLines,
}: Fuzzed): readonly string[] {
  const kinds = [
    'BAD_USER_INPUT',
    'GRAPHQL_VALIDATION_FAILED',
    'GRAPHQL_PARSE_FAILED',
    'UNAUTHENTICATED',
  ];
  return [
    ...(requests < 100 ? ['fewer than 100 requests were sent'] : []),
    ...(sound.run < 0.5 * sound.asked
      ? [`of ${sound.asked} sound operations only ${sound.run} ran`]
      : []),
    ...(sockets === 0 ? ['nothing was sent over a WebSocket'] : []),
    ...(statuses['200'] === undefined ? ['nothing was answered 200'] : []),
    ...kinds
      .filter((code) => codes[code] === undefined)
      .map((code) => `nothing was refused as ${code}`),
    ...(logLines < requests - sockets
      ? [`${requests - sockets} requests left ${logLines} lines in the log`]
      : []),
  ];
}
