import { describe, expect, test } from '@jest/globals';
import { OrganizationOpened } from '../../events/organization.ts';
import { SanctionImposed } from '../../events/register.ts';
import type { CadreId, OrganizationId, ReserveRoundId } from '../../events/values.ts';
import { cadreStream } from '../../src/domain/people.ts';
import {
  NominateReserveCandidate,
  QualifyReserveCandidate,
  RejectReserveCandidate,
} from '../../src/domain/reserve-round-candidate.ts';
import { VoidReserveScreening } from '../../src/domain/reserve-round-correction.ts';
import { organizationStream } from '../../src/domain/structure.ts';
import { idOf } from '../scenario.ts';
import { givenPerson } from './given-people.ts';
import { advisoryCodes, givenPosting } from './given-postings.ts';
import {
  issueRules,
  lastOf,
  on,
  type Round,
  roundAt,
  villageSecretary,
} from './given-reserve-round.ts';
import { nowhere, unitUnder } from './given-structure.ts';

const byUnit = ({ roundId, cadreId, townshipId }: Round) => ({
  roundId,
  cadreId,
  form: 'UNIT' as const,
  nominatorUnitId: townshipId,
});
const unknown = idOf<ReserveRoundId>('no round');
const nobody = idOf<CadreId>('nobody');
const grounds = '任职年限不足';

describe('nominating a candidate', () => {
  test('says who put whom forward, and where they come from on that day', () => {
    const round = roundAt('announced');
    const { given, villageId } = round;
    expect(given.accepted(NominateReserveCandidate, byUnit(round), on('nominated'))).toMatchObject([
      {
        type: 'ReserveCandidateNominated',
        data: {
          ...byUnit(round),
          nominatorIds: [],
          origin: { organizationId: villageId, unitType: 'VILLAGE', role: 'VILLAGE_SECRETARY' },
        },
      },
    ]);
  });

  test('asked twice does nothing, whatever the order of the nominators; another way adds one', () => {
    const round = roundAt('nominated');
    const { given, cadreId, roundId } = round;
    expect(given.accepted(NominateReserveCandidate, byUnit(round), on('nominated'))).toEqual([]);
    const others = ['某乙', '某丙'].map((name) => givenPerson(given, name));
    const jointly = { roundId, cadreId, form: 'JOINT' as const, nominatorUnitId: null };
    const ids = { ...jointly, nominatorIds: others };
    expect(given.accepted(NominateReserveCandidate, ids, on('nominated'))).toHaveLength(1);
    const reversed = { ...jointly, nominatorIds: others.toReversed() };
    expect(given.accepted(NominateReserveCandidate, reversed, on('nominated'))).toEqual([]);
  });

  test.each([
    ['oneself alone', 'SELF', ['self'], false, []],
    ['oneself, named once', 'SELF', [], false, []],
    ['oneself by another', 'SELF', ['某乙'], false, ['NominatorsDoNotFitForm']],
    ['oneself, and a unit', 'SELF', ['self'], true, ['NominatorsDoNotFitForm']],
    ['jointly by two', 'JOINT', ['某乙', '某丙'], false, []],
    ['jointly by two, and a unit', 'JOINT', ['某乙', '某丙'], true, ['NominatorsDoNotFitForm']],
    [
      'jointly, one of two twice',
      'JOINT',
      ['某乙', '某丙', '某乙'],
      false,
      ['NominatorNamedTwice'],
    ],
    [
      'jointly by one, named twice',
      'JOINT',
      ['某乙', '某乙'],
      false,
      ['NominatorNamedTwice', 'NominatorsDoNotFitForm'],
    ],
    ['by a unit without one', 'UNIT', [], false, ['NominatorsDoNotFitForm']],
    ['at a meeting of a unit', 'MEETING', [], true, []],
    ['in talks without a unit', 'TALKS', [], false, ['NominatorsDoNotFitForm']],
  ] as const)('%s', (_words, form, names, withUnit, codes) => {
    const { given, cadreId, roundId, townshipId } = roundAt('announced');
    const nominatorIds = names.map((name) =>
      name === 'self' ? cadreId : givenPerson(given, name),
    );
    const nominatorUnitId = withUnit ? townshipId : null;
    const input = { roundId, cadreId, form, nominatorUnitId, nominatorIds };
    expect(given.refused(NominateReserveCandidate, input, on('nominated'))).toEqual(codes);
  });

  test('needs an announced round whose nominations have not ended', () => {
    const early = roundAt('opened');
    expect(early.given.refused(NominateReserveCandidate, byUnit(early), on('nominated'))).toEqual([
      'ReserveRoundNotAnnounced',
    ]);
    const late = roundAt('announced');
    const after = { effectiveOn: '2022-04-01' };
    expect(late.given.refused(NominateReserveCandidate, byUnit(late), after)).toEqual([
      'NominationsOver',
    ]);
  });

  test('needs people, a unit and a round of this county: all obstacles at once', () => {
    const round = roundAt('announced');
    const wrong = {
      ...byUnit(round),
      cadreId: nobody,
      nominatorUnitId: nowhere,
      nominatorIds: [nobody],
    };
    expect(round.given.refused(NominateReserveCandidate, wrong, on('nominated'))).toEqual([
      'CadreUnknown',
      'NominatorUnknown',
      'OrganizationUnknown',
    ]);
    const elsewhere = { ...byUnit(round), roundId: unknown };
    expect(round.given.refused(NominateReserveCandidate, elsewhere, on('nominated'))).toEqual([
      'ReserveRoundUnknown',
    ]);
  });

  test('entered long afterwards, it is judged on its own date', () => {
    const round = roundAt('recommended');
    const cadreId = villageSecretary(round.given, '某丁', round.villageId);
    const late = { ...byUnit(round), cadreId };
    expect(round.given.accepted(NominateReserveCandidate, late, on('nominated'))).toHaveLength(1);
  });
});

