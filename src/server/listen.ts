/** Listening on the address of the settings; what keeps the server from it, as a sentence. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CannotStart } from './cannot-start.ts';
import { connectionsWaitingMax } from './overload-limits.ts';
import type { Settings } from './settings.ts';

export async function listen(server: Server, { bind, port }: Settings) {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new CannotStart(listenSentence(error, bind, port), { cause: error }));
    });
    server.listen({ port, host: bind, backlog: connectionsWaitingMax }, resolve);
  });
  const actual = (server.address() as AddressInfo).port;
  const host = bind === '127.0.0.1' || bind === '0.0.0.0' || bind === '::' ? 'localhost' : bind;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`, port: actual };
}

function listenSentence({ code }: NodeJS.ErrnoException, bind: string, port: number): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use; stop the other program or set CADRE_LEDGER_PORT.`;
  }
  if (code === 'EACCES') return `Port ${port} needs more rights; set CADRE_LEDGER_PORT above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `This machine has no address ${bind}; set CADRE_LEDGER_BIND.`;
  }
  return `The server cannot listen on ${bind}:${port} (${code}).`;
}
