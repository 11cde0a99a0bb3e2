import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { OrganizationRenamed } from '../../events/organization.ts';
import type { OrganizationId } from '../../events/values.ts';
import {
  commandEventsMax,
  commandReadsMax,
  Overloaded,
  TooLarge,
  turnsWaitingMax,
} from '../../src/application/limits.ts';
import { accept, defineCommand, read, readEach } from '../../src/domain/command.ts';
import { RenameOrganization } from '../../src/domain/organization.ts';
import { organization, organizationStream } from '../../src/domain/structure.ts';
import { type LedgerUnderTest, ledgerUnderTest, storeKinds } from '../ledger-under-test.ts';
import { idOf } from '../scenario.ts';

const label = { zh: '大', en: 'Large' };

/** Reads as many streams as it is told. */
const ReadMany = defineCommand({
  name: 'ReadMany',
  label,
  input: z.strictObject({ streams: z.int() }),
  *decide({ streams }) {
    const ids = Array.from({ length: streams }, (_, index) =>
      idOf<OrganizationId>(`unit ${index}`),
    );
    for (const id of ids.slice(0, 10)) yield* read(organization(id));
    yield* readEach(ids.map(organization));
    return accept();
  },
});

/** Records as many events as it is told. */
const WriteMany = defineCommand({
  name: 'WriteMany',
  label,
  input: z.strictObject({ events: z.int(), organizationId: z.string() }),
  *decide({ events, organizationId: id }, context) {
    const organizationId = id as OrganizationId;
    yield* read(organization(organizationId));
    const data = { organizationId, name: '虚构县' };
    const stream = organizationStream(organizationId);
    return accept(
      Array.from({ length: events }, () => context.event(stream, OrganizationRenamed, data)),
    );
  },
});

describe.each(storeKinds)('the bounds of a command over %s', (kind) => {
  let under: LedgerUnderTest;
  beforeEach(async () => {
    under = await ledgerUnderTest(kind);
  });
  afterEach(() => under.close());

  test('it may read so many streams, each counted once, and not one more', async () => {
    const most = await under.send(ReadMany, { streams: commandReadsMax });
    expect(most).toMatchObject({ kind: 'unchanged' });
    await expect(under.send(ReadMany, { streams: commandReadsMax + 1 })).rejects.toThrow(TooLarge);
  });

  test('it may record so many events, and with one more it records none', async () => {
    const before = await under.ledger().head();
    const input = { organizationId: under.rootId, events: commandEventsMax + 1 };
    await expect(under.send(WriteMany, input)).rejects.toThrow(TooLarge);
    expect(await under.ledger().head()).toBe(before);
    await under.record(WriteMany, { ...input, events: commandEventsMax });
    expect(await under.ledger().head()).toBe(before + commandEventsMax);
  });
});

test('past the queue’s bound commands are told that it is busy, all others are decided', async () => {
  const under = await ledgerUnderTest('memory');
  const extra = 100;
  const renaming = { organizationId: under.rootId, name: '虚构新县' };
  const outcomes = await Promise.allSettled(
    Array.from({ length: 1 + turnsWaitingMax + extra }, () =>
      under.send(RenameOrganization, renaming),
    ),
  );
  const failed = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect(failed).toHaveLength(extra);
  expect(failed.every((reason) => reason instanceof Overloaded)).toBe(true);
  const answered = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.kind] : []));
  expect(answered.filter((answer) => answer === 'recorded')).toHaveLength(1);
  expect(answered.filter((answer) => answer === 'unchanged')).toHaveLength(turnsWaitingMax);
  await under.close();
});
