import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { OrganizationRenamed } from '../../events/organization.ts';
import type { CadreId, CommandId, OrganizationId, ReserveRoundId } from '../../events/values.ts';
import { accept, defineCommand, read } from '../../src/domain/command.ts';
import { OpenCounty } from '../../src/domain/county.ts';
import { OpenOrganization, RenameOrganization } from '../../src/domain/organization.ts';
import { RegisterPerson } from '../../src/domain/person.ts';
import { EndPosting, RecordPosting } from '../../src/domain/posting.ts';
import { OpenReserveRound } from '../../src/domain/reserve-round.ts';
import {
  CloseReserveRound,
  DeliberateReserveRound,
  PublicizeReserveRound,
} from '../../src/domain/reserve-round-conclusion.ts';
import { county, organization, organizationStream } from '../../src/domain/structure.ts';
import { identityNumberOf, profile } from '../domain/given-people.ts';
import {
  codesOf,
  type LedgerUnderTest,
  ledgerUnderTest,
  storeKinds,
} from '../ledger-under-test.ts';
import { idOf, testCounty } from '../scenario.ts';

const commandId = idOf<CommandId>('the command');
const anotherId = idOf<CommandId>('another command');
const round = { year: 2024, title: '2024年县管后备干部公开推荐' };

describe.each(storeKinds)('handling a command over %s', (kind) => {
  let under: LedgerUnderTest;
  beforeEach(async () => {
    under = await ledgerUnderTest(kind);
  });
  afterEach(() => under.close());
  const head = () => under.ledger().head();
  const village = (code = 'V1') => ({
    code,
    name: '虚构村',
    unitType: 'VILLAGE' as const,
    parentId: under.rootId,
  });

  test('records its events with what is known about them', async () => {
    under.clock.set('2024-06-30T17:30:00.000Z');
    const options = { commandId, basis: '虚组发〔2024〕7号', reason: '到期换届' };
    const outcome = await under.send(OpenReserveRound, round, options);
    expect(outcome).toMatchObject({ kind: 'recorded', commandId, position: await head() });
    const events = outcome.kind === 'recorded' ? outcome.events : [];
    expect(events.map(({ type }) => type)).toEqual(['ReserveRoundOpened', 'ReserveRoundSlotTaken']);
    expect(events.map(({ meta }) => [meta.index, meta.count])).toEqual([
      [0, 2],
      [1, 2],
    ]);
    expect(events[0]?.meta).toMatchObject({
      county: testCounty,
      actor: { subject: 'officer' },
      basis: '虚组发〔2024〕7号',
      reason: '到期换届',
      // In Shanghai the next day has begun.
      effectiveOn: '2024-07-01',
      recordedAt: '2024-06-30T17:30:00.000Z',
      commandId,
      command: 'OpenReserveRound',
    });
  });

  test('a command sent again answers with what it recorded, also after a restart', async () => {
    const first = await under.send(OpenReserveRound, round, { commandId });
    const before = await head();
    expect(await under.send(OpenReserveRound, round, { commandId })).toEqual(first);
    under.clock.set('2024-07-05T08:00:00.000Z');
    await under.reopen();
    expect(await under.send(OpenReserveRound, round, { commandId })).toEqual(first);
    expect(await under.application().recorded(commandId)).toEqual(first);
    expect(await head()).toBe(before);
  });

  test('a command sent ten times at once is recorded once', async () => {
    const before = await head();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => under.send(OpenReserveRound, round, { commandId })),
    );
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(outcomes[0]).toMatchObject({ kind: 'recorded' });
    expect(await head()).toBe(before + 2);
  });

  test('a command id is not given to another input, date, document, reason, command or actor', async () => {
    await under.record(OpenOrganization, village(), { commandId });
    const before = await head();
    const reused = { kind: 'commandIdReused', commandId };
    const again = (options: object) =>
      under.send(OpenOrganization, village(), { commandId, ...options });
    expect(await under.send(OpenOrganization, village('V2'), { commandId })).toEqual(reused);
    expect(await again({ effectiveOn: '2024-06-01' })).toEqual(reused);
    expect(await again({ basis: '虚编〔2024〕1号' })).toEqual(reused);
    expect(await again({ reason: '补录' })).toEqual(reused);
    expect(await again({ actor: 'another officer' })).toEqual(reused);
    expect(await under.send(OpenReserveRound, round, { commandId })).toEqual(reused);
    expect(await head()).toBe(before);
    expect(await again({})).toMatchObject({ kind: 'recorded' });
  });

  test('a refusal records and reserves nothing', async () => {
    const before = await head();
    const wrong = await under.send(OpenReserveRound, { ...round, year: 2023 }, { commandId });
    expect(codesOf(wrong)).toEqual(['ReserveRoundYearDiffers']);
    expect(await head()).toBe(before);
    expect(await under.application().recorded(commandId)).toBeNull();
    const other = { commandId, actor: 'another officer' };
    expect(await under.send(OpenReserveRound, round, other)).toMatchObject({ kind: 'recorded' });
  });

  test('a dry run records and reserves nothing, and tells the ids of the later recording', async () => {
    const before = await head();
    const dry = await under.send(OpenReserveRound, round, { commandId, dryRun: true });
    if (dry.kind !== 'dryRun') throw new Error(`${dry.kind}, not a dry run`);
    expect(await head()).toBe(before);
    expect(await under.application().recorded(commandId)).toBeNull();
    const events = await under.record(OpenReserveRound, round, { commandId });
    const plain = (list: readonly { id: string; stream: string; data: unknown }[]) =>
      list.map(({ id, stream, data }) => ({ id, stream, data }));
    expect(plain(events)).toEqual(plain(dry.events));
    const elsewhere = { commandId: anotherId, dryRun: true };
    const other = await under.send(OpenOrganization, village(), elsewhere);
    expect(JSON.stringify(other)).not.toContain(events[0]?.data.roundId);
  });

  test('a dry run shows a refusal as the command itself would', async () => {
    await under.record(OpenReserveRound, round);
    const dry = await under.send(OpenReserveRound, { ...round, title: '另一轮' }, { dryRun: true });
    expect(codesOf(dry)).toEqual(['ReserveRoundStillOpen']);
  });

  test('a command that finds it so already is unchanged, at the head', async () => {
    const outcome = await under.send(OpenCounty, { name: '虚构县' }, { commandId });
    expect(outcome).toEqual({ kind: 'unchanged', commandId, position: await head() });
    expect(await under.application().recorded(commandId)).toBeNull();
  });

  test('without an id of the client’s the server makes one, in time order', async () => {
    const outcome = await under.send(OpenReserveRound, round, { commandId: null });
    const time = Date.parse(under.clock.now()).toString(16).padStart(12, '0');
    expect(outcome.commandId.replaceAll('-', '').slice(0, 12)).toBe(time);
    expect(outcome.commandId[14]).toBe('7');
    expect(await under.application().recorded(outcome.commandId)).toEqual(outcome);
  });

  test('what would be effective after today is refused, today in Shanghai is not', async () => {
    const tomorrow = { effectiveOn: '2024-07-01' };
    expect(codesOf(await under.send(OpenReserveRound, round, tomorrow))).toEqual([
      'EffectiveInFuture',
    ]);
    under.clock.set('2024-06-30T16:00:00.000Z');
    expect(await under.send(OpenReserveRound, round, tomorrow)).toMatchObject({ kind: 'recorded' });
  });

  test('a planned command may be effective after today', async () => {
    const placed = await placing(under);
    const [started] = await under.record(RecordPosting, placed);
    const end = { cadreId: placed.cadreId, postingId: started?.id ?? '', reason: 'UNFIT' as const };
    const ahead = { effectiveOn: '2024-09-01' };
    expect(await under.send(EndPosting, end, ahead)).toMatchObject({ kind: 'recorded' });
  });

  test('a back-entry holds from its date and is visible as learned later', async () => {
    const options = { effectiveOn: '2021-03', reason: '补录' };
    const [, opened] = await under.record(OpenOrganization, village(), options);
    expect(opened?.meta).toMatchObject({
      effectiveOn: '2021-03',
      recordedAt: '2024-06-30T08:00:00.000Z',
    });
  });

  test('recordedAt never falls, whatever the clock does', async () => {
    await under.record(OpenOrganization, village('V1'));
    under.clock.set('2024-06-29T08:00:00.000Z');
    const [event] = await under.record(OpenOrganization, village('V2'));
    expect(event?.meta.recordedAt).toBe('2024-06-30T08:00:00.000Z');
  });

  test('advisories are recorded with the first event and answered again', async () => {
    await heldRound(under, 2021);
    const warned = await under.send(OpenReserveRound, round, { commandId });
    expect(warned).toMatchObject({ advisories: [{ code: 'ReserveRoundOffInterval' }] });
    expect(await under.application().recorded(commandId)).toEqual(warned);
  });

  test('decisions over one stream wait for each other and all are recorded', async () => {
    const [, opened] = await under.record(OpenOrganization, village());
    const organizationId = opened?.data.organizationId as OrganizationId;
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        under.send(RenameOrganization, { organizationId, name: `虚构村${index}` }),
      ),
    );
    expect(new Set(outcomes.map((one) => one.kind))).toEqual(new Set(['recorded']));
    const renames = await under
      .application()
      .eventsOfStream(`organization-${organizationId}`, 0, 300);
    expect(renames).toHaveLength(60);
  });

  test('a command sent thrice among others is recorded once, and answered the same', async () => {
    const sent = Array.from({ length: 30 }, (_, index) =>
      under.send(OpenOrganization, village(`V${index % 10}`), {
        commandId: idOf<CommandId>(`village ${index % 10}`),
      }),
    );
    const outcomes = await Promise.all(sent);
    expect(new Set(outcomes.map((one) => one.kind))).toEqual(new Set(['recorded']));
    expect(new Set(outcomes.map((one) => JSON.stringify(one))).size).toBe(10);
  });

  test('what a decision read and did not write is checked, too', async () => {
    let meanwhile: Promise<unknown> | null = null;
    const Slow = defineCommand({
      name: 'Slow',
      label: { zh: '慢', en: 'Slow' },
      input: z.strictObject({}),
      *decide(_input, context) {
        const { openRound } = yield* read(county(context.county));
        meanwhile ??= under.send(OpenReserveRound, round);
        for (let turn = 0; turn < 100; turn += 1) yield* read(organization(idOf(`unit ${turn}`)));
        const organizationId = under.rootId;
        yield* read(organization(organizationId));
        const name = openRound === null ? '无' : '有';
        const stream = organizationStream(organizationId);
        return accept([context.event(stream, OrganizationRenamed, { organizationId, name })]);
      },
    });
    const outcome = await under.send(Slow, {});
    const names = outcome.kind === 'recorded' ? outcome.events.map(({ data }) => data.name) : [];
    expect(await meanwhile).toMatchObject({ kind: 'recorded' });
    expect(names).toEqual(['有']);
  });
});

