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
} from '../../src/domain/reserve-round-candidate.ts';
import { HoldReserveRecommendation } from '../../src/domain/reserve-round-meeting.ts';
import {
  RecommendReserveCandidates,
  VoidReserveRecommendation,
} from '../../src/domain/reserve-round-recommendation.ts';
import { reserveCandidates } from '../../src/read-models/reserve-round.ts';
import { identityNumberOf, profile } from '../domain/given-people.ts';
import { on, title, votesOn } from '../domain/given-reserve-round.ts';
import { type LedgerUnderTest, ledgerUnderTest } from '../ledger-under-test.ts';

describe('a listing voided in 2024', () => {
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
