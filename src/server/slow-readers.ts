/**
 * WebSockets that are not read. What is sent to one waits in memory until its peer reads it: past a
 * time in which nothing of it was, or past a size, the socket is given up.
 */
import type { WebSocket } from 'ws';
import { socketBytesMax, socketCheckMs } from './overload-limits.ts';

type Watched = {
  readonly giveUp: () => void;
  /** Bytes that waited when something was last read, and when that was. */
  waiting: number;
  since: number;
};

export function slowReaders(stallMs: number) {
  const watched = new Map<WebSocket, Watched>();

  function look(now: number): void {
    for (const [socket, one] of watched) {
      const waiting = socket.bufferedAmount;
      const isRead = waiting === 0 || waiting < one.waiting;
      if (isRead) one.since = now;
      one.waiting = waiting;
      if (now - one.since < stallMs && waiting <= socketBytesMax) continue;
      watched.delete(socket);
      one.giveUp();
    }
  }
  const timer = setInterval(() => look(performance.now()), socketCheckMs).unref();

  return {
    watch(socket: WebSocket, giveUp: () => void): void {
      watched.set(socket, { giveUp, waiting: 0, since: performance.now() });
      socket.once('close', () => watched.delete(socket));
    },
    stop: () => clearInterval(timer),
  };
}
