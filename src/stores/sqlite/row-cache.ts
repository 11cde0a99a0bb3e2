/** The rows written last, by weight: facts and versions held, the least used let go first. */
import type { Row } from '../../read-models/row.ts';
import type { RowCache } from './fold-events.ts';

/** About 1 KiB each: the cache stays below some 60 MB. */
const weightMax = 60_000;

export function rowCache(): RowCache & { readonly clear: () => void } {
  const rows = new Map<string, Row>();
  let weight = 0;

  function remove(name: string, row: Row): void {
    rows.delete(name);
    weight -= weightOf(row);
  }

  return {
    get(name, key) {
      const id = `${name}/${key}`;
      const row = rows.get(id);
      if (row === undefined) return undefined;
      rows.delete(id);
      rows.set(id, row);
      return row;
    },
    set(name, key, row) {
      const id = `${name}/${key}`;
      const old = rows.get(id);
      if (old !== undefined) remove(id, old);
      rows.set(id, row);
      weight += weightOf(row);
      for (const [oldest, one] of rows) {
        if (weight <= weightMax) break;
        remove(oldest, one);
      }
    },
    clear() {
      rows.clear();
      weight = 0;
    },
  };
}

const weightOf = ({ facts, versions }: Row) => facts.length + versions.length;
