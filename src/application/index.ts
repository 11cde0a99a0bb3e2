/** The application: everything the server, the schema and the command line may ask of the ledger. */
import type { Codec } from '../../events/codec.ts';
import { CountyOpened } from '../../events/county.ts';
import { type CivilDate, dayInShanghai } from '../../events/dates.ts';
import type { Recorded } from '../../events/define.ts';
import type { CommandId, CountyCode, EventId, LedgerId } from '../../events/values.ts';
import type { ReadModel } from '../read-models/projection.ts';
import type { Quarantined } from './folding.ts';
import { commandHandler } from './handle.ts';
import { journalEnd } from './journal-end.ts';
import type { LedgerKey } from './keys.ts';
import { pageEventsMax } from './limits.ts';
import { type Observer, unobserved } from './observe.ts';
import type { Clock, EventSearch, EventsOnly, Ledger } from './ports.ts';
import { modelRebuilds } from './rebuilds.ts';
import { type RowTables, rowReader, tableNames } from './rows.ts';

export type Application = ReturnType<typeof application>;

/** Composes the use cases over a ledger that `openLedger` has opened. */
export function application({
  ledger,
  ledgerId,
  codec,
  key,
  clock,
  readModels,
  observer = unobserved,
  quarantined = new Map(),
}: {
  ledger: Ledger;
  ledgerId: LedgerId;
  codec: Codec;
  key: LedgerKey;
  clock: Clock;
  readModels: readonly ReadModel[];
  observer?: Observer;
  /** Rows that stopped following the journal since the ledger was opened, as the folding tells. */
  quarantined?: ReadonlyMap<string, Quarantined>;
}) {
  const { handle, recorded } = commandHandler({ ledger, codec, key, clock, observer });
  const { reached, atEnd, journalHead } = journalEnd(ledger);
  const names = tableNames(readModels);
  let countiesKnown: { head: number; counties: CountyCode[] } = { head: 0, counties: [] };

  /** The counties opened in this ledger, in order; read on from where it was last read. */
  async function counties(): Promise<readonly CountyCode[]> {
    for (;;) {
      const before = countiesKnown;
      const head = await ledger.head();
      if (head === before.head) return before.counties;
      const page = await ledger.readAll(before.head, pageEventsMax, { types: [CountyOpened.type] });
      const last = page.at(-1)?.position ?? 0;
      const found = page.map(({ data }) => data.county as CountyCode);
      // Asked twice at once, both read on from the same place, and both find the same.
      countiesKnown = {
        head: page.length < pageEventsMax ? Math.max(head, last) : last,
        counties: [...before.counties, ...found],
      };
    }
  }

  /** Whether a county is open; one that was found is not looked for again, for none is closed. */
  const isOpen = async (county: CountyCode): Promise<boolean> =>
    countiesKnown.counties.includes(county) || (await counties()).includes(county);

  /** Events with position > `after`; `only` keeps those of its types and counties. */
  async function events(
    after: number,
    limit: number,
    only?: EventsOnly,
  ): Promise<readonly Recorded[]> {
    return (await ledger.readAll(after, limit, only)).map((event) => codec.decode(event));
  }

  const countEvents = (search: EventSearch) => ledger.countEvents(search);

  const eventsOfStream = async (stream: string, after: number, limit: number) =>
    (await ledger.readStream(stream, after, limit)).map((event) => codec.decode(event));

  /** Events by id, in the order of the ids; unknown ids are left out. */
  async function eventsById(ids: readonly EventId[]): Promise<readonly Recorded[]> {
    const found = new Map(
      (await ledger.findEvents(ids)).map((event) => [event.id, codec.decode(event)]),
    );
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  return {
    ledgerId,
    handle,
    /** What a command recorded, or null when the whole journal holds nothing of it. */
    recorded: (commandId: CommandId) => atEnd(recorded, commandId),
    counties,
    isOpen,
    events,
    eventsOfStream,
    countEvents,
    eventsById,
    rows: rowReader(ledger, readModels, names),
    /** Rows read over other tables, such as those that stop when nobody waits any more. */
    rowsOver: (tables: RowTables) => rowReader(tables, readModels, names),
    tables: ledger as RowTables,
    ...modelRebuilds(ledger, readModels),
    head: () => ledger.head(),
    journalHead,
    reached,
    onAppended: (hint: (head: number) => void) => ledger.onAppended(hint),
    /** Of a journal that is kept elsewhere; null on one machine. */
    journal: () => ledger.journal?.() ?? null,
    quarantined: (): readonly Quarantined[] => [...quarantined.values()],
    now: () => clock.now(),
    today: (): CivilDate => dayInShanghai(clock.now()),
    close: () => ledger.close(),
  };
}
