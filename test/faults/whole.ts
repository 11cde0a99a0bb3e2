/** Whether a ledger that is not served keeps everything: `check`, and the harness's own ledger. */
import { join } from 'node:path';
import { eventCodec } from '../../events/index.ts';
import { folding } from '../../src/application/folding.ts';
import { assertOpens } from '../../src/application/open-ledger.ts';
import type { StoredEvent } from '../../src/application/ports.ts';
import { told } from '../../src/cli/ledger-files.ts';
import { readModels } from '../../src/read-models/index.ts';
import { CannotStart } from '../../src/server/cannot-start.ts';
import { keyOf } from '../../src/server/open-folder.ts';
import { checkFile } from '../../src/stores/sqlite/check.ts';
import { eventReads } from '../../src/stores/sqlite/event-reads.ts';
import { openForReading } from '../../src/stores/sqlite/open-database.ts';
import { statements } from '../../src/stores/sqlite/statements.ts';
import { words } from '../../src/stores/sqlite/words.ts';
import type { Acknowledged } from './acknowledged.ts';
import type { Tally } from './tally.ts';

type Known = Pick<Acknowledged, 'recorded' | 'isUnknown'>;

const pageEvents = 1_000;
/** Made by the program when it makes a ledger; no client sends it. */
const ownCommand = 'OpenLedger';

/** Compares the file with the external ledger: every acknowledged command is there, once. */
export async function assertWhole(folder: string, known: Known, tally: Tally): Promise<void> {
  const said = await checked(folder);
  if (said === null) tally.count('checks passed (rows equal a replay)');
  else tally.wrong(`check of ${folder}: ${said}`);
  compareWith(known, storedEvents(folder), tally, 'file');
}

/** Every acknowledged command stands in the journal once, as it was told; no other stands there. */
export function compareWith(
  known: Known,
  events: Iterable<StoredEvent>,
  tally: Tally,
  place: 'file' | 'stream',
): void {
  const acknowledged = known.recorded();
  const found = new Map<string, StoredEvent[]>();
  for (const event of events) {
    const { command, commandId } = event.meta;
    if (command === ownCommand) continue;
    const before = found.get(commandId);
    if (before === undefined) found.set(commandId, [event]);
    else before.push(event);
  }
  for (const [commandId, told] of acknowledged) {
    const stored = found.get(commandId) ?? [];
    const isKept =
      stored.length === told.length &&
      stored.every(({ position, type }, index) => {
        const seen = told[index];
        return seen?.position === position && seen.type === type;
      });
    if (!isKept) tally.wrong(`${commandId} was acknowledged and is not in the ${place} as it was`);
  }
  for (const commandId of found.keys()) {
    if (acknowledged.has(commandId) || known.isUnknown(commandId)) continue;
    tally.wrong(`${commandId} is in the ${place} and was never acknowledged`);
  }
  tally.count(`acknowledged commands found in the ${place}`, acknowledged.size);
}

/** What is behind `cli -- check`; null when everything holds. */
export async function checked(folder: string, quick = false): Promise<string | null> {
  try {
    const { found } = await told(async () => {
      const key = keyOf({ dataFolder: folder, key: null }, true);
      return checkFile({
        ...{ file: join(folder, 'ledger.db'), quick, folding: folding(readModels, eventCodec) },
        decode: (event) => void eventCodec.decode(event),
        admit: (first) => assertOpens(first, { key, demo: null }),
        onProgress: () => () => {},
      });
    });
    if (found.length === 0) return null;
    return found.map((one) => `${one.where}: ${one.what}; ${one.advice}`).join(' ');
  } catch (error) {
    return error instanceof CannotStart ? error.message : `Unexpected: ${String(error)}`;
  }
}

export function storedEvents(folder: string): readonly StoredEvent[] {
  const database = openForReading(join(folder, 'ledger.db'));
  try {
    const statement = statements(database);
    const { readAll } = eventReads(statement, words(statement));
    const events: StoredEvent[] = [];
    for (;;) {
      const page = readAll(events.at(-1)?.position ?? 0, pageEvents);
      if (page.length === 0) return events;
      events.push(...page);
    }
  } finally {
    database.close();
  }
}
