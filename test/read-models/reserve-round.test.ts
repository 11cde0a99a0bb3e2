import { describe, expect, test } from '@jest/globals';
import type { CivilDate } from '../../events/dates.ts';
import type { CadreId, OrganizationId, ReserveRoundId } from '../../events/values.ts';
import { OpenOrganization } from '../../src/domain/organization.ts';
import { RegisterPerson } from '../../src/domain/person.ts';
import { RecordPosting } from '../../src/domain/posting.ts';
import { AnnounceReserveRound, OpenReserveRound } from '../../src/domain/reserve-round.ts';
import {
  NominateReserveCandidate,
  QualifyReserveCandidate,
  RejectReserveCandidate,
} from '../../src/domain/reserve-round-candidate.ts';
import { CancelReserveRound } from '../../src/domain/reserve-round-conclusion.ts';
import {
  HoldReserveRecommendation,
  RecommendReserveCandidates,
  VoidReserveRecommendation,
} from '../../src/domain/reserve-round-recommendation.ts';
import {
  reserveCandidateKey,
  reserveCandidates,
  reserveNominations,
  reserveRecommendations,
  reserveRounds,
} from '../../src/read-models/reserve-round.ts';
import { givenPerson, identityNumberOf, profile } from '../domain/given-people.ts';
import { days, on, roundAt, title, votesOn } from '../domain/given-reserve-round.ts';
import { type LedgerUnderTest, ledgerUnderTest } from '../ledger-under-test.ts';
import { columnsOf, rowsOf } from './rows-of.ts';

describe('the row of a round', () => {
  test('goes through its stages on their dates', () => {
    const { given, roundId } = roundAt('closed');
    const stageOn = (day: string) => rowsOf(reserveRounds, given.all(), day).get(roundId)?.stage;
    expect(stageOn('2022-02-28')).toBeUndefined();
    expect(stageOn(days.opened)).toBe('DRAFT');
    expect(stageOn(days.announced)).toBe('ANNOUNCED');
    expect(stageOn(days.held)).toBe('RECOMMENDING');
    expect(stageOn(days.deliberated)).toBe('DELIBERATING');
    expect(stageOn('2022-06-06')).toBe('PUBLICIZED');
    expect(stageOn(days.closed)).toBe('CLOSED');
  });

  test('holds its dates, the rule set it pinned, and the fact and document it rests on', () => {
    const { given, roundId } = roundAt('closed');
    const row = rowsOf(reserveRounds, given.all()).get(roundId);
    expect(row).toEqual({
      county: '419998',
      roundId,
      year: 2022,
      title,
      stage: 'CLOSED',
      openedOn: days.opened,
      announcedOn: days.announced,
      nominationsUntil: '2022-03-31',
      noticeEndsOn: '2022-06-06',
      closedOn: days.closed,
      ruleSetVersion: 1,
      eventId: given.all().find(({ type }) => type === 'ReserveRoundOpened')?.id,
      document: null,
    });
    expect(columnsOf(reserveRounds, row)).toEqual({
      county: '419998',
      year: 2022,
      stage: 'CLOSED',
      openedOn: days.opened,
      closedOn: days.closed,
    });
  });

  test('ends as cancelled when the round was', () => {
    const { given, roundId } = roundAt('announced');
    given.accepted(
      CancelReserveRound,
      { roundId, grounds: '换届延期' },
      { effectiveOn: '2022-04-01' },
    );
    expect(rowsOf(reserveRounds, given.all()).get(roundId)).toMatchObject({
      stage: 'CANCELLED',
      closedOn: '2022-04-01',
    });
  });
});

