/** Three servers over one stream with random faults, in time that does not pass. */
import { expect, test } from '@jest/globals';
import { history } from './journal-model.ts';

const histories = Number(process.env.JOURNAL_HISTORIES ?? 300);

test('what is acknowledged is stored once where it was said to be, whatever fails', async () => {
  const met = new Map<string, number>();
  let records = 0;
  let unknown = 0;
  for (let number = 0; number < histories; number += 1) {
    const seed = `journal ${number}`;
    const { wrong, records: stored, told } = await history(seed, met);
    expect({ seed, wrong }).toEqual({ seed, wrong: [] });
    records += stored.length;
    unknown += told.filter(({ result }) => result === 'unknown').length;
  }
  // A run that met nothing shows nothing.
  expect([...met.keys()].sort()).toEqual([
    'a read was cut',
    'answered long after it took effect',
    'appended',
    'cut after it took effect',
    'cut before it took effect',
    'moved',
    'takes effect after its caller was told of a failure',
    'the cluster was out of reach',
    'the subscription was lost',
    'told of another’s record, which the cluster lost again',
  ]);
  expect(records).toBeGreaterThan(histories);
  expect(unknown).toBeGreaterThan(0);
}, 600_000);
