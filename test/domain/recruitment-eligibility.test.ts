import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CivilDate, PartialDate } from '../../events/dates.ts';
import { addMonths } from '../../events/dates.ts';
import { FiveStarRatingRecorded } from '../../events/organization.ts';
import { PersonRegistered } from '../../events/person.ts';
import { PostingEnded } from '../../events/posting.ts';
import { PoliticalHonourGranted, SanctionImposed } from '../../events/register.ts';
import type { CadreId } from '../../events/values.ts';
import { cadreStream, type Posting, type PostingsState } from '../../src/domain/people.ts';
import { QualifyRecruitmentApplicant } from '../../src/domain/recruitment-applicant.ts';
import { monthsAtGrassroots } from '../../src/domain/recruitment-eligibility.ts';
import { organizationStream } from '../../src/domain/structure.ts';
import { givenPerson } from './given-people.ts';
import { advisoryCodes, givenPosting } from './given-postings.ts';
import {
  announced,
  on,
  qualified,
  registered,
  secretary,
  type World,
} from './given-recruitments.ts';

/** Registered on 2022-03-15, reviewed on 2022-03-20. */
const reviewed = (world: World, cadreId: CadreId, liftedVillage = false) => {
  const { given, recruitmentId } = world;
  const input = { recruitmentId, cadreId, liftedVillage };
  return given.decide(QualifyRecruitmentApplicant, input, on('2022-03-20'));
};
const codes = (world: World, cadreId: CadreId, liftedVillage = false) => {
  const decision = reviewed(world, cadreId, liftedVillage);
  return decision.kind === 'refused' ? decision.refusals.map(({ code }) => code).sort() : [];
};

describe('a village cadre', () => {
  test('qualifies after three years in post', () => {
    const world = announced();
    const [event] = qualified(world, secretary(world, { from: '2019-03-15' }));
    expect(event).toMatchObject({
      type: 'RecruitmentApplicantQualified',
      data: { liftedVillage: false },
    });
  });

  test('needs three years in post up to the registration, and to be in post', () => {
    const world = announced();
    const short = secretary(world, { from: '2019-03-16' });
    registered(world, short);
    expect(codes(world, short)).toEqual(['YearsInVillagePostShort']);
    const former = secretary(world, { name: '某乙', from: '2010-01-01' });
    world.given.given(
      cadreStream(former),
      PostingEnded,
      {
        cadreId: former,
        postingId: world.given.streams.get(cadreStream(former))?.at(-1)?.id ?? '',
        reason: 'TERM_ENDED',
      },
      on('2022-01-01'),
    );
    registered(world, former);
    expect(codes(world, former)).toEqual(['YearsInVillagePostShort']);
  });

  test('is at most forty, or forty-five from a village lifted out of poverty', () => {
    const world = announced();
    const forty = secretary(world, { birth: '1981-03-16' });
    const older = secretary(world, { name: '某乙', birth: '1981-03-15' });
    const oldest = secretary(world, { name: '某丙', birth: '1976-03-15' });
    for (const cadreId of [forty, older, oldest]) registered(world, cadreId);
    expect(codes(world, forty)).toEqual([]);
    expect(codes(world, older)).toEqual(['OverAge']);
    expect(codes(world, older, true)).toEqual([]);
    expect(codes(world, oldest, true)).toEqual(['OverAge']);
  });

  test('whose birth was erased is not guessed at: the rule is undecided', () => {
    const world = announced();
    const cadreId = secretary(world);
    const stream = cadreStream(cadreId);
    const facts = world.given.streams.get(stream) ?? [];
    const erased = facts.map((fact) => ({ ...fact, personal: null }));
    world.given.streams.set(stream, erased as never);
    registered(world, cadreId);
    expect(reviewed(world, cadreId)).toMatchObject({
      kind: 'accepted',
      advisories: [{ code: 'RuleUndecided', rule: 'P4.AGE' }],
    });
  });

  test.each([
    ['1981', 'undecided'],
    ['1982', 'kept'],
    ['1980', 'broken'],
  ])('born in %s, no more is known, leaves the rule %s', (birth, expected) => {
    const world = announced();
    const cadreId = secretary(world);
    const stream = cadreStream(cadreId);
    const facts = (world.given.streams.get(stream) ?? []).map((fact) =>
      fact.type === PersonRegistered.type
        ? { ...fact, personal: { ...(fact.personal as unknown as object), birth } }
        : fact,
    );
    world.given.streams.set(stream, facts as never);
    registered(world, cadreId);
    const decision = reviewed(world, cadreId);
    const found = {
      undecided: decision.kind === 'accepted' && decision.advisories[0]?.code === 'RuleUndecided',
      kept: decision.kind === 'accepted' && decision.advisories.length === 0,
      broken: decision.kind === 'refused' && decision.refusals[0]?.code === 'OverAge',
    };
    expect(found).toMatchObject({ [expected]: true });
  });

  test('with a sanction in force is advised against; nothing personal is said', () => {
    const world = announced();
    const cadreId = secretary(world);
    world.given.given(
      cadreStream(cadreId),
      SanctionImposed,
      { cadreId, effectEndsOn: '2022-06' },
      { effectiveOn: '2021-12-01', personal: { kind: '警告', detail: null } },
    );
    registered(world, cadreId);
    const decision = reviewed(world, cadreId);
    expect(advisoryCodes(decision)).toEqual(['SanctionInForce']);
    expect(JSON.stringify(decision)).not.toContain('警告');
  });

  test('reviewed twice is reviewed once', () => {
    const world = announced();
    const cadreId = secretary(world);
    qualified(world, cadreId);
    expect(reviewed(world, cadreId)).toEqual({ kind: 'accepted', events: [], advisories: [] });
    expect(codes(world, cadreId, true)).toEqual(['ApplicantQualifiedBefore']);
  });
});

