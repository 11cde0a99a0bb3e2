/** One request as it is written, and its answer. */
import { Agent, request } from 'node:http';

export type Sent = {
  readonly method: string;
  /** From the slash on, with the question mark and what follows. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
};
export type Answered = { readonly status: number; readonly body: string };

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Rejects when the server does not answer at all: that is a finding. */
export function exchange(url: string, sent: Sent): Promise<Answered> {
  const { method, path, headers, body } = sent;
  return new Promise((resolve, reject) => {
    const out = request(new URL(url), { method, path, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    // A connection the server let go of while it was idle, or after a refusal, is no answer of its.
    out.on('error', (error: NodeJS.ErrnoException) => {
      if (out.reusedSocket && error.code === 'ECONNRESET') resolve(exchange(url, sent));
      else reject(error);
    });
    out.end(body ?? undefined);
  });
}
export const closeConnections = () => agent.destroy();
