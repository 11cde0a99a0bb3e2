/** Clients over HTTP: each waits for its answer before it asks again; answers are checked. */
import { Agent, request } from 'node:http';
import type { Child } from './child.ts';
import { percentile, type Sample } from './measure.ts';

export type Asking = { readonly path: string; readonly body: string | null };

/** The answer's body; throws on another status than 200. */
export function ask(agent: Agent, url: string, { path, body }: Asking): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(body === null ? {} : { 'content-length': Buffer.byteLength(body) }),
    };
    const method = body === null ? 'GET' : 'POST';
    const sent = request(new URL(path, url), { agent, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${response.statusCode}: ${text.slice(0, 300)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body ?? undefined);
  });
}

const warmUpClients = 16;

/** So many answers, that servers are compiled alike before they are compared. */
export async function warmUp(child: Child, answers: number, next: () => Asking): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: warmUpClients });
  let left = answers;
  const client = async () => {
    while (left > 0) {
      left -= 1;
      await ask(agent, child.url, next());
    }
  };
  await Promise.all(Array.from({ length: warmUpClients }, client));
  agent.destroy();
}

/** True until so long after it was first asked. */
export function lasting(loadMs: number): () => boolean {
  let end: number | null = null;
  return () => {
    end ??= performance.now() + loadMs;
    return performance.now() < end;
  };
}

/** Asks as long as `goesOn` says so. */
export async function httpLoad(
  child: Child,
  clients: number,
  goesOn: () => boolean,
  next: () => Asking,
  check: (answer: string) => void,
): Promise<Sample> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const times: number[] = [];
  const [cpu, started] = [child.cpuMicros(), performance.now()];
  const client = async () => {
    while (goesOn()) {
      const asked = performance.now();
      const answer = await ask(agent, child.url, next());
      times.push(performance.now() - asked);
      check(answer);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - started) / 1000;
  const used = child.cpuMicros() - cpu;
  agent.destroy();
  return {
    'per second': times.length / seconds,
    'CPU µs each': used / times.length,
    'p50 ms': percentile(times, 0.5),
    'p99 ms': percentile(times, 0.99),
  };
}
