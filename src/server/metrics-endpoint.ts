/**
 * Serves /metrics on an address of its own, so that the port of the clients never shows it: on this
 * machine alone, or elsewhere to whoever holds the token.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CannotStart } from './cannot-start.ts';
import type { Logger } from './logging.ts';
import { createServer } from './node-http.ts';

export type MetricsEndpoint = { readonly url: string; readonly close: () => Promise<void> };
type Place = { readonly address: string; readonly port: number };

export async function metricsEndpoint(given: {
  readonly place: Place;
  readonly token: string | null;
  readonly contentType: string;
  readonly text: () => Promise<string>;
  readonly logger: Logger;
}): Promise<MetricsEndpoint> {
  const { place, token, contentType, logger } = given;
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 });
  const answer = async (incoming: IncomingMessage, response: ServerResponse) => {
    const path = incoming.url?.split('?')[0];
    if (token !== null && !isToken(incoming.headers.authorization, token)) {
      end(response, 401, 'A token is needed: CADRE_LEDGER_METRICS_TOKEN, as Bearer\n');
    } else if (path !== '/metrics' || !['GET', 'HEAD'].includes(incoming.method ?? '')) {
      end(response, 404, 'GET /metrics\n');
    } else {
      end(response, 200, await given.text(), contentType);
    }
  };
  server.on('request', (incoming, response) => {
    answer(incoming, response).catch((error: unknown) => {
      logger.error({ error }, 'metrics not told');
      end(response, 500, 'The figures cannot be read; the log says why\n');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) => {
      const where = `${place.address}:${place.port}`;
      reject(
        new CannotStart(
          `Metrics cannot be served on ${where} (${code}): set CADRE_LEDGER_METRICS to another address:port, or off.`,
        ),
      );
    });
    server.listen(place.port, place.address, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = place.address.includes(':') ? `[${place.address}]` : place.address;
  return {
    url: `http://${host}:${port}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function end(response: ServerResponse, status: number, text: string, type = 'text/plain'): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
}

/** Compared by digest: the time it takes says nothing of the token. */
function isToken(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`));
}
