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
      () => process.exit(process.exitCode ?? 0),
      (error: unknown) => {
        logger.error({ error }, 'did not stop in order');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end).on('SIGINT', end);
}

/** Ends the program in order, as failed: only a restart can tell what is on the disk. */
export function endOnFailure(error: unknown, logger: Logger): void {
  logger.fatal(
    { error },
    'the disk failed; commands are refused; stopping, start again once it works',
  );
  process.exitCode = 1;
  process.kill(process.pid, 'SIGTERM');
}
