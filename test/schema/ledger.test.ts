import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ReserveRoundId } from '../../events/values.ts';
import { AnnounceReserveRound, OpenReserveRound } from '../../src/domain/reserve-round.ts';
import { type LedgerUnderTest, ledgerUnderTest } from '../ledger-under-test.ts';
import { idOf } from '../scenario.ts';
import { asking } from './asking.ts';

let under: LedgerUnderTest;
let officer: ReturnType<typeof asking>;
beforeEach(async () => {
  under = await ledgerUnderTest('memory');
  officer = asking(() => under.application());
});
afterEach(() => under.close());

const open = `mutation ($record: RecordInput) {
  openReserveRound(input: { year: 2024, title: "2024年推荐" }, record: $record) {
    __typename
    ... on OpenReserveRoundRecorded { commandId token events { type position } }
    ... on CommandDryRun { commandId events { type data } }
  }
}`;
const types = (value: unknown) =>
  (value as { nodes: { type: string }[] }).nodes.map(({ type }) => type);

describe('the event log', () => {
  test('gives every event once, page by page', async () => {
    await under.record(OpenReserveRound, { year: 2024, title: '推荐' });
    const whole = await officer.ask('{ eventLog(first: 200) { nodes { type position } } }');
    const all = types(whole.data?.eventLog);
    const paged: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 20; page += 1) {
      const { data } = await officer.ask(
        'query ($after: String) { eventLog(first: 2, after: $after) { nodes { type } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      const log = data?.eventLog as unknown as {
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      paged.push(...types(log));
      after = log.pageInfo.endCursor;
      if (!log.pageInfo.hasNextPage) break;
    }
    expect(paged).toEqual(all);
    expect(all[0]).toBe('LedgerOpened');
  });

  test('keeps to a stream, to types and to a county', async () => {
    const events = await under.record(OpenReserveRound, { year: 2024, title: '推荐' });
    const ask = async (args: string) =>
      types(
        (await officer.ask(`{ eventLog(first: 50, ${args}) { nodes { type } } }`)).data?.eventLog,
      );
    expect(await ask(`stream: "${events[0]?.stream}"`)).toEqual(['ReserveRoundOpened']);
    expect(await ask('types: ["CountyOpened"]')).toEqual(['CountyOpened']);
    expect(await ask('county: "419998"')).not.toContain('LedgerOpened');
  });

  test('says what it does not know: a county, a type', async () => {
    const ask = async (args: string) =>
      (await officer.ask(`{ eventLog(first: 5, ${args}) { nodes { type } } }`)).errors[0];
    expect(await ask('county: "419997"')).toMatchObject({ code: 'COUNTY_UNKNOWN' });
    expect(await ask('types: ["CountyOpened", "CountyClosed"]')).toMatchObject({
      code: 'BAD_USER_INPUT',
      inputPath: 'types.1',
    });
  });

  test('counts what a search finds on all pages, and groups it', async () => {
    await under.record(OpenReserveRound, { year: 2024, title: '推荐' });
    const log = async (args: string) =>
      (
        await officer.ask(
          `{ eventLog(first: 1, ${args}) { totalCount nodes { stream } breakdown(by: [TYPE, COUNTY]) { values count } } }`,
        )
      ).data?.eventLog as unknown as {
        totalCount: number;
        nodes: { stream: string }[];
        breakdown: { values: (string | null)[]; count: number }[];
      };
    const whole = await log('after: null');
    const head = await under.application().head();
    expect(whole.totalCount).toBe(head);
    expect(whole.breakdown.reduce((sum, { count }) => sum + count, 0)).toBe(head);
    expect(whole.breakdown).toContainEqual({ values: ['LedgerOpened', null], count: 1 });
    const opened = await log('types: ["ReserveRoundOpened"], county: "419998"');
    expect(opened).toMatchObject({
      totalCount: 1,
      breakdown: [{ values: ['ReserveRoundOpened', '419998'], count: 1 }],
    });
    const stream = await log(`stream: "${opened.nodes[0]?.stream}", types: ["CountyOpened"]`);
    expect(stream).toMatchObject({ totalCount: 0, breakdown: [] });
  });

  test('refuses the cursor of a stream, and a stream that of the log', async () => {
    const [event] = await under.record(OpenReserveRound, { year: 2024, title: '推荐' });
    const log = (args: string) =>
      officer.ask(`{ eventLog(first: 1, ${args}) { pageInfo { endCursor } } }`);
    const stream = `stream: "${event?.stream}"`;
    const cursorOf = async (args: string) => {
      type Log = { eventLog: { pageInfo: { endCursor: string } } };
      const source = `{ eventLog(first: 1, ${args}) { pageInfo { endCursor } } }`;
      return (await officer.answer<Log>(source)).eventLog.pageInfo.endCursor;
    };
    const [ofLog, ofStream] = [await cursorOf('after: null'), await cursorOf(stream)];
    expect((await log(`after: "${ofStream}"`)).errors?.[0]?.message).toMatch(
      /no cursor of the log/,
    );
    expect((await log(`${stream}, after: "${ofLog}"`)).errors?.[0]?.message).toMatch(
      /no cursor of a stream/,
    );
  });

  test('goes on after the cursor of any edge', async () => {
    await under.record(OpenReserveRound, { year: 2024, title: '推荐' });
    const { eventLog } = await officer.answer<{
      eventLog: { edges: { cursor: string; node: { position: number } }[] };
    }>('{ eventLog(first: 4) { edges { cursor node { position } } } }');
    const [, second, third] = eventLog.edges;
    const rest = await officer.answer(
      `{ eventLog(first: 1, after: "${second?.cursor}") { nodes { position } } }`,
    );
    expect(rest).toEqual({ eventLog: { nodes: [third?.node] } });
  });
});

