/** A county's history, written as events with the days they were recorded on, over the memory ledger. */
import type { z } from 'zod';
import { type Instant, PartialDate } from '../../events/dates.ts';
import type { EventDefinition, Recorded } from '../../events/define.ts';
import { eventCodec, eventDefinitions } from '../../events/index.ts';
import type { CommandId, DocumentNumber, EventId, LedgerId } from '../../events/values.ts';
import { folding } from '../../src/application/folding.ts';
import { application } from '../../src/application/index.ts';
import { ledgerKey } from '../../src/application/keys.ts';
import type {
  Clock,
  Expected,
  Folding,
  Ledger,
  NewStoredEvent,
} from '../../src/application/ports.ts';
import { readModels } from '../../src/read-models/index.ts';
import { memoryLedger } from '../../src/stores/memory/memory-ledger.ts';
import { idOf, testCounty } from '../scenario.ts';

type Entry = {
  readonly stream: string;
  readonly event: NewStoredEvent;
  readonly recordedAt: Instant;
};
export type On = {
  /** The day it takes effect. */
  readonly on: string;
  /** The day it is recorded; by default the day the ledger was loaded. */
  readonly recorded?: string;
  readonly document?: string;
  readonly county?: string;
};
type Parts = { readonly folding: Folding; readonly clock: Clock };
export type History = ReturnType<typeof history>;

export const loadedOn = '2024-01-01';

/** Facts in the order they are recorded; days of recording must not fall. */
export function history() {
  const entries: Entry[] = [];

  /** Adds a fact; gives the id of its event. */
  function add<D extends EventDefinition>(
    stream: string,
    definition: D,
    data: z.input<D['data']>,
    { on, recorded = loadedOn, document, county = testCounty }: On,
    personal: unknown = null,
  ): EventId {
    const id = idOf<EventId>(`event ${entries.length}`);
    const commandId = idOf<CommandId>(`command ${entries.length}`);
    const encoded = eventCodec.encode(definition, data, personal);
    const meta = {
      county: county as typeof testCounty,
      actor: { subject: 'officer', cadreId: null },
      onBehalfOf: null,
      basis: (document ?? null) as DocumentNumber | null,
      reason: null,
      effectiveOn: PartialDate.parse(on),
      correlationId: 'test',
      causationId: null,
      commandId,
      command: 'Test',
      digest: 'ab'.repeat(32),
      index: 0,
      count: 1,
      advisories: [],
      traceparent: null,
    };
    const recordedAt = `${recorded}T08:00:00.000Z` as Instant;
    entries.push({ stream, event: { ...encoded, id, meta } as NewStoredEvent, recordedAt });
    return id;
  }

  /** Adds facts decided elsewhere, each when it was recorded. */
  function include(events: readonly Recorded[]): void {
    for (const { stream, type, id, data, personal, meta } of events) {
      const definition = eventDefinitions.find((one) => one.type === type);
      if (definition === undefined) throw new Error(`there is no event ${type}`);
      const { recordedAt, ...rest } = meta;
      const encoded = eventCodec.encode(definition, data, personal);
      const commandId = idOf<CommandId>(`command ${entries.length}`);
      const alone = { ...rest, commandId, index: 0, count: 1 };
      entries.push({ stream, event: { ...encoded, id, meta: alone }, recordedAt });
    }
  }

  /** An application over a ledger that holds the facts so far; its clock stands at `today`. */
  async function over(today = loadedOn, open: (parts: Parts) => Ledger = memoryLedger) {
    let now = entries[0]?.recordedAt as Instant;
    const fold = folding(readModels, eventCodec);
    const ledger = open({ folding: fold, clock: { now: () => now } });
    const revisions = new Map<string, Expected>();
    for (const { stream, event, recordedAt } of entries) {
      now = recordedAt;
      const expected = revisions.get(stream) ?? 'none';
      const appended = await ledger.append([{ stream, expected, events: [event] }], []);
      if (appended.kind !== 'appended') throw new Error(`${event.type}: ${appended.kind}`);
      revisions.set(stream, appended.revisions[stream] ?? 0);
    }
    const broken = [...fold.quarantined.values()][0];
    if (broken !== undefined) throw broken.error;
    now = `${today}T08:00:00.000Z` as Instant;
    const clock = { now: () => now };
    const key = ledgerKey(Buffer.alloc(32, 7));
    const ledgerId = idOf<LedgerId>('ledger');
    return application({ ledger, ledgerId, codec: eventCodec, key, clock, readModels });
  }

  return { add, include, over, rows: async () => (await over()).rows };
}
