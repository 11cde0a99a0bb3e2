/**
 * Requests sent at a rate, whatever becomes of those before them: the way a crowd asks. (A client
 * that waits for its answers slows down with the server and hides what overload does.)
 */
import { Agent, request } from 'node:http';

export type Request = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
};
export type Answer = {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: string;
  readonly ms: number;
};
export type Sent = { readonly answers: Answer[]; offered: number; unsent: number; failed: number };

/** Connections a client of this kind may hold; requests beyond them are not sent, and counted. */
const connectionsMax = 1_000;
const tickMs = 5;

export function client(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: connectionsMax });

  function send({ method, path, body }: Request): Promise<Answer> {
    const startedAt = performance.now();
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, url), {
        ...{ method, agent },
        headers: body === undefined ? {} : { 'content-type': 'application/json' },
      });
      // A connection the server let go of while it was idle is no answer of its.
      sent.on('error', (error: NodeJS.ErrnoException) => {
        if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(send({ method, path, body }));
        else reject(error);
      });
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            retryAfter: response.headers['retry-after'] ?? null,
            body: Buffer.concat(chunks).toString('utf8'),
            ms: performance.now() - startedAt,
          }),
        );
      });
      sent.end(body);
    });
  }

  /** So many callers that wait for their answers: how much the server can serve. */
  async function closedLoop(callers: number, seconds: number, next: () => Request): Promise<Sent> {
    const sent: Sent = { answers: [], offered: 0, unsent: 0, failed: 0 };
    const until = performance.now() + seconds * 1_000;
    const call = async () => {
      while (performance.now() < until) {
        sent.offered += 1;
        await send(next()).then(
          (answer) => sent.answers.push(answer),
          () => {
            sent.failed += 1;
          },
        );
      }
    };
    await Promise.all(Array.from({ length: callers }, call));
    return sent;
  }

  /** `perSecond` requests a second, on time. */
  async function openLoop(perSecond: number, seconds: number, next: () => Request): Promise<Sent> {
    const sent: Sent = { answers: [], offered: 0, unsent: 0, failed: 0 };
    const startedAt = performance.now();
    const waiting = new Set<Promise<void>>();
    for (;;) {
      const elapsed = (performance.now() - startedAt) / 1_000;
      const due = Math.floor(Math.min(elapsed, seconds) * perSecond);
      for (; sent.offered < due; sent.offered += 1) {
        if (waiting.size >= connectionsMax) {
          sent.unsent += 1;
          continue;
        }
        const one = send(next()).then(
          (answer) => {
            sent.answers.push(answer);
          },
          () => {
            sent.failed += 1;
          },
        );
        waiting.add(one);
        void one.then(() => waiting.delete(one));
      }
      if (elapsed >= seconds) break;
      await new Promise((resolve) => setTimeout(resolve, tickMs));
    }
    await Promise.all(waiting);
    return sent;
  }

  return { send, closedLoop, openLoop, close: () => agent.destroy() };
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
