/** A client of one server: it asks over HTTP and subscribes over WebSocket. */
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { Invented } from '../faults/invented-commands.ts';

const Answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }) }))
    .optional(),
  extensions: z.record(z.string(), z.unknown()).optional(),
});
const SeenEvent = z.object({ position: z.number(), commandId: z.string(), token: z.string() });
export type SeenEvent = z.output<typeof SeenEvent>;
const Recorded = z.object({ events: z.array(SeenEvent).min(1) });
const Ready = z.object({
  ready: z.boolean(),
  journal: z.object({ isLive: z.boolean(), cause: z.string().nullable() }).optional(),
});

export type Client = ReturnType<typeof clientOf>;

export function clientOf(url: string, token: string) {
  const authorization = `Bearer ${token}`;

  async function ask(query: string, variables: object = {}) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors, extensions = {} } = Answer.parse(await response.json());
    const [error] = errors ?? [];
    return { data: data ?? {}, error: error ?? null, extensions };
  }

  return {
    ask,
    /** The events a command recorded, or the code and sentence it was refused with. */
    async send({ query, variables, field }: Invented) {
      const asked = query.replace('events {', 'events { token');
      const { data, error } = await ask(asked, variables);
      if (error !== null) return { code: error.extensions.code, message: error.message };
      return { events: Recorded.parse(data[field]).events };
    },
    async ready() {
      const response = await fetch(new URL('/readyz', url));
      return { status: response.status, ...Ready.parse(await response.json()) };
    },
    /** What a subscription shows from a token on, until it is ended. */
    subscribe(since: string) {
      const seen: SeenEvent[] = [];
      const client = createClient({
        url: url.replace('http', 'ws'),
        webSocketImpl: WebSocket,
        retryAttempts: 0,
        connectionParams: { authorization },
      });
      const query =
        'subscription ($since: String) { events(since: $since) { position commandId token } }';
      const over = (async () => {
        for await (const { data } of client.iterate({ query, variables: { since } })) {
          seen.push(SeenEvent.parse(data?.events));
        }
      })();
      const ended = over.catch(() => {});
      return {
        seen,
        ended,
        async end() {
          await client.dispose();
          await ended;
        },
      };
    },
  };
}
