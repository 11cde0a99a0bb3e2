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
  isFormerTable,
  projector,
  type ReadModel,
  tableOf,
} from '../read-models/projection.ts';
import { emptyRow, type Row, type RowKey } from '../read-models/row.ts';
import { ProjectionFailed } from './limits.ts';
import {
  type CollectionShape,
  type Folding,
  type FoldOnly,
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
type Place = Pick<Quarantined, 'table' | 'key'>;
type Failed = (place: Place, event: Recorded, error: unknown) => void;
type Folder = { readonly shape: CollectionShape } & ReturnType<typeof projector>;

/** `onQuarantined` is told of each row once, when it stops following the journal. */
export function folding(
  models: readonly ReadModel[],
  codec: Codec,
  onQuarantined: (row: Quarantined) => void = () => {},
): Folding & { readonly quarantined: ReadonlyMap<string, Quarantined> } {
  const folders: readonly Folder[] = models.flatMap((model) => [
    ...model.collections.map((one) => folderOf(model, one, {})),
    ...standIns(model),
  ]);
  const byType = new Map<string, Folder[]>();
  for (const folder of folders) {
    for (const type of folder.shape.types) {
      byType.set(type, [...(byType.get(type) ?? []), folder]);
    }
  }
  const quarantined: Quarantine = new Map();
  const decoded = new WeakMap<StoredEvent, Recorded>();

  function decode(stored: StoredEvent): Recorded {
    const event = decoded.get(stored) ?? codec.decode(stored);
    decoded.set(stored, event);
    return event;
  }

  function* touched(event: Recorded, only: FoldOnly | undefined) {
    for (const folder of byType.get(event.type) ?? []) {
      if (only !== undefined && !only.tables.has(folder.shape.table)) continue;
      for (const key of keysIn(folder, event, failed(only))) yield { folder, key };
    }
  }

  function keysOf(events: readonly StoredEvent[], only?: FoldOnly): readonly RowKey[] {
    const keys = new Map<string, RowKey>();
    for (const event of events.map(decode)) {
      for (const { key } of touched(event, only)) keys.set(rowName(key), key);
    }
    return [...keys.values()];
  }

  function foldPage(
    events: readonly StoredEvent[],
    rows: ReadonlyMap<string, Row>,
    only?: FoldOnly,
  ) {
    const writes = new Map<string, RowWrite>();
    for (const event of events.map(decode)) {
      for (const { folder, key } of touched(event, only)) {
        const name = rowName(key);
        const before = writes.get(name)?.row ?? rows.get(name) ?? emptyRow;
        const row = foldOne(folder, event, key, before, failed(only));
        if (row !== null && !only?.strict.has(key.table)) quarantined.delete(name);
        writes.set(name, { ...key, row: row ?? withFact(before, event) });
      }
    }
    return [...writes.values()];
  }

  /** What becomes of a projection that throws: a quarantine, or the end of a strict rebuild. */
  function failed(only: FoldOnly | undefined): Failed {
    return (place, event, error) => {
      if (only?.strict.has(place.table)) throw new ProjectionFailed(place.table, event, error);
      quarantine(quarantined, place, event, error, onQuarantined);
    };
  }

  return {
    collections: folders.map(({ shape }) => shape),
    keysOf,
    foldPage,
    isFormer: (table) => models.some((model) => isFormerTable(model, table)),
    quarantined,
  };
}

/** The collections of the version before that can answer in the place of this version's. */
function standIns(model: ReadModel): readonly Folder[] {
  const { former } = model;
  if (former === null) return [];
  return former.collections.flatMap((before) => {
    const now = model.collections.find(({ name }) => name === before.name);
    if (now === undefined || (now.text === null) !== (before.text === null)) return [];
    const lacks = Object.keys(now.columns).some((column) => !Object.hasOwn(before.columns, column));
    return lacks ? [] : [folderOf(former, before, { standsInFor: tableOf(model, now) })];
  });
}

function folderOf(
  model: ReadModel,
  collection: Collection,
  rest: Pick<CollectionShape, 'standsInFor'>,
): Folder {
  return {
    shape: { ...shapeOf(model, collection), ...rest },
    ...projector({ ...model, collections: [collection] }),
  };
}

function shapeOf(model: ReadModel, collection: Collection): CollectionShape {
  return {
    table: tableOf(model, collection),
    types: [...new Set(collection.handlers.map(({ type }) => type))],
    columns: Object.keys(collection.columns),
    indexes: collection.indexes,
    scope: scopeColumn in collection.columns ? scopeColumn : null,
    columnsOf: (state) => columnsOf(collection, state),
    textOf: collection.text,
  };
}

/** The keys of one collection an event touches, each once. */
function keysIn(folder: Folder, event: Recorded, failed: Failed): readonly RowKey[] {
  try {
    const keys = folder.keysOf(event);
    if (keys.length < 2) return keys;
    return [...new Map(keys.map((key) => [rowName(key), key])).values()];
  } catch (error) {
    failed({ table: folder.shape.table, key: null }, event, error);
    return [];
  }
}

/** The row after the event; null when it could not be derived. */
function foldOne(
  folder: Folder,
  event: Recorded,
  key: RowKey,
  before: Row,
  failed: Failed,
): Row | null {
  try {
    const row = folder.foldEvent(event, key.table, before);
    // The store will ask these of every new version; whoever throws must throw here.
    for (const version of row.versions) {
      if (before.versions.includes(version)) continue;
      folder.shape.columnsOf(version.state);
      folder.shape.textOf?.(version.state);
    }
    return row;
  } catch (error) {
    failed(key, event, error);
    return null;
  }
}

/** A row that could not be derived goes on collecting facts. */
function withFact(before: Row, event: Recorded): Row {
  return { facts: [...before.facts, event], versions: before.versions };
}

function quarantine(
  quarantined: Quarantine,
  { table, key }: Place,
  event: Recorded,
  thrown: unknown,
  onQuarantined: (row: Quarantined) => void,
): void {
  const full = quarantined.size >= quarantinedMax;
  const name = rowName({ table, key: key === null || full ? '*' : key });
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const row = { table, key, position: event.position, error };
  if (!quarantined.has(name)) onQuarantined(row);
  quarantined.set(name, row);
}
