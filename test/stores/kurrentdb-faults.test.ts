/** What a server does about each thing a cluster can do instead of answering, through the real client. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Fault } from '../peer/script.ts';
import { asked, type FaultyStage, faultyStage, rival, until } from './faulty-stage.ts';

let stage: FaultyStage;
afterEach(() => stage.end());
const put = (n: number, ledger = stage.ledger) => ledger.append(asked(n), []);
const streams = () => stage.stored().map(({ stream }) => stream);

describe('an append whose answer does not come is told from the journal, and stored once', () => {
  beforeEach(async () => {
    stage = await faultyStage();
  });
  const faults: readonly (readonly [string, Fault, sendsMin: number])[] = [
    ['it comes late', { kind: 'delay', ms: 200 }, 1],
    ['the line is cut before it takes effect', { kind: 'cut', when: 'before' }, 2],
    ['the line is cut after it took effect', { kind: 'cut', when: 'after' }, 1],
    ['nothing is done and nothing said', { kind: 'hang', when: 'before' }, 2],
    ['it takes effect and nothing is said', { kind: 'hang', when: 'after' }, 1],
    ['it takes effect and is answered when we stopped waiting', { kind: 'delay', ms: 1_300 }, 1],
    ['the node is not ready', { kind: 'refuse', as: 'notReady' }, 2],
    ['the node is unavailable', { kind: 'refuse', as: 'unavailable' }, 2],
    ['the cluster takes too long', { kind: 'refuse', as: 'deadline' }, 2],
  ];
  test.each(faults)('%s', async (_, fault, sendsMin) => {
    await put(1);
    const before = stage.peer.script.calls('append');
    stage.peer.script.once('append', fault);
    expect(await put(2)).toEqual({ kind: 'appended', position: 2, revisions: { 'a-2': 0 } });
    expect(streams()).toEqual(['a-1', 'a-2']);
    expect(stage.peer.script.calls('append') - before).toBeGreaterThanOrEqual(sendsMin);
    expect(await put(3)).toMatchObject({ kind: 'appended', position: 3 });
  });

  test('the node does not lead: the one it names is written to', async () => {
    const { another: leader } = stage;
    stage.peer.names(leader);
    stage.peer.script.always('append', { kind: 'refuse', as: 'notLeader' });
    expect(await put(1)).toMatchObject({ kind: 'appended', position: 1 });
    expect(streams()).toEqual(['a-1']);
    expect(leader.script.calls('append')).toBe(1);
  });
});

describe('an append that the cluster refuses', () => {
  beforeEach(async () => {
    stage = await faultyStage();
  });
  test.each([
    ['accessDenied', 'access-denied'],
    ['unauthenticated', 'access-denied'],
    ['tooLarge', 'maximum-append-size-exceeded'],
    ['deleted', 'stream-deleted'],
  ] as const)('%s: nothing was recorded, and the next is asked again', async (as, said) => {
    stage.peer.script.once('append', { kind: 'refuse', as });
    await expect(put(1)).rejects.toMatchObject({
      message: `the journal refuses the append (${said})`,
      outcomeUnknown: false,
    });
    expect(stage.stored()).toEqual([]);
    expect(await put(1)).toMatchObject({ kind: 'appended', position: 1 });
  });
});

describe('a client whose question for the server’s version fails, which it never asks again', () => {
  beforeEach(async () => {
    stage = await faultyStage();
    await put(1);
  });
  /** It is asked for by a new client's first read, and once more by its first append. */
  async function answered(fault: Fault): Promise<void> {
    stage.peer.script.once('features', { kind: 'delay', ms: 0 }, fault);
    stage.peer.dropSubscriptions('unavailable');
    await until(() => !stage.ledger.journal().isLive);
    await until(() => stage.ledger.journal().isLive);
  }
  test('with a wrong password: nothing was recorded, and it is replaced', async () => {
    await answered({ kind: 'refuse', as: 'unauthenticated' });
    await expect(put(2)).rejects.toMatchObject({
      message: 'the journal refuses the append (access-denied)',
      outcomeUnknown: false,
    });
    await until(() =>
      put(2).then(
        ({ kind }) => kind === 'appended',
        () => false,
      ),
    );
    expect(streams()).toEqual(['a-1', 'a-2']);
  });
  test('with silence: it is replaced, and the append is made', async () => {
    await answered({ kind: 'hang', when: 'before' });
    expect(await put(2)).toMatchObject({ kind: 'appended', position: 2 });
    expect(streams()).toEqual(['a-1', 'a-2']);
  });
});

