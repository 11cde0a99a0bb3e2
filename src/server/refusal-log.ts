/** Refusals come in thousands while a server is overloaded: they are counted, and told now and then. */
import type { Logger } from './logging.ts';

const toldEveryMs = 10_000;

export function refusalLog(logger: Logger) {
  let refused = 0;
  let timer: NodeJS.Timeout | null = null;

  function tell(): void {
    timer = null;
    if (refused > 0) logger.warn({ refused, seconds: toldEveryMs / 1_000 }, 'overloaded');
    refused = 0;
  }

  return {
    note(): void {
      refused += 1;
      timer ??= setTimeout(tell, toldEveryMs).unref();
    },
    stop(): void {
      if (timer !== null) clearTimeout(timer);
      tell();
    },
  };
}
