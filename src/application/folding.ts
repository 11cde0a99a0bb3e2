/**
 * Wires the read models with the codec into what a store is handed. A projection that throws
 * quarantines its key and never fails an append: the row keeps its versions and goes on collecting
 * facts, so that the quarantine comes out the same after a restart or a rebuild, and ends by itself
 * when a later fact (a void, a correction) or a corrected model lets the row be derived again.
 */
import type { Codec } from '../../events/codec.ts';
import type { Recorded } from '../../events/define.ts';
import {
  type Collection,
  columnsOf,
  projector,
  type ReadModel,
  tableOf,
} from '../read-models/projection.ts';
import { emptyRow, type Row, type RowKey } from '../read-models/row.ts';
import {
  type CollectionShape,
  type Folding,
  type RowWrite,
  rowName,
  type StoredEvent,
} from './ports.ts';

/** Quarantined keys kept by name; further ones are counted by their collection. */
const quarantinedMax = 1_000;

/** Rows belong to a county, and whoever asks asks about one. */
const scopeColumn = 'county';

/** A key whose row could not be derived; `key` is null when even the key could not. */
export type Quarantined = {
  readonly table: string;
  readonly key: string | null;
  readonly position: number;
  readonly error: Error;
};
type Quarantine = Map<string, Quarantined>;
type Folder = { readonly shape: CollectionShape } & ReturnType<typeof projector>;

export function folding(
  models: readonly ReadModel[],
  codec: Codec,
): Folding & { readonly quarantined: ReadonlyMap<string, Quarantined> } {
  const folders: readonly Folder[] = models.flatMap((model) =>
    model.collections.map((collection) => ({
      shape: shapeOf(model, collection),
      ...projector({ ...model, collections: [collection] }),
    })),
  );
  const quarantined: Quarantine = new Map();
  const decoded = new WeakMap<StoredEvent, Recorded>();

  function decode(stored: StoredEvent): Recorded {
    const event = decoded.get(stored) ?? codec.decode(stored);
    decoded.set(stored, event);
    return event;
  }

  function keysOf(events: readonly StoredEvent[]): readonly RowKey[] {
    const keys = new Map<string, RowKey>();
    for (const event of events.map(decode)) {
      for (const folder of folders) {
        for (const key of keysIn(folder, event, quarantined)) keys.set(rowName(key), key);
      }
    }
    return [...keys.values()];
  }

  function foldPage(events: readonly StoredEvent[], rows: ReadonlyMap<string, Row>) {
    const writes = new Map<string, RowWrite>();
    for (const event of events.map(decode)) {
      for (const folder of folders) {
        for (const key of keysIn(folder, event, quarantined)) {
          const name = rowName(key);
          const row = writes.get(name)?.row ?? rows.get(name) ?? emptyRow;
          writes.set(name, { ...key, row: foldOne(folder, event, key, row, quarantined) });
        }
      }
    }
    return [...writes.values()];
  }

  return { collections: folders.map(({ shape }) => shape), keysOf, foldPage, quarantined };
}

function shapeOf(model: ReadModel, collection: Collection): CollectionShape {
  return {
    table: tableOf(model, collection),
    columns: Object.keys(collection.columns),
    indexes: collection.indexes,
    scope: scopeColumn in collection.columns ? scopeColumn : null,
    columnsOf: (state) => columnsOf(collection, state),
    textOf: collection.text,
  };
}

/** The keys of one collection an event touches, each once. */
function keysIn(folder: Folder, event: Recorded, quarantined: Quarantine): readonly RowKey[] {
  try {
    return [...new Map(folder.keysOf(event).map((key) => [rowName(key), key])).values()];
  } catch (error) {
    quarantine(quarantined, { table: folder.shape.table, key: null }, event, error);
    return [];
  }
}

function foldOne(
  folder: Folder,
  event: Recorded,
  key: RowKey,
  before: Row,
  quarantined: Quarantine,
): Row {
  try {
    const row = folder.foldEvent(event, key.table, before);
    // The store will ask these of every new version; whoever throws must throw here.
    for (const version of row.versions) {
      if (before.versions.includes(version)) continue;
      folder.shape.columnsOf(version.state);
      folder.shape.textOf?.(version.state);
    }
    quarantined.delete(rowName(key));
    return row;
  } catch (error) {
    quarantine(quarantined, key, event, error);
    return { facts: [...before.facts, event], versions: before.versions };
  }
}

function quarantine(
  quarantined: Quarantine,
  { table, key }: { readonly table: string; readonly key: string | null },
  event: Recorded,
  thrown: unknown,
): void {
  const full = quarantined.size >= quarantinedMax;
  const name = rowName({ table, key: key === null || full ? '*' : key });
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  quarantined.set(name, { table, key, position: event.position, error });
}
