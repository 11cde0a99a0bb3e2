/** What every store promises: one suite, run by each adapter's test. */
import { afterEach, beforeEach, describe } from '@jest/globals';
import type { Clock, Folding, Ledger } from '../../src/application/ports.ts';
import { appendContract } from './contract-appends.ts';
import { commandContract } from './contract-commands.ts';
import { countingContract } from './contract-counting.ts';
import { openingContract } from './contract-opening.ts';
import { queryContract } from './contract-queries.ts';
import { readingContract } from './contract-reading.ts';
import { rebuildContract } from './contract-rebuilds.ts';
import { rowContract } from './contract-rows.ts';
import { stillClock, testFolding } from './samples.ts';

export type Adapter = {
  /** True when a journal that is closed can be opened again. */
  readonly keeps: boolean;
  /** True when the journal is elsewhere and the tables are a replica of it. */
  readonly isKeptElsewhere?: boolean;
  /** An empty journal's place. */
  readonly fresh: () => Promise<Place>;
};
type Place = {
  readonly open: (folding: Folding, clock: Clock) => Promise<Ledger>;
  readonly remove: () => Promise<void>;
};

/** What a case works with; made anew for each. */
export type Stage = {
  ledger: Ledger;
  folding: ReturnType<typeof testFolding>;
  clock: ReturnType<typeof stillClock>;
  /** Closes the ledger and opens the same journal again. */
  reopen(): Promise<void>;
  /** Another, empty ledger of the same kind; closed with the case. */
  another(folding?: Folding): Promise<Ledger>;
};

export function journalContract(name: string, adapter: Adapter): void {
  const stage = {} as Stage;
  let ends: (() => Promise<void>)[] = [];

  async function opened(folding: Folding, clock: Clock) {
    const place = await adapter.fresh();
    const ledger = counting(await place.open(folding, clock));
    ends.push(place.remove, () => ledger.close());
    return { place, ledger };
  }

  beforeEach(async () => {
    stage.clock = stillClock();
    stage.folding = testFolding();
    const { place, ledger } = await opened(stage.folding, stage.clock);
    stage.ledger = ledger;
    stage.reopen = async () => {
      await stage.ledger.close();
      stage.folding = testFolding();
      stage.ledger = counting(await place.open(stage.folding, stage.clock));
      ends.push(() => stage.ledger.close());
    };
    stage.another = async (folding = testFolding()) => (await opened(folding, stage.clock)).ledger;
  });
  afterEach(async () => {
    for (const end of ends.reverse()) await end();
    ends = [];
  });

  describe(`The journal’s contract: ${name}`, () => {
    appendContract(stage);
    commandContract(stage);
    readingContract(stage, adapter.keeps);
    countingContract(stage);
    rowContract(stage, adapter.keeps, adapter.isKeptElsewhere);
    queryContract(stage);
    openingContract(stage);
    rebuildContract(stage, adapter.keeps);
  });
}

/**
 * Numbers the events of a command as whoever decides them does: the first is 0, the others stand by
 * stream and not by number.
 */
function counting(ledger: Ledger): Ledger {
  return {
    ...ledger,
    append: (writes, checks) => {
      const count = writes.reduce((sum, { events }) => sum + events.length, 0);
      let place = -1;
      const counted = writes.map((write) => ({
        ...write,
        events: write.events.map((event) => {
          place += 1;
          const index = place === 0 ? 0 : count - place;
          return { ...event, meta: { ...event.meta, index, count } };
        }),
      }));
      return ledger.append(counted, checks);
    },
  };
}