describe('the row of a candidate', () => {
  test('goes from nomination to inspection, with the facts each step rests on', () => {
    const { given, roundId, cadreId, villageId } = roundAt('inspected');
    const key = reserveCandidateKey(roundId, cadreId);
    const rowOn = (day: string) => rowsOf(reserveCandidates, given.all(), day).get(key);
    const idsOf = (type: string) =>
      given.all().flatMap((event) => (event.type === type ? [event.id] : []));
    expect(rowOn('2022-03-09')).toBeUndefined();
    expect(rowOn(days.nominated)).toMatchObject({ stage: 'NOMINATED', recommendedEventId: null });
    expect(rowOn(days.qualified)).toMatchObject({ stage: 'QUALIFIED' });
    expect(rowOn(days.recommended)).toMatchObject({ stage: 'RECOMMENDED', inspectedFit: null });
    expect(rowOn(days.inspected)).toEqual({
      county: '419998',
      roundId,
      cadreId,
      origin: { organizationId: villageId, unitType: 'VILLAGE', role: 'VILLAGE_SECRETARY' },
      stage: 'INSPECTED',
      nominatedOn: days.nominated,
      nominationIds: idsOf('ReserveCandidateNominated'),
      rejectedFor: null,
      recommendedOn: days.recommended,
      recommendedEventId: idsOf('ReserveCandidateRecommended')[0],
      recommendationIds: idsOf('ReserveRecommendationHeld'),
      inspectedFit: true,
      eventId: idsOf('ReserveCandidateNominated')[0],
      document: null,
    });
  });

  test('is found by round, person, stage, origin and whether it was recommended', () => {
    const { given, roundId, cadreId } = roundAt('recommended');
    const row = rowsOf(reserveCandidates, given.all()).get(reserveCandidateKey(roundId, cadreId));
    expect(columnsOf(reserveCandidates, row)).toEqual({
      county: '419998',
      roundId,
      cadreId,
      stage: 'RECOMMENDED',
      originType: 'VILLAGE',
      originRole: 'VILLAGE_SECRETARY',
      grassroots: true,
      recommended: true,
      recommendedOn: days.recommended,
      nominatedOn: days.nominated,
    });
  });

  test('is one however often they were nominated; the first nomination in time begins it', () => {
    const { given, roundId, cadreId } = roundAt('nominated');
    const oneself = { roundId, cadreId, form: 'SELF' as const, nominatorUnitId: null };
    given.accepted(
      NominateReserveCandidate,
      { ...oneself, nominatorIds: [cadreId] },
      { effectiveOn: '2022-03-07' },
    );
    const nominations = given.all().filter(({ type }) => type === 'ReserveCandidateNominated');
    const rows = rowsOf(reserveCandidates, given.all());
    expect([...rows.keys()]).toEqual([reserveCandidateKey(roundId, cadreId)]);
    expect([...rows.values()][0]).toMatchObject({
      nominatedOn: '2022-03-07',
      eventId: nominations[1]?.id,
      nominationIds: [nominations[1]?.id, nominations[0]?.id],
    });
  });

  test('says on which grounds they were rejected', () => {
    const { given, roundId, cadreId } = roundAt('nominated');
    const input = { roundId, cadreId, grounds: '任职年限不足' };
    given.accepted(RejectReserveCandidate, input, on('qualified'));
    expect([...rowsOf(reserveCandidates, given.all()).values()]).toMatchObject([
      { stage: 'REJECTED', rejectedFor: '任职年限不足' },
    ]);
  });
});

test('a nomination’s row says who put whom forward, and in which form', () => {
  const { given, roundId, cadreId, townshipId } = roundAt('nominated');
  const nominatorIds = ['某乙', '某丙'].map((name) => givenPerson(given, name));
  const jointly = { roundId, cadreId, form: 'JOINT' as const, nominatorUnitId: null, nominatorIds };
  given.accepted(NominateReserveCandidate, jointly, on('nominated'));
  const rows = [...rowsOf(reserveNominations, given.all()).values()];
  expect(rows).toMatchObject([
    { cadreId, form: 'UNIT', nominatorUnitId: townshipId, nominatorIds: [], on: days.nominated },
    { cadreId, form: 'JOINT', nominatorUnitId: null, nominatorIds, on: days.nominated },
  ]);
  expect(columnsOf(reserveNominations, rows[0])).toMatchObject({ roundId, form: 'UNIT' });
});

