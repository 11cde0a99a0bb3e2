/**
 * What the command line asks of the running server: HTTP over a socket in the data folder. There
 * is no token: who can open it owns the data.
 */
import { chmodSync } from 'node:fs';
import type { IncomingMessage, Server } from 'node:http';
import { z } from 'zod';
import { addressOf, addressToListen } from './control-place.ts';
import type { Logger } from './logging.ts';
import { createServer, request } from './node-http.ts';

const bodyBytesMax = 64 * 1024;
const askTimeoutMs = 10_000;
const ownerOnly = 0o600;

/** By method and path, as `POST /rebuild`; what a route throws as Unacceptable is its answer. */
export type ControlRoutes = Readonly<Record<string, (body: unknown) => Promise<object>>>;
export type Control = { readonly close: () => Promise<void> };

/** Thrown by a route, with a sentence, for what the asker can put right, or ask for again. */
export class Unacceptable extends Error {
  readonly status: number;
  constructor(sentence: string, status = 400, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'Unacceptable';
    this.status = status;
  }
}

/** Listens for a folder whose ledger this process writes; a server without it serves all the same. */
export async function openControl(
  folder: string,
  routes: ControlRoutes,
  logger: Logger,
): Promise<Control> {
  const server = createServer({ requestTimeout: askTimeoutMs });
  server.on('request', async (incoming, response) => {
    const [status, answer] = await answerTo(incoming, routes, logger);
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify(answer));
  });
  try {
    const address = addressToListen(folder);
    await listen(server, address.path);
    return {
      close: async () => {
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        });
        address.remove();
      },
    };
  } catch (error) {
    logger.warn({ error }, 'the command line cannot ask this server: no control socket');
    return { close: async () => {} };
  }
}

async function listen(server: Server, path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  if (process.platform !== 'win32') chmodSync(path, ownerOnly);
}

async function answerTo(
  incoming: IncomingMessage,
  routes: ControlRoutes,
  logger: Logger,
): Promise<readonly [number, object]> {
  const name = `${incoming.method} ${incoming.url}`;
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (route === undefined) return [404, { error: `This server does not know ${name}.` }];
  try {
    return [200, await route(await bodyOf(incoming))];
  } catch (error) {
    if (error instanceof Unacceptable) return [error.status, { error: error.message }];
    logger.error({ error, name }, 'a request of the command line failed');
    return [500, { error: 'The server could not do it; its log says why.' }];
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) throw new Unacceptable('The request is too large.');
    chunks.push(chunk);
  }
  if (bytes === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Unacceptable('The request is not JSON.');
  }
}

const Refused = z.object({ error: z.string() });

/** Asks the server that writes the folder's ledger; null when none runs. Throws Unacceptable. */
export async function askServer<S extends z.ZodType>(
  folder: string,
  [method, path]: readonly ['GET' | 'POST', string],
  shape: S,
  body?: object,
): Promise<z.output<S> | null> {
  const socketPath = addressOf(folder);
  if (socketPath === null) return null;
  const answer = await exchange({ socketPath, method, path, body });
  if (answer === null) return null;
  const parsed: unknown = JSON.parse(answer.text);
  if (answer.status === 200) return shape.parse(parsed);
  const refused = Refused.safeParse(parsed);
  const sentence = refused.data?.error ?? `The server answered ${answer.status}.`;
  throw new Unacceptable(sentence, answer.status);
}

type Asked = {
  readonly socketPath: string;
  readonly method: string;
  readonly path: string;
  readonly body: object | undefined;
};

/** null: nobody listens, as after a kill. */
function exchange({ body, ...to }: Asked): Promise<{ status: number; text: string } | null> {
  return new Promise((resolve, reject) => {
    const asking = request({ ...to, timeout: askTimeoutMs }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    });
    asking.on('timeout', () => asking.destroy(new Error('the server does not answer')));
    asking.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve(null);
      else reject(error);
    });
    asking.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
