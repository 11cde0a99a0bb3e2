/** Whatever is sent twice is recorded once: under its own id, and asked again under another. */
import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { CadreId, CommandId, EventId } from '../../events/values.ts';
import { RegisterPerson } from '../../src/domain/person.ts';
import { EndPosting, RecordPosting } from '../../src/domain/posting.ts';
import { CorrectPosting, VoidPosting } from '../../src/domain/posting-correction.ts';
import {
  AdmitReserveMember,
  ExitReserveMember,
  ReinstateReserveMember,
  SuspendReserveMember,
} from '../../src/domain/reserve-pool.ts';
import {
  AssignTraining,
  CompleteTraining,
  RateReserveMember,
} from '../../src/domain/reserve-pool-training.ts';
import { identityNumberOf, profile } from '../domain/given-people.ts';
import { type LedgerUnderTest, ledgerUnderTest } from '../ledger-under-test.ts';
import { idOf } from '../scenario.ts';

jest.setTimeout(30_000);
const acts = {
  record: 'RecordPosting',
  end: 'EndPosting',
  correct: 'CorrectPosting',
  void: 'VoidPosting',
  admit: 'AdmitReserveMember',
  assign: 'AssignTraining',
  complete: 'CompleteTraining',
  rate: 'RateReserveMember',
  suspend: 'SuspendReserveMember',
  reinstate: 'ReinstateReserveMember',
  exit: 'ExitReserveMember',
} as const;
const step = fc.record({
  act: fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[])),
  who: fc.constantFrom(0, 0, 1),
  pick: fc.nat({ max: 9 }),
  year: fc.integer({ min: 2019, max: 2024 }),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
const script = fc.array(step, { minLength: 1, maxLength: 40, size: 'max' });

/** A ledger with two people in it, the same in every run but for its own id. */
async function people(): Promise<{ under: LedgerUnderTest; cadreIds: readonly CadreId[] }> {
  const under = await ledgerUnderTest('memory');
  const cadreIds: CadreId[] = [];
  for (const serial of [1, 3]) {
    const birth = '1985-06-01';
    const identityNumber = identityNumberOf(birth, serial);
    const events = await under.record(
      RegisterPerson,
      { ...profile, birth, identityNumber, openingBalance: true },
      { effectiveOn: '2019-01-01' },
    );
    cadreIds.push(events[0]?.data.cadreId as CadreId);
  }
  return { under, cadreIds };
}

type Posting = { readonly id: EventId; readonly cadreId: CadreId; readonly was: Facts };
type Facts = { readonly on: string; readonly title: string; readonly role: null };

/** Sends a step of a script under an id; what it is about is chosen from what is recorded. */
async function sendStep(
  { under, cadreIds }: Awaited<ReturnType<typeof people>>,
  one: Step,
  postings: readonly Posting[],
  commandId: CommandId,
) {
  const cadreId = cadreIds[one.who] as CadreId;
  const posting = postings[one.pick % (postings.length || 1)];
  const held = {
    cadreId: posting?.cadreId ?? cadreId,
    postingId: posting?.id ?? idOf<EventId>('none'),
  };
  const on = { commandId, effectiveOn: `${one.year}-0${(one.pick % 6) + 1}` };
  const title = `职务${one.pick % 3}`;
  switch (one.act) {
    case 'record':
      return under.send(
        RecordPosting,
        {
          cadreId,
          postId: null,
          organizationId: under.rootId,
          title,
          kind: one.pick % 2 === 0 ? 'MAIN' : 'CONCURRENT',
          staffing: 'ADMIN',
          role: null,
          until:
            one.pick % 4 === 0
              ? { on: `${one.year + 1}`.replace('2025', '2024-06'), reason: 'TERM_ENDED' }
              : null,
          openingBalance: false,
        },
        on,
      );
    case 'end':
      return under.send(EndPosting, { ...held, reason: 'TERM_ENDED' }, on);
    case 'correct': {
      const was = posting?.was ?? { on: on.effectiveOn, title, role: null };
      const is = { ...was, title: `${was.title}(正)` };
      return under.send(CorrectPosting, { ...held, eventId: held.postingId, was, is }, on);
    }
    case 'void':
      return under.send(VoidPosting, held, on);
    case 'admit':
      return under.send(
        AdmitReserveMember,
        {
          cadreId,
          entryChannel: 'INTERVIEW_FINALIST',
          maturity: 'NEAR_TERM',
          target: 'DEPUTY',
          track: 'AGRI_RURAL',
          roundId: null,
        },
        on,
      );
    case 'assign':
      return under.send(AssignTraining, { cadreId, mode: 'PARTY_SCHOOL', plannedUntil: null }, on);
    case 'complete':
      return under.send(CompleteTraining, { cadreId, mode: 'PARTY_SCHOOL', hours: 40 }, on);
    case 'rate': {
      const rating = one.pick % 2 === 0 ? 'A' : 'C';
      return under.send(RateReserveMember, { cadreId, year: one.year, rating, evidence: null }, on);
    }
    case 'suspend':
      return under.send(SuspendReserveMember, { cadreId }, on);
    case 'reinstate':
      return under.send(ReinstateReserveMember, { cadreId }, on);
    case 'exit':
      return under.send(ExitReserveMember, { cadreId, exitReason: 'AGE', appointmentId: null }, on);
  }
}

/** Sends a script; `also` may send a step again, and is told what came of it. */
async function run(
  steps: readonly Step[],
  also: (
    again: (commandId: CommandId) => ReturnType<typeof sendStep>,
    own: CommandId,
  ) => Promise<void>,
) {
  const place = await people();
  const postings: Posting[] = [];
  for (const [index, one] of steps.entries()) {
    const known = [...postings];
    const own = idOf<CommandId>(`step ${index}`);
    const outcome = await sendStep(place, one, known, own);
    if (outcome.kind === 'recorded') {
      for (const { id, type, data, meta } of outcome.events) {
        const { cadreId, title } = data as { cadreId: CadreId; title: string };
        const was = { on: meta.effectiveOn, title, role: null };
        if (type === 'PostingStarted') postings.push({ id, cadreId, was });
      }
    }
    await also((commandId) => sendStep(place, one, known, commandId), own);
  }
  const events = await place.under.application().events(1, 1_000);
  await place.under.close();
  return events.map(({ meta: { correlationId: _differs, ...meta }, ...event }) => ({
    ...event,
    meta,
  }));
}

test('every command sent twice under its id is the same as sent once', async () => {
  const recorded = new Set<string>();
  await fc.assert(
    fc.asyncProperty(script, async (steps) => {
      const once = await run(steps, async () => {});
      const twice = await run(steps, async (again, own) => {
        await again(own);
      });
      expect(twice).toEqual(once);
      for (const { meta } of once) recorded.add(meta.command);
    }),
    { numRuns: 40, seed: 20240630 },
  );
  // The scripts get somewhere: every command was recorded in some of them.
  expect(Object.values(acts).filter((command) => !recorded.has(command))).toEqual([]);
});

test('what was recorded and is asked again under another id records nothing more', async () => {
  await fc.assert(
    fc.asyncProperty(script, async (steps) => {
      const once = await run(steps, async () => {});
      const twice = await run(steps, async (again, own) => {
        await again(idOf<CommandId>(`again ${own}`));
      });
      expect(twice).toEqual(once);
    }),
    { numRuns: 30 },
  );
});
