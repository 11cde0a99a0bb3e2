/** The harness's own ledger sees what a server loses, doubles or changes. */
import { describe, expect, test } from '@jest/globals';
import { acknowledged, type SeenEvent } from './acknowledged.ts';
import { openCounty } from './invented-commands.ts';
import type { Ask, Reply } from './server-process.ts';
import { tally } from './tally.ts';

const command = openCounty();
const { commandId, field } = command;
const event = (position: number, more: object = {}): SeenEvent => ({
  ...{ position, commandId, type: 'CountyOpened', ...more },
});

/** A server that answers the command, its outcome and the log as told, in turn. */
function server(...replies: readonly Reply['data'][]): Ask {
  const left = [...replies];
  return async () => ({ data: left.shift() ?? null, code: null });
}
const recorded = (...events: readonly SeenEvent[]) => ({ [field]: { events } });
const outcome = (...events: readonly SeenEvent[]) => ({
  commandOutcome: { recorded: events.length > 0, events },
});
const log = (...nodes: readonly SeenEvent[]) => ({
  eventLog: { nodes, pageInfo: { hasNextPage: false, endCursor: null } },
});

async function faultsOf(
  act: (known: ReturnType<typeof acknowledged>) => Promise<unknown>,
  isShared = false,
) {
  // Each is asked for; a fault in the output would be taken for one.
  const counts = tally('test', [], () => {});
  await act(acknowledged(counts, { isShared }));
  return counts.faults();
}

describe('a command whose answer was lost', () => {
  test('may have taken effect, and answers the same when it is sent again', async () => {
    const ask = server(outcome(event(2)), recorded(event(2)), outcome(event(2)));
    const faults = await faultsOf(async (known) => {
      await known.send(async () => Promise.reject(new Error('killed')), command).catch(() => {});
      expect(known.unresolved()).toEqual([command]);
      await known.resolve(ask, command);
      expect(known.unresolved()).toEqual([]);
    });
    expect(faults).toEqual([]);
  });
  test.each([
    ['twice', [outcome(event(2)), recorded(event(3)), outcome(event(3))], /other events/],
    ['and is lost', [outcome(event(2)), recorded(event(2)), outcome()], /another outcome/],
    ['with other content', [outcome(event(2)), recorded(event(2, { type: 'X' }))], /has changed/],
  ])('and that took effect %s is told', async (_, replies, told) => {
    const faults = await faultsOf(async (known) => {
      await known.send(async () => Promise.reject(new Error('killed')), command).catch(() => {});
      await known.resolve(server(...replies), command).catch(() => {});
    });
    expect(faults.join('; ')).toMatch(told);
  });
});

describe('an acknowledged command', () => {
  test('that is lost is told', async () => {
    const ask = server(recorded(event(2)), outcome(), recorded(event(5)), outcome(event(5)));
    const faults = await faultsOf(async (known) => {
      await known.send(ask, command);
      await known.resolve(ask, command);
    });
    expect(faults.join('; ')).toMatch(/was acknowledged and is lost/);
  });
  test('whose position holds something else in the log is told', async () => {
    const ask = server(recorded(event(1)), log(event(1, { type: 'Other' })));
    const faults = await faultsOf(async (known) => {
      await known.send(ask, command);
      await known.readLog(ask, null, 0);
    });
    expect(faults.join('; ')).toMatch(/position 1 has changed/);
  });
  test('that was denied before with «nothing was recorded» is told', async () => {
    const denied: Ask = async () => ({ data: null, code: 'STORAGE_FULL' });
    const ask = server(outcome(event(2)), recorded(event(2)), outcome(event(2)));
    const faults = await faultsOf(async (known) => {
      expect(await known.send(denied, command)).toBe(false);
      await known.resolve(ask, command);
    });
    expect(faults.join('; ')).toMatch(/was denied .* and is recorded/);
  });
});

describe('where several servers record', () => {
  const code = (said: string): Ask => {
    return async () => ({ data: null, code: said });
  };
  const dead: Ask = async () => Promise.reject(new Error('killed'));
  const later = () => server(outcome(event(2)), recorded(event(2)), outcome(event(2)));

  test.each([
    ['was not answered', dead],
    ['had an unknown outcome', code('OUTCOME_UNKNOWN')],
  ])('an attempt that %s may take effect after the next one was denied', async (_, first) => {
    const act = async (known: ReturnType<typeof acknowledged>) => {
      await known.send(first, command).catch(() => {});
      expect(await known.send(code('STORE_UNAVAILABLE'), command)).toBe(false);
      await known.resolve(later(), command);
    };
    expect(await faultsOf(act, true)).toEqual([]);
    // One server over its own file: what died can do nothing more.
    expect((await faultsOf(act)).join()).toMatch(/was denied .* and is recorded/);
  });
  test('a denial of the only attempt still holds', async () => {
    const faults = await faultsOf(async (known) => {
      await known.send(code('STORE_UNAVAILABLE'), command);
      await known.resolve(later(), command);
    }, true);
    expect(faults.join()).toMatch(/was denied .* and is recorded/);
  });
  test('races may be lost, time after time', async () => {
    const act = (known: ReturnType<typeof acknowledged>) => known.send(code('CONFLICT'), command);
    expect(await faultsOf(act, true)).toEqual([]);
    expect((await faultsOf(act)).join()).toMatch(/was answered CONFLICT/);
  });
});

test('a gap in the log is told', async () => {
  const faults = await faultsOf((known) => known.readLog(server(log(event(1), event(3))), null, 0));
  expect(faults).toEqual(['the log has position 3 where 2 belongs']);
});
