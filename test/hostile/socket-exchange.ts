/** One message over a WebSocket of its own, and what comes of it. */
import { WebSocket } from 'ws';
import type { Answered } from './exchange.ts';

/** Codes by which a server says that the fault is its own. */
const ownFault: readonly number[] = [1006, 1011, 4500];

/** `body`: the payload of a `subscribe` message, as bytes, which may be anything. */
export function exchangeOverSocket(url: string, body: Buffer, token: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const answer = (answered: Answered) => {
      resolve(answered);
      socket.close();
    };
    socket.on('error', reject);
    socket.on('close', (code, reason) => {
      const status = ownFault.includes(code) ? 500 : 400;
      const errors = [{ message: String(reason), extensions: { code: `CLOSED_${code}` } }];
      resolve({ status, body: JSON.stringify({ errors }) });
    });
    socket.on('open', () => {
      const payload = { authorization: `Bearer ${token}` };
      socket.send(JSON.stringify({ type: 'connection_init', payload }));
    });
    socket.on('message', (data) => {
      const { type, payload } = JSON.parse(String(data)) as { type: string; payload: unknown };
      if (type === 'connection_ack') {
        const [head, tail] = [
          Buffer.from('{"id":"1","type":"subscribe","payload":'),
          Buffer.from('}'),
        ];
        socket.send(Buffer.concat([head, body, tail]), { binary: false });
      }
      if (type === 'error') answer({ status: 400, body: JSON.stringify({ errors: payload }) });
      if (type === 'next') answer({ status: 200, body: JSON.stringify(payload) });
      if (type === 'complete') answer({ status: 200, body: '' });
    });
  });
}