describe('qualifying a candidate', () => {
  /** A candidate nominated from a posting in a unit of its own. */
  function candidateFrom(
    unitType: 'PRIVATE_ENTERPRISE' | 'VILLAGE' | 'INSTITUTION' | 'TOWNSHIP',
    role: 'ENTERPRISE_DEPUTY_MANAGER_UP' | 'VILLAGE_SECRETARY' | 'OTHER' | null,
    aboveDesignatedSize = false,
  ) {
    const round = roundAt('announced');
    const { given, roundId } = round;
    const organizationId = idOf<OrganizationId>(`${unitType} ${role}`);
    given.given(organizationStream(organizationId), OrganizationOpened, {
      ...OrganizationOpened.sample.data,
      organizationId,
      unitType,
      countsAs: unitType,
      aboveDesignatedSize,
    });
    const cadreId = givenPerson(given, '某戊');
    givenPosting(given, { cadreId, organizationId, unitType }, { role });
    given.accepted(NominateReserveCandidate, { ...byUnit(round), cadreId }, on('nominated'));
    return given.decide(QualifyReserveCandidate, { roundId, cadreId }, on('qualified'));
  }
  const codes = (decision: ReturnType<typeof candidateFrom>) =>
    decision.kind === 'refused' ? decision.refusals.map(({ code }) => code) : [];

  test('says by which role they are eligible, and asked twice does nothing', () => {
    const { given, roundId, cadreId } = roundAt('nominated');
    const input = { roundId, cadreId };
    expect(given.accepted(QualifyReserveCandidate, input, on('qualified'))).toMatchObject([
      { type: 'ReserveCandidateQualified', data: { ...input, eligibleAs: 'VILLAGE_SECRETARY' } },
    ]);
    expect(given.accepted(QualifyReserveCandidate, input, on('qualified'))).toEqual([]);
  });

  test('asks of villages and enterprises a role the rule names, of others a posting only', () => {
    expect(codes(candidateFrom('VILLAGE', 'OTHER'))).toEqual(['RoleNotEligible']);
    expect(codes(candidateFrom('VILLAGE', null))).toEqual(['RoleNotEligible']);
    expect(codes(candidateFrom('INSTITUTION', null))).toEqual([]);
    expect(codes(candidateFrom('TOWNSHIP', null))).toEqual([]);
  });

  test('asks of enterprises the designated size, and warns of private ones', () => {
    const manager = 'ENTERPRISE_DEPUTY_MANAGER_UP';
    expect(codes(candidateFrom('PRIVATE_ENTERPRISE', manager))).toEqual(['EnterpriseBelowSize']);
    expect(codes(candidateFrom('PRIVATE_ENTERPRISE', null))).toEqual([
      'RoleNotEligible',
      'EnterpriseBelowSize',
    ]);
    expect(advisoryCodes(candidateFrom('PRIVATE_ENTERPRISE', manager, true))).toEqual([
      'PrivateFirmRouteLimited',
    ]);
  });

  test('needs a posting on the day of the nomination', () => {
    const round = roundAt('announced');
    const { given, roundId } = round;
    const cadreId = givenPerson(given, '某己');
    given.accepted(NominateReserveCandidate, { ...byUnit(round), cadreId }, on('nominated'));
    expect(given.refused(QualifyReserveCandidate, { roundId, cadreId }, on('qualified'))).toEqual([
      'NoPostingToBeRecommendedFrom',
    ]);
  });

  test('is judged by the rules pinned at the opening, whatever was issued since', () => {
    const { given, roundId, cadreId } = roundAt('nominated');
    issueRules(given, { 'P1.ELIGIBLE_ROLES': { roles: ['COMMUNITY_SECRETARY'] } }, '2022-03-15');
    expect(given.refused(QualifyReserveCandidate, { roundId, cadreId }, on('qualified'))).toEqual(
      [],
    );
  });

  test('is refused while a sanction has effect on that day, with the sanction as evidence', () => {
    const { given, roundId, cadreId } = roundAt('nominated');
    const sanction = given.given(
      cadreStream(cadreId),
      SanctionImposed,
      { cadreId, effectEndsOn: '2022-06-01' },
      { effectiveOn: '2021-12-01', personal: { kind: '警告', detail: null } },
    );
    const input = { roundId, cadreId };
    expect(given.decide(QualifyReserveCandidate, input, on('qualified'))).toMatchObject({
      refusals: [{ code: 'SanctionInForce', evidence: [sanction.id] }],
    });
    expect(given.refused(QualifyReserveCandidate, input, { effectiveOn: '2022-06-01' })).toEqual(
      [],
    );
  });

  test('needs somebody nominated in a round of this county', () => {
    const { given, roundId, cadreId } = roundAt('nominated');
    const stranger = { roundId, cadreId: nobody };
    expect(given.refused(QualifyReserveCandidate, stranger, on('qualified'))).toEqual([
      'CandidateNotNominated',
    ]);
    const elsewhere = { roundId: unknown, cadreId };
    expect(given.refused(QualifyReserveCandidate, elsewhere)).toEqual(['ReserveRoundUnknown']);
  });
});

