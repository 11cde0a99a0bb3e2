import { expect, test } from '@jest/globals';
import { CountyOpened } from '../../events/county.ts';
import { eventCodec } from '../../events/index.ts';
import type { LedgerId } from '../../events/values.ts';
import { folding, type Quarantined } from '../../src/application/folding.ts';
import { application } from '../../src/application/index.ts';
import { ledgerKey } from '../../src/application/keys.ts';
import { collection, handle, readModel } from '../../src/read-models/projection.ts';
import { served } from '../../src/server/main.ts';
import { memoryLedger } from '../../src/stores/memory/memory-ledger.ts';
import { openCounty } from '../domain/given-structure.ts';
import { idOf } from '../scenario.ts';

const broken = readModel('broken', 1, [
  collection({
    name: 'counties',
    columns: {},
    on: [
      handle().begins(
        CountyOpened,
        ({ id }) => id,
        () => {
          throw new TypeError('of no use here');
        },
      ),
    ],
  }) as never,
]);

test('a row that stops following the journal is told of once, and by the readiness since', async () => {
  const told: Quarantined[] = [];
  const shape = folding([broken], eventCodec, (row) => told.push(row));
  const clock = { now: () => '2024-06-30T08:00:00.000Z' as never };
  const ledger = memoryLedger({ folding: shape, clock });
  const { given } = openCounty();
  const [opened] = given.all();
  if (opened === undefined) throw new Error('no county was opened');
  const { recordedAt: _, ...meta } = opened.meta;
  const event = {
    ...eventCodec.encode(CountyOpened, opened.data, opened.personal),
    id: opened.id,
    meta: { ...meta, index: 0, count: 1 },
  };
  await ledger.append([{ stream: opened.stream, expected: 'none', events: [event] }], []);
  expect(told).toMatchObject([{ table: 'broken_v1_counties', key: opened.id, position: 1 }]);
  const key = ledgerKey(new Uint8Array(32));
  const parts = { ledger, codec: eventCodec, key, clock, readModels: [broken] };
  const { quarantined } = shape;
  const over = application({ ...parts, ledgerId: idOf<LedgerId>('ledger'), quarantined });
  const { ready } = await served(over, false);
  expect(await ready()).toMatchObject({
    ready: true,
    details: { quarantined: [{ table: 'broken_v1_counties', position: 1 }] },
  });
});
