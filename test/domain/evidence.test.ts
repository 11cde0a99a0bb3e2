/** What a refusal shows of the record: the facts that stand in the way. */
import { expect, test } from '@jest/globals';
import { AppointCadre } from '../../src/domain/appointment.ts';
import { OpenOrganization } from '../../src/domain/organization.ts';
import { OpenReserveRound } from '../../src/domain/reserve-round.ts';
import { HoldReserveRecommendation } from '../../src/domain/reserve-round-meeting.ts';
import { RecommendReserveCandidates } from '../../src/domain/reserve-round-recommendation.ts';
import { document, secretary } from './given-appointments.ts';
import { givenQuota } from './given-people.ts';
import { lastOf, meeting, on, roundAt } from './given-reserve-round.ts';
import { openCounty, unitUnder } from './given-structure.ts';

test('an overfull team shows its quota, though no seat of it is taken', () => {
  const { given, appointment, unitId } = secretary();
  givenQuota(given, unitId, 0, 0);
  const quotaId = given.all().findLast(({ type }) => type === 'QuotaSet')?.id;
  expect(given.decide(AppointCadre, appointment, document)).toMatchObject({
    refusals: [{ code: 'QuotaExceeded', evidence: [quotaId] }],
  });
});

test('candidates not screened in are shown by their nomination, those not voted on by the screening', () => {
  const nominated = roundAt('nominated');
  const { roundId, cadreId } = nominated;
  const listing = { roundId, cadreIds: [cadreId] };
  const nominationId = lastOf(nominated, 'ReserveCandidateNominated');
  expect(
    nominated.given.decide(RecommendReserveCandidates, listing, on('recommended')),
  ).toMatchObject({
    refusals: [
      { code: 'CandidatesNotQualified', evidence: [nominationId] },
      { code: 'CandidatesNotVotedOn', evidence: [nominationId] },
    ],
  });
  expect(
    nominated.given.decide(HoldReserveRecommendation, meeting(nominated), on('held')),
  ).toMatchObject({
    refusals: [{ code: 'CandidatesNotQualified', evidence: [nominationId] }],
  });
});

test('a round that is still open is shown by its opening', () => {
  const round = roundAt('announced');
  const openedId = lastOf(round, 'ReserveRoundOpened');
  const another = { year: 2024, title: '2024年县管后备干部公开推荐' };
  expect(
    round.given.decide(OpenReserveRound, another, { effectiveOn: '2024-03-01' }),
  ).toMatchObject({
    refusals: [{ code: 'ReserveRoundStillOpen', evidence: [openedId] }],
  });
});

test('a code that is taken is shown by the event that took it', () => {
  const { given, rootId } = openCounty();
  unitUnder(given, rootId, 'A1', 'TOWNSHIP');
  const taken = given.all().findLast(({ type }) => type === 'CodeTaken');
  const other = { code: 'A1', name: '另一乡', unitType: 'TOWNSHIP' as const, parentId: rootId };
  expect(given.decide(OpenOrganization, other)).toMatchObject({
    refusals: [{ code: 'OrganizationCodeTaken', evidence: [taken?.id] }],
  });
});