async function person(under: LedgerUnderTest): Promise<CadreId> {
  const birth = '1985-06-01';
  const input = {
    ...profile,
    birth,
    identityNumber: identityNumberOf(birth),
    openingBalance: true,
  };
  const events = await under.record(RegisterPerson, input);
  return events[0]?.data.cadreId as CadreId;
}

/** A posting that could be recorded: somebody, and a title in the county's root organization. */
async function placing(under: LedgerUnderTest) {
  return {
    cadreId: await person(under),
    postId: null,
    organizationId: under.rootId,
    title: '科员',
    kind: 'MAIN' as const,
    staffing: 'ADMIN' as const,
    role: null,
    until: null,
    openingBalance: false,
  };
}

/** A round that was held to its end: nobody was put forward. */
async function heldRound(under: LedgerUnderTest, year: number): Promise<void> {
  const opened = await under.record(
    OpenReserveRound,
    { year, title: `${year}年县管后备干部公开推荐` },
    { effectiveOn: `${year}-03-01` },
  );
  const roundId = opened[0]?.data.roundId as ReserveRoundId;
  const votes = { expected: 11, present: 11, votesFor: 11, approvedIds: [] };
  const on = (day: string) => ({ effectiveOn: `${year}-${day}` });
  await under.record(DeliberateReserveRound, { roundId, ...votes }, on('05-10'));
  await under.record(PublicizeReserveRound, { roundId }, on('05-11'));
  await under.record(CloseReserveRound, { roundId }, on('06-01'));
}
