/**
 * Logs over streams of their own whose clients have read once. A client's first read waits half a
 * second whatever answers it (1.3.1), and a suite makes two hundred clients.
 */
import { randomUUID } from 'node:crypto';
import { type ClientLog, clientLog } from '../../src/stores/kurrentdb/client-log.ts';

const aheadOfNeed = 12;

type Warm = {
  readonly stream: string;
  readonly log: ClientLog;
  readonly isReady: Promise<unknown>;
};

export function warmLogs(connection: string) {
  const ready: Warm[] = [];

  function fill(): void {
    while (ready.length < aheadOfNeed) {
      const stream = `test-ledger-${randomUUID()}`;
      const log = clientLog({ connection, stream });
      const isReady = log.head();
      // Whoever takes it is told.
      isReady.catch(() => {});
      ready.push({ stream, log, isReady });
    }
  }

  return {
    /** Of an empty stream. */
    async take(): Promise<Pick<Warm, 'stream' | 'log'>> {
      fill();
      const [warm] = ready.splice(0, 1);
      if (warm === undefined) throw new Error('no log was made');
      await warm.isReady;
      return warm;
    },
    async close(): Promise<void> {
      for (const { log, isReady } of ready.splice(0)) {
        await isReady;
        await log.close();
      }
    },
  };
}
