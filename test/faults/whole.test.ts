/** What is compared with the file is found when it is not there. */
import { expect, test } from '@jest/globals';
import { spoil } from '../cli/operated.ts';
import { temporaryFolder } from '../stores/temporary-folder.ts';
import { fill } from './sample-ledger.ts';
import { tally } from './tally.ts';
import { assertWhole, compareWith, storedEvents } from './whole.ts';

/** What the file holds, as if all of it had been acknowledged. */
function acknowledgedIn(folder: string) {
  const commands = Map.groupBy(
    storedEvents(folder).filter(({ meta }) => meta.command !== 'OpenLedger'),
    ({ meta }) => String(meta.commandId),
  );
  const recorded = new Map(
    [...commands].map(([commandId, events]) => [
      commandId,
      events.map(({ position, type }) => ({ position, type, commandId })),
    ]),
  );
  return { recorded: () => recorded, isUnknown: () => false };
}

/** These faults are what the control is to find. */
const untold = () => {};

test('a file that lacks an acknowledged command, or has one too many, is found', async () => {
  const { folder, remove } = await temporaryFolder();
  await fill(folder, 1, 3);
  const known = acknowledgedIn(folder);
  const whole = tally('test', ['checks passed (rows equal a replay)']);
  await assertWhole(folder, known, whole);
  expect(whole.faults()).toEqual([]);

  const fewer = { ...known, recorded: () => new Map([...known.recorded()].slice(1)) };
  const more = tally('test', [], untold);
  await assertWhole(folder, fewer, more);
  expect(more.faults().join()).toMatch(/was never acknowledged/);

  const last = 'SELECT command_id FROM events ORDER BY position DESC LIMIT 1';
  spoil(folder, `DELETE FROM events WHERE command_id = (${last})`);
  const lost = tally('test', [], untold);
  await assertWhole(folder, known, lost);
  expect(lost.faults().join()).toMatch(/check of .*was acknowledged and is not in the file/);
  await remove();
});

test('a stream that holds an acknowledged command twice, or elsewhere, is found', async () => {
  const { folder, remove } = await temporaryFolder();
  await fill(folder, 1, 3);
  const known = acknowledgedIn(folder);
  const events = storedEvents(folder);
  const faultsOf = (stream: typeof events) => {
    const counts = tally('test', ['acknowledged commands found in the stream'], untold);
    compareWith(known, stream, counts, 'stream');
    return counts.faults().join();
  };
  expect(faultsOf(events)).toBe('');
  expect(faultsOf([...events, ...events.slice(-1)])).toMatch(/is not in the stream as it was/);
  const moved = events.map((event) => ({ ...event, position: event.position + 1 }));
  expect(faultsOf(moved)).toMatch(/is not in the stream as it was/);
  await remove();
});