describe('grassroots work', () => {
  test('is asked for in years; a ledger that knows no posting leaves it undecided', () => {
    const required = { requiresGrassroots: true, minGrassrootsYears: 2 };
    const world = announced({ track: 'GENERAL', terms: required });
    const [enough, short, unknown] = ['某甲', '某乙', '某丙'].map((name) =>
      givenPerson(world.given, name, '1990-01-01'),
    ) as [CadreId, CadreId, CadreId];
    const { township: organizationId } = world;
    givenPosting(world.given, { cadreId: enough, organizationId }, { from: '2020-03' });
    givenPosting(world.given, { cadreId: short, organizationId }, { from: '2020-04' });
    for (const cadreId of [enough, short, unknown]) registered(world, cadreId);
    expect(codes(world, enough)).toEqual([]);
    expect(codes(world, short)).toEqual(['GrassrootsWorkShort']);
    expect(advisoryCodes(reviewed(world, unknown))).toEqual(['RuleUndecided']);
  });

  const posting = (from: string, to: string | null, kind = 'MAIN') =>
    ({
      grassroots: true,
      kind,
      from: from as PartialDate,
      end: to === null ? null : { on: to as PartialDate, eventId: '', reason: 'NEW_POST' },
    }) as unknown as Posting;
  const months = (postings: readonly Posting[], day: string) =>
    monthsAtGrassroots({ postings, intakes: [] } as unknown as PostingsState, 6, day as CivilDate);

  test('is counted in whole months, overlaps once, short secondments not at all', () => {
    expect(months([posting('2019-03', '2020-03')], '2022-01-01')).toBe(12);
    expect(months([posting('2019', '2020'), posting('2019-07', '2020-07')], '2022-01-01')).toBe(18);
    expect(months([posting('2021-01', null)], '2021-07-31')).toBe(6);
    expect(months([posting('2019-03', '2019-08', 'SECONDED')], '2022-01-01')).toBe(0);
    expect(months([posting('2019-03', '2019-09', 'SECONDED')], '2022-01-01')).toBe(6);
  });

  test('never exceeds the months that passed, however postings overlap', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 60 }));
    const day = (month: number) => addMonths('2010-01-01' as CivilDate, month);
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), (spans) => {
        const covered = new Set<number>();
        for (const [from, length] of spans) {
          for (let month = from; month < Math.min(from + length, 120); month += 1) {
            covered.add(month);
          }
        }
        const postings = spans.map(([from, length]) => posting(day(from), day(from + length)));
        expect(months(postings, day(120))).toBe(covered.size);
      }),
    );
  });
});

describe('what somebody applies on', () => {
  const basis = (bases: ('GOOD_SECRETARY' | 'FIVE_STAR_BRANCH' | 'LINE_WORKER')[]) =>
    announced({ kind: 'INSTITUTION', terms: { bases } });

  test('an honour stands on record before the registration', () => {
    const world = basis(['GOOD_SECRETARY']);
    const cadreId = secretary(world);
    registered(world, cadreId, 'GOOD_SECRETARY');
    const honour = {
      cadreId,
      honour: 'GOOD_SECRETARY',
      title: '好书记',
      grantedBy: '县委',
    } as const;
    const grant = (day: string) =>
      world.given.given(cadreStream(cadreId), PoliticalHonourGranted, honour, on(day));
    grant('2022-03-16');
    expect(codes(world, cadreId)).toEqual(['BasisNotOnRecord']);
    grant('2022-03-15');
    expect(codes(world, cadreId)).toEqual([]);
  });

  test('a five-star branch is the one the applicant serves in, rated with five stars', () => {
    const world = basis(['FIVE_STAR_BRANCH']);
    const cadreId = secretary(world);
    registered(world, cadreId, 'FIVE_STAR_BRANCH');
    const organizationId = world.village;
    const rate = (year: number, stars: string[]) =>
      world.given.given(
        organizationStream(organizationId),
        FiveStarRatingRecorded,
        { organizationId, year, stars },
        on(`${year}-02-01`),
      );
    expect(codes(world, cadreId)).toEqual(['BasisNotOnRecord']);
    rate(2022, ['支部过硬', '产业兴旺', '生态宜居', '平安法治']);
    expect(codes(world, cadreId)).toEqual(['BasisNotOnRecord']);
    rate(2022, ['支部过硬', '产业兴旺', '生态宜居', '平安法治', '文明幸福']);
    expect(codes(world, cadreId)).toEqual([]);
  });

  test('a group that is no award needs no record', () => {
    const world = basis(['LINE_WORKER']);
    const cadreId = secretary(world);
    registered(world, cadreId, 'LINE_WORKER');
    expect(codes(world, cadreId)).toEqual([]);
  });
});
