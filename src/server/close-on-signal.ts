/** How the program ends: in order, once. */
import type { Logger } from './logging.ts';

/** Ends the program in order on SIGTERM or SIGINT; a second signal ends it at once. */
export function closeOnSignal(close: () => Promise<void>, logger: Logger): void {
  let signals = 0;
  const end = (signal: NodeJS.Signals) => {
    signals += 1;
    if (signals > 1) process.exit(1);
    logger.info({ signal }, 'stopping');
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ error }, 'did not stop in order');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end).on('SIGINT', end);
}
