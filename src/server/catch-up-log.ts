/** Logs how far a replica is while it catches up at start: seldom, and not at all when it is quick. */
import { speed } from '../stores/speed.ts';
import type { Logger } from './logging.ts';

const everyMs = 5_000;

export function catchUpLog(
  logger: Pick<Logger, 'info'>,
  now: () => number = () => performance.now(),
) {
  const pace = speed(now);
  let toldAt: number | null = null;
  let isTold = false;
  return ({ done, all }: { readonly done: number; readonly all: number }): void => {
    pace.note(done);
    toldAt ??= now();
    const isOver = done >= all;
    if (!(isOver && isTold) && now() - toldAt < everyMs) return;
    toldAt = now();
    isTold = true;
    const perSecond = pace.perSecond();
    const etaSeconds = perSecond === null ? null : Math.round((all - done) / perSecond);
    const percent = Math.floor((done * 100) / all);
    logger.info(
      { done, all, percent, eventsPerSecond: perSecond && Math.round(perSecond), etaSeconds },
      'catching up with the journal',
    );
  };
}
