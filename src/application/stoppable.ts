/**
 * The application as one operation reads it: no further read once nobody waits for its answer, and
 * a rest between two reads when others are to have their turn.
 */
import type { Application } from './index.ts';
import type { RowTables } from './rows.ts';

/**
 * `goOn` is called before each read: it throws to end the operation, or gives what to wait for and
 * to ask again after. Commands are not ended by it: one that was begun is recorded or refused.
 */
export function stoppable(whole: Application, goOn: () => Promise<void> | null): Application {
  const asked =
    <A extends unknown[], T>(read: (...given: A) => Promise<T>) =>
    async (...given: A): Promise<T> => {
      for (let pause = goOn(); pause !== null; pause = goOn()) await pause;
      return read(...given);
    };
  const { getRows, findRows, countRows, groupRows } = whole.tables;
  const tables: RowTables = {
    getRows: asked(getRows),
    findRows: asked(findRows),
    countRows: asked(countRows),
    groupRows: asked(groupRows),
  };
  return {
    ...whole,
    tables,
    rows: whole.rowsOver(tables),
    head: asked(whole.head),
    events: asked(whole.events),
    eventsOfStream: asked(whole.eventsOfStream),
    countEvents: asked(whole.countEvents),
    eventsById: asked(whole.eventsById),
  };
}
