/** An empty ledger in memory, opened at the beginning of the demo's history. */
import { eventCodec } from '../../events/index.ts';
import type { LedgerId } from '../../events/values.ts';
import { folding } from '../../src/application/folding.ts';
import { application } from '../../src/application/index.ts';
import { ledgerKey } from '../../src/application/keys.ts';
import { openLedger } from '../../src/application/open-ledger.ts';
import { demoClock } from '../../src/demo/load.ts';
import { readModels } from '../../src/read-models/index.ts';
import { memoryLedger } from '../../src/stores/memory/memory-ledger.ts';
import { idOf } from '../scenario.ts';

export type DemoLedger = Awaited<ReturnType<typeof emptyDemo>>;

export async function emptyDemo() {
  const clock = demoClock();
  const shape = folding(readModels, eventCodec);
  const ledger = memoryLedger({ folding: shape, clock });
  const key = ledgerKey(new Uint8Array(32));
  const ledgerId = idOf<LedgerId>('demo');
  await openLedger(ledger, { key, demo: true, clock, create: true, ledgerId });
  const parts = { ledger, ledgerId, codec: eventCodec, key, clock, readModels };
  return { application: application(parts), ledger, clock, tables: shape.collections };
}

/** All events but the first, which opens the ledger in its own way each time. */
export async function eventsOf({ ledger }: DemoLedger) {
  const events = [];
  for (let after = 1; ; ) {
    const page = await ledger.readAll(after, 1_000);
    if (page.length === 0) return events;
    events.push(...page);
    after = page.at(-1)?.position ?? after;
  }
}

export async function rowsOf({ ledger, tables }: DemoLedger) {
  const rows: Record<string, unknown> = {};
  for (const { table } of tables) {
    for await (const { key, row } of ledger.dumpRows(table)) rows[`${table}/${key}`] = row;
  }
  return rows;
}
