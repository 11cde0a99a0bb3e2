/** A whole application over a store, with a clock that stands still until a test moves it. */
import type { z } from 'zod';
import type { Instant } from '../events/dates.ts';
import type { Recorded, Shape } from '../events/define.ts';
import { eventCodec } from '../events/index.ts';
import type { CommandId, OrganizationId } from '../events/values.ts';
import { folding } from '../src/application/folding.ts';
import type { Outcome, RecordOptions } from '../src/application/handle.ts';
import { type Application, application } from '../src/application/index.ts';
import { ledgerKey } from '../src/application/keys.ts';
import { openLedger } from '../src/application/open-ledger.ts';
import type { Clock, Ledger } from '../src/application/ports.ts';
import type { CommandDefinition } from '../src/domain/command.ts';
import { OpenCounty } from '../src/domain/county.ts';
import { readModels } from '../src/read-models/index.ts';
import { memoryLedger } from '../src/stores/memory/memory-ledger.ts';
import { sqliteLedger } from '../src/stores/sqlite/sqlite-ledger.ts';
import { idOf, testCounty } from './scenario.ts';
import { temporaryFolder } from './stores/temporary-folder.ts';

export const storeKinds = ['memory', 'sqlite'] as const;
export type StoreKind = (typeof storeKinds)[number];
export type LedgerUnderTest = Awaited<ReturnType<typeof ledgerUnderTest>>;
type Options = { readonly [K in keyof RecordOptions]?: string | boolean | null } & {
  readonly actor?: string;
};
export type Send = <I extends Shape>(
  definition: CommandDefinition<I>,
  input: z.input<I>,
  options?: Options,
) => Promise<Outcome>;

const key = ledgerKey(Buffer.alloc(32, 7));
const countyOpenedOn = '2019-01-01';

/** Opens a ledger of its own, and in it the test county on the first day of 2019. */
export async function ledgerUnderTest(kind: StoreKind, now = '2024-06-30T08:00:00.000Z') {
  const clock = settableClock(now);
  const place = kind === 'sqlite' ? await temporaryFolder() : null;
  const openStore = (): Ledger => {
    const parts = { folding: folding(readModels, eventCodec), clock };
    return place === null ? memoryLedger(parts) : sqliteLedger({ ...parts, folder: place.folder });
  };
  let opened = await compose(openStore(), clock);
  const send = sender(() => opened.application);

  const county = await recordedBy(
    send(OpenCounty, { name: '虚构县' }, { effectiveOn: countyOpenedOn }),
  );
  return {
    clock,
    send,
    rootId: county[0]?.data.rootOrganizationId as OrganizationId,
    /** Sends a command that must be recorded, and gives its events. */
    record: async <I extends Shape>(
      definition: CommandDefinition<I>,
      input: z.input<I>,
      options: Options = {},
    ) => recordedBy(send(definition, input, options)),
    ledger: () => opened.ledger,
    application: () => opened.application,
    /** A new application, as after a restart; over SQLite the file is opened anew. */
    async reopen() {
      if (place !== null) await opened.ledger.close();
      opened = await compose(place === null ? opened.ledger : openStore(), clock);
    },
    async close() {
      await opened.ledger.close();
      await place?.remove();
    },
  };
}

/** The events of an outcome; throws what stood in the way. */
export async function recordedBy(outcome: Promise<Outcome>): Promise<readonly Recorded[]> {
  const found = await outcome;
  if (found.kind === 'recorded') return found.events;
  const why = found.kind === 'refused' ? codesOf(found).join(', ') : '';
  throw new Error(`${found.kind}, not recorded: ${why}`);
}

/** The codes of a refusal, sorted; empty for every other outcome. */
export function codesOf(outcome: Outcome): string[] {
  return outcome.kind === 'refused' ? outcome.refusals.map(({ code }) => code).sort() : [];
}

async function compose(ledger: Ledger, clock: Clock) {
  const { ledgerId } = await openLedger(ledger, { key, clock, demo: false, create: true });
  const parts = { ledger, ledgerId, codec: eventCodec, key, clock, readModels };
  return { ledger, application: application(parts) };
}

/** Parses and handles as the schema does; command ids stand still: the first, the second … */
function sender(current: () => Application): Send {
  let count = 0;
  return async (definition, input, { actor = 'officer', ...options } = {}) => {
    count += 1;
    const record = {
      commandId: idOf<CommandId>(`sent/${count}`),
      dryRun: false,
      effectiveOn: null,
      basis: null,
      reason: /^(Correct|Void)/.test(definition.name) ? '误录' : null,
      ...options,
    } as RecordOptions;
    return current().handle({
      definition,
      input: definition.input.parse(input),
      record,
      county: testCounty,
      actor: { subject: actor, cadreId: null },
      correlationId: `test ${count}`,
      traceparent: null,
    });
  };
}

function settableClock(start: string) {
  let now = start as Instant;
  return {
    now: () => now,
    set: (instant: string) => {
      now = instant as Instant;
    },
  };
}