describe('rejecting a candidate', () => {
  test('records the grounds, and asked twice does nothing', () => {
    const { given, roundId, cadreId } = roundAt('nominated');
    const input = { roundId, cadreId, grounds };
    expect(given.accepted(RejectReserveCandidate, input, on('qualified'))).toMatchObject([
      { type: 'ReserveCandidateRejected', data: input },
    ]);
    expect(given.accepted(RejectReserveCandidate, input, on('qualified'))).toEqual([]);
  });

  test('needs somebody nominated in a round that is not over', () => {
    const { given, roundId } = roundAt('closed');
    const stranger = { roundId, cadreId: nobody, grounds };
    expect(given.refused(RejectReserveCandidate, stranger)).toEqual([
      'CandidateNotNominated',
      'ReserveRoundOver',
    ]);
  });
});

describe('a screening that stands otherwise', () => {
  const later = { effectiveOn: '2022-03-21' };
  const candidate = ({ roundId, cadreId }: Round) => ({ roundId, cadreId });

  test('is voided first: nobody qualified is rejected, or qualified on another day', () => {
    const round = roundAt('qualified');
    const { given } = round;
    const refusals = [
      {
        code: 'CandidateScreenedOtherwise',
        evidence: [lastOf(round, 'ReserveCandidateQualified')],
      },
    ];
    const rejection = { ...candidate(round), grounds };
    expect(given.decide(RejectReserveCandidate, rejection, later)).toMatchObject({ refusals });
    expect(given.decide(QualifyReserveCandidate, candidate(round), later)).toMatchObject({
      refusals,
    });
    given.accepted(VoidReserveScreening, candidate(round), { reason: '审查有误' });
    expect(given.refused(RejectReserveCandidate, rejection, later)).toEqual([]);
  });

  test('is voided first: nobody rejected is qualified, or rejected on other grounds or days', () => {
    const round = roundAt('nominated');
    const { given } = round;
    const rejection = { ...candidate(round), grounds };
    given.accepted(RejectReserveCandidate, rejection, on('qualified'));
    const otherwise = ['CandidateScreenedOtherwise'];
    expect(given.refused(QualifyReserveCandidate, candidate(round), later)).toEqual(otherwise);
    expect(given.refused(RejectReserveCandidate, rejection, later)).toEqual(otherwise);
    const others = { ...rejection, grounds: '年龄不符' };
    expect(given.refused(RejectReserveCandidate, others, on('qualified'))).toEqual(otherwise);
    given.accepted(VoidReserveScreening, candidate(round), { reason: '审查有误' });
    expect(given.refused(QualifyReserveCandidate, candidate(round), later)).toEqual([]);
  });
});

test('a unit opened later in the county can nominate as well', () => {
  const round = roundAt('announced');
  const unitId = unitUnder(round.given, round.rootId, 'A9', 'MASS_ORG', '2022-03-02');
  const input = { ...byUnit(round), nominatorUnitId: unitId };
  expect(round.given.refused(NominateReserveCandidate, input, on('nominated'))).toEqual([]);
});