describe('a race that another server wins', () => {
  beforeEach(async () => {
    stage = await faultyStage();
  });
  test('leaves the command to the next place when its streams did not move', async () => {
    stage.peer.script.once('append', { kind: 'race', rivals: [rival(7, 1), rival(8, 2)] });
    expect(await put(1)).toMatchObject({ kind: 'appended', position: 3 });
    expect(streams()).toEqual(['a-7', 'a-8', 'a-1']);
  });
  test('is a conflict when they did', async () => {
    stage.peer.script.once('append', { kind: 'race', rivals: [rival(7, 1)] });
    const writes = asked(7).map((one) => ({ ...one, events: asked(1)[0]?.events ?? [] }));
    expect(await stage.ledger.append(writes, [])).toEqual({
      ...{ kind: 'conflict', stream: 'a-7', expected: 'none', actual: 0 },
    });
    expect(streams()).toEqual(['a-7']);
  });
  test('with the same command: it is told what the other recorded', async () => {
    stage.peer.script.once('append', { kind: 'race', rivals: [rival(1, 1)] });
    expect(await put(1)).toMatchObject({ kind: 'alreadyRecorded', position: 1 });
    expect(streams()).toEqual(['a-1']);
  });
});

describe('an append the journal says nothing of while it is asked', () => {
  beforeEach(async () => {
    stage = await faultyStage({ budgetMs: 1_000 });
    await put(1);
    for (const call of ['read', 'subscribe'] as const) {
      stage.peer.script.always(call, { kind: 'refuse', as: 'unavailable' });
    }
  });
  test.each([
    ['after', 'alreadyRecorded'],
    ['before', 'appended'],
  ] as const)('cut %s it took effect: unknown, and a repeat tells: %s', async (when, kind) => {
    stage.peer.script.once('append', { kind: 'cut', when });
    stage.peer.script.always('append', { kind: 'hang', when: 'before' });
    await expect(put(2)).rejects.toMatchObject({ outcomeUnknown: true });
    for (const call of ['read', 'subscribe', 'append'] as const) {
      stage.peer.script.always(call, null);
    }
    await until(() => stage.ledger.journal().isLive);
    expect(await put(2)).toMatchObject({ kind, position: 2 });
    expect(streams()).toEqual(['a-1', 'a-2']);
  });
});

describe('closing', () => {
  beforeEach(async () => {
    stage = await faultyStage({ budgetMs: 2_000 });
  });
  test('waits for the append in flight, and tells its caller', async () => {
    stage.peer.script.once('append', { kind: 'delay', ms: 200 });
    const result = put(1);
    await until(() => stage.peer.script.calls('append') === 1);
    await stage.ledger.close();
    expect(await result).toMatchObject({ kind: 'appended', position: 1 });
    await until(() => stage.peer.subscriptions() === 0);
  });
  test('reports one whose outcome nobody tells', async () => {
    const result = put(1).catch((error: unknown) => error);
    stage.peer.script.always('append', { kind: 'hang', when: 'before' });
    await until(() => stage.peer.script.calls('append') === 1);
    await stage.peer.away();
    await stage.ledger.close();
    expect(await result).toMatchObject({ outcomeUnknown: true });
  });
});