describe('the outcome of a command', () => {
  test('tells what was recorded, and that nothing was', async () => {
    const commandId = idOf<string>('mine');
    const outcome = `{ commandOutcome(commandId: "${commandId}") { recorded token events { type } } }`;
    expect((await officer.ask(outcome)).data?.commandOutcome).toEqual({
      recorded: false,
      token: null,
      events: [],
    });
    await officer.ask(open, { record: { commandId, effectiveOn: '2024-03-01' } });
    expect((await officer.ask(outcome)).data?.commandOutcome).toMatchObject({
      recorded: true,
      events: [{ type: 'ReserveRoundOpened' }, { type: 'ReserveRoundSlotTaken' }],
    });
  });

  test('a dry run records nothing and foretells the ids of its own command id', async () => {
    const commandId = idOf<string>('tried first');
    const record = { commandId, effectiveOn: '2024-03-01' };
    const head = await under.ledger().head();
    const tried = (await officer.ask(open, { record: { ...record, dryRun: true } })).data;
    expect(await under.ledger().head()).toBe(head);
    const foretold = tried?.openReserveRound as unknown as {
      events: { data: { roundId: string } }[];
    };
    await officer.ask(open, { record });
    const [opened] = await under.ledger().findCommand(commandId as never);
    expect(foretold.events[0]?.data.roundId).toBe(opened?.data.roundId);
  });
});

describe('a subscription', () => {
  test('resumes after a token without leaving out or repeating an event', async () => {
    const { ledger } = await officer.answer<{ ledger: { token: string } }>('{ ledger { token } }');
    const { token } = ledger;
    const [opened] = await under.record(
      OpenReserveRound,
      { year: 2024, title: '推荐' },
      { effectiveOn: '2024-03-01' },
    );
    const source = (since: string) =>
      `subscription { events(since: "${since}") { type token position } }`;
    const first = await officer.listen(source(token), 1);
    expect(first).toMatchObject([{ events: { type: 'ReserveRoundOpened' } }]);
    const next = (first[0] as { events: { token: string } }).events.token;
    const listening = officer.listen(source(next), 2);
    await under.record(AnnounceReserveRound, {
      roundId: opened?.data.roundId as ReserveRoundId,
      nominationsUntil: '2024-07-30',
    });
    expect(await listening).toMatchObject([
      { events: { type: 'ReserveRoundSlotTaken' } },
      { events: { type: 'ReserveRoundAnnounced' } },
    ]);
  });

  test('says before each event what is complete once that is sent', async () => {
    const { ledger } = await officer.answer<{ ledger: { token: string } }>('{ ledger { token } }');
    await under.record(
      OpenReserveRound,
      { year: 2024, title: '推荐' },
      { effectiveOn: '2024-03-01' },
    );
    const before = officer.reached().length;
    const source = `subscription { events(since: "${ledger.token}") { token } }`;
    const sent = (await officer.listen(source, 2)) as { events: { token: string } }[];
    const tokens = sent.map(({ events }) => events.token);
    expect(officer.reached().slice(before)).toEqual([ledger.token, ...tokens]);
  });

  test('that is left ends at once, though nothing is recorded any more', async () => {
    const events = await officer.answers('subscription { events { type } }');
    const waiting = events.next();
    await new Promise(setImmediate);
    await events.return(undefined);
    expect(await waiting).toEqual({ done: true, value: undefined });
    let reads = 0;
    const application = under.application();
    const { events: read } = application;
    Object.assign(application, {
      events: (...of: Parameters<typeof read>) => {
        reads += 1;
        return read(...of);
      },
    });
    await under.record(OpenReserveRound, { year: 2024, title: '推荐' });
    await new Promise(setImmediate);
    expect(reads).toBe(0);
  });

  test('from a token of another ledger, or from the future, is an error', async () => {
    const token = (text: string) => Buffer.from(text).toString('base64url');
    const foreign = token(`${idOf('another ledger')}:3`);
    await expect(
      officer.listen(`subscription { events(since: "${foreign}") { type } }`, 1),
    ).rejects.toThrow('another ledger');
    const ahead = token(`${under.application().ledgerId}:999999`);
    await expect(
      officer.listen(`subscription { events(since: "${ahead}") { type } }`, 1),
    ).rejects.toThrow('lies ahead');
  });
});

describe('a query that waits for its own write', () => {
  test('sees it, and refuses a token from ahead', async () => {
    const { openReserveRound } = await officer.answer<{ openReserveRound: { token: string } }>(
      open,
      {
        record: { effectiveOn: '2024-03-01' },
      },
    );
    const { token } = openReserveRound;
    const ask = (at: string) =>
      officer.ask(`{ reserveRounds(first: 1, atLeast: "${at}") { nodes { year } } }`);
    expect((await ask(token)).data?.reserveRounds).toEqual({ nodes: [{ year: 2024 }] });
    const ahead = Buffer.from(`${under.application().ledgerId}:999999`).toString('base64url');
    expect((await ask(ahead)).errors[0]).toMatchObject({ inputPath: 'atLeast' });
  });
});
