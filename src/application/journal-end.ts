/**
 * Where the journal ends, and whether the tables are there yet. On one machine they are one. Where
 * the journal is kept elsewhere they follow it: what they lack may be recorded all the same.
 */
import type { CommandId } from '../../events/values.ts';
import { OutcomeUnknown, StoreUnavailable } from './limits.ts';
import type { Ledger } from './ports.ts';

const askAgainMs = 20;
/** How long an answer about the whole journal waits for the tables. */
const waitMs = 5_000;

export function journalEnd(ledger: Ledger) {
  /** Waits, at most `ms`, until the tables hold a position; gives up to where they do. */
  async function reached(position: number, ms: number): Promise<number> {
    const until = performance.now() + ms;
    for (;;) {
      const head = await ledger.head();
      if (head >= position || performance.now() >= until) return head;
      await new Promise((resolve) => setTimeout(resolve, askAgainMs));
    }
  }

  /**
   * What is found of a command, looked for again at the journal's end before it is said that there
   * is nothing. Rejects with OutcomeUnknown when that end cannot be reached.
   */
  async function atEnd<T>(
    find: (commandId: CommandId) => Promise<T | null>,
    commandId: CommandId,
  ): Promise<T | null> {
    const found = await find(commandId);
    if (found !== null || ledger.journalHead === undefined) return found;
    const end = await ledger.journalHead().catch((cause: StoreUnavailable) => {
      throw new OutcomeUnknown(commandId, cause);
    });
    if ((await reached(end, waitMs)) < end) {
      const why = 'the tables have not come to the end of the journal';
      throw new OutcomeUnknown(commandId, new StoreUnavailable(why, true));
    }
    return find(commandId);
  }

  return {
    reached,
    atEnd,
    /** Rejects with StoreUnavailable when the journal cannot be asked. */
    journalHead: () => ledger.journalHead?.() ?? ledger.head(),
  };
}