test('a recommendation’s row says who attended and all votes on each candidate', () => {
  const { given, roundId, cadreId, townshipId } = roundAt('held');
  const rows = [...rowsOf(reserveRecommendations, given.all()).values()];
  expect(rows).toMatchObject([
    {
      roundId,
      form: 'MEETING',
      unitId: townshipId,
      on: days.held,
      expected: 72,
      present: 60,
      tallies: [{ cadreId, votesFor: 50, votesAgainst: 4, abstaining: 3, other: 2, rank: 1 }],
    },
  ]);
});

describe('a recommendation voided in 2024', () => {
  const recorded = '2022-04-20T02:00:00.000Z';
  const voidedAt = '2024-05-06T02:00:00.000Z';

  test('stands as known before, and never was as known since, on whatever day', async () => {
    const under = await ledgerUnderTest('memory', recorded);
    const { roundId, cadreId } = await recommended(under);
    under.clock.set(voidedAt);
    const candidate = { roundId, cadreId };
    await under.record(VoidReserveRecommendation, candidate, { reason: '重复推荐' });
    const shown = async (asOf: string, knownAt: string | null) => {
      const at = { asOf: asOf as CivilDate, knownAt: knownAt as never };
      const where = { roundId, recommended: 1 };
      return under.application().rows.count(reserveCandidates, { where, at });
    };
    expect(await shown('2022-04-14', recorded)).toBe(0);
    expect(await shown('2022-12-31', recorded)).toBe(1);
    expect(await shown('2022-12-31', '2024-05-06T01:59:59.999Z')).toBe(1);
    expect(await shown('2022-12-31', voidedAt)).toBe(0);
    expect(await shown('2022-12-31', null)).toBe(0);
    expect(await shown('2024-06-30', null)).toBe(0);
    const at = { asOf: '2024-06-30' as CivilDate, knownAt: null };
    const [row] = await under.application().rows.all(reserveCandidates, { where: { roundId }, at });
    expect(row?.state).toMatchObject({ stage: 'QUALIFIED', recommendedOn: null });
    await under.close();
  });
});

/** Somebody recommended in a round of 2022, everything entered at one moment. */
async function recommended(under: LedgerUnderTest) {
  const day = (effectiveOn: string) => ({ effectiveOn });
  const unit = { code: 'V1', name: '虚构村', unitType: 'VILLAGE' as const, parentId: under.rootId };
  const opened = await under.record(OpenOrganization, unit, day('2019-01-01'));
  const organizationId = opened[1]?.data.organizationId as OrganizationId;
  const birth = '1985-06-01';
  const person = { ...profile, birth, identityNumber: identityNumberOf(birth) };
  const registered = await under.record(
    RegisterPerson,
    { ...person, openingBalance: true },
    day('2019-01-01'),
  );
  const cadreId = registered[0]?.data.cadreId as CadreId;
  await under.record(
    RecordPosting,
    {
      cadreId,
      postId: null,
      organizationId,
      title: '村党支部书记',
      kind: 'MAIN',
      staffing: 'NONE',
      role: 'VILLAGE_SECRETARY',
      until: null,
      openingBalance: true,
    },
    day('2019-02-01'),
  );
  const round = await under.record(OpenReserveRound, { year: 2022, title }, on('opened'));
  const roundId = round[0]?.data.roundId as ReserveRoundId;
  const candidate = { roundId, cadreId };
  const meeting = {
    roundId,
    form: 'MEETING' as const,
    unitId: organizationId,
    expected: 72,
    present: 60,
  };
  await under.record(
    AnnounceReserveRound,
    { roundId, nominationsUntil: '2022-03-31' },
    on('announced'),
  );
  const byUnit = { ...candidate, form: 'UNIT' as const, nominatorUnitId: organizationId };
  await under.record(NominateReserveCandidate, byUnit, on('nominated'));
  await under.record(QualifyReserveCandidate, candidate, on('qualified'));
  const held = { ...meeting, tallies: [votesOn(cadreId)] };
  await under.record(HoldReserveRecommendation, held, on('held'));
  await under.record(
    RecommendReserveCandidates,
    { roundId, cadreIds: [cadreId] },
    on('recommended'),
  );
  return candidate;
}
