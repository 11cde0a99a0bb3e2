import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CadreId, EventId, OrganizationId, PostId } from '../../events/values.ts';
import { mainPostingOn, postings, spanOf } from '../../src/domain/people.ts';
import { EndPosting, RecordPosting } from '../../src/domain/posting.ts';
import { hasSentence } from '../../src/domain/sentences/index.ts';
import { organization, post } from '../../src/domain/structure.ts';
import { idOf, scenario } from '../scenario.ts';
import { givenPerson, givenPost, givenQuota, givenUnit, stateOf } from './given-people.ts';

function village() {
  const given = scenario();
  const cadreId = givenPerson(given);
  const organizationId = givenUnit(given, '虚构村', 'VILLAGE');
  const secretary = {
    cadreId,
    postId: null,
    organizationId,
    title: '村党支部书记',
    kind: 'MAIN' as const,
    staffing: 'NONE' as const,
    role: 'VILLAGE_SECRETARY' as const,
    until: null,
    openingBalance: false,
  };
  return { given, cadreId, organizationId, secretary };
}

function township(quota = 1) {
  const given = scenario();
  const cadreId = givenPerson(given);
  const unitId = givenUnit(given, '虚构乡', 'TOWNSHIP');
  givenQuota(given, unitId, 1, quota);
  const postId = givenPost(given, unitId, '副乡长');
  const stands = () => {
    const taken = stateOf(given, organization(unitId)).taken;
    return { taken: taken.length, holdings: stateOf(given, post(postId)).holdings };
  };
  return { given, cadreId, unitId, postId, stands };
}

const deputy = (cadreId: CadreId, postId: PostId) => ({
  cadreId,
  postId,
  organizationId: null,
  title: null,
  kind: 'MAIN' as const,
  staffing: 'ADMIN' as const,
  role: null,
  until: null,
  openingBalance: true,
});

describe('recording a posting', () => {
  test('starts it on the date of the record, with nobody selected', () => {
    const { given, secretary } = village();
    const events = given.accepted(RecordPosting, secretary, { effectiveOn: '2015-03' });
    expect(events.map(({ type }) => type)).toEqual(['PostingStarted']);
    expect(events[0]).toMatchObject({
      data: {
        unitType: 'VILLAGE',
        postKind: 'VILLAGE_POST',
        role: 'VILLAGE_SECRETARY',
        grassroots: true,
        frontLine: true,
        basedOn: null,
      },
      meta: { effectiveOn: '2015-03' },
    });
  });

  test('asked twice does nothing, with or without an end', () => {
    const { given, secretary } = village();
    const ended = { ...secretary, until: { on: '2018-03', reason: 'TERM_ENDED' as const } };
    for (const input of [ended, { ...secretary }]) {
      const on = { effectiveOn: input.until === null ? '2019-03' : '2015-03' };
      expect(given.accepted(RecordPosting, input, on)).not.toEqual([]);
      expect(given.accepted(RecordPosting, input, on)).toEqual([]);
    }
  });

  test('with an end leaves the present main posting alone', () => {
    const { given, cadreId, secretary } = village();
    given.accepted(RecordPosting, secretary, { effectiveOn: '2020-01' });
    const past = { ...secretary, title: '村委会主任', role: 'VILLAGE_DIRECTOR' as const };
    const until = { on: '2020-01', reason: 'NEW_POST' as const };
    given.accepted(RecordPosting, { ...past, until }, { effectiveOn: '2017-01' });
    const state = stateOf(given, postings(cadreId));
    expect(mainPostingOn(state, '2024-01-01' as never)?.title).toBe('村党支部书记');
    expect(mainPostingOn(state, '2019-01-01' as never)?.title).toBe('村委会主任');
  });

  test('cannot overlap another main posting', () => {
    const { given, secretary } = village();
    given.accepted(RecordPosting, secretary, { effectiveOn: '2020-01' });
    const until = { on: '2021-01', reason: 'NEW_POST' as const };
    const past = { ...secretary, title: '村委会主任', until };
    expect(given.refused(RecordPosting, past, { effectiveOn: '2019-01' })).toEqual([
      'MainPostingOverlaps',
    ]);
  });

  test('needs a place, and one place only', () => {
    const { given, unitId, cadreId, postId } = township();
    const elsewhere = givenUnit(given, '虚构镇', 'TOWNSHIP');
    const input = deputy(cadreId, postId);
    expect(given.refused(RecordPosting, { ...input, postId: null })).toEqual([
      'PostOrTitleMissing',
    ]);
    const wrong = { ...input, organizationId: elsewhere, title: '副镇长' };
    expect(given.refused(RecordPosting, wrong)).toEqual([
      'PostInAnotherOrganization',
      'TitleIsNotThePosts',
    ]);
    const right = { ...input, organizationId: unitId, title: '副乡长' };
    expect(given.refused(RecordPosting, right)).toEqual([]);
  });

  test('names every obstacle at once', () => {
    const { given, secretary } = village();
    const wrong = {
      ...secretary,
      cadreId: idOf<CadreId>('nobody'),
      organizationId: idOf<OrganizationId>('nowhere'),
      until: { on: '2025-01', reason: 'TERM_ENDED' as const },
    };
    expect(given.refused(RecordPosting, wrong, { effectiveOn: '2026' })).toEqual([
      'CadreUnknown',
      'DateAhead',
      'EndBeforeStart',
      'OrganizationUnknown',
      'RoleOutOfPlace',
    ]);
  });

  test('a village role belongs to a village, an enterprise role is an enterprise post', () => {
    const { given, cadreId, secretary } = village();
    const firm = givenUnit(given, '虚构公司', 'PRIVATE_ENTERPRISE');
    const there = { ...secretary, organizationId: firm };
    expect(given.refused(RecordPosting, there)).toEqual(['RoleOutOfPlace']);
    const manager = { ...there, title: '副经理', role: 'ENTERPRISE_DEPUTY_MANAGER_UP' as const };
    const [started] = given.accepted(RecordPosting, manager);
    expect(started?.data).toMatchObject({ cadreId, postKind: 'ENTERPRISE_POST' });
  });
});

describe('the opening balance', () => {
  test('takes seat and quota and is no selection', () => {
    const { given, cadreId, postId, stands } = township();
    const events = given.accepted(RecordPosting, deputy(cadreId, postId), { effectiveOn: '2018' });
    expect(events.map(({ type }) => type)).toEqual(['PostingStarted', 'PostFilled', 'QuotaTaken']);
    expect(stands()).toMatchObject({ taken: 1, holdings: [{ cadreId, to: null }] });
  });

  test('may be over quota, with an advisory; later records may not', () => {
    const { given, cadreId, postId } = township(0);
    const stock = given.decide(RecordPosting, deputy(cadreId, postId));
    expect(stock).toMatchObject({ kind: 'accepted', advisories: [{ code: 'QuotaExceeded' }] });
    const fresh = { ...deputy(cadreId, postId), openingBalance: false };
    expect(given.refused(RecordPosting, fresh)).toEqual(['QuotaExceeded']);
  });

  test('a leading post recorded outside it says that nobody was selected', () => {
    const { given, cadreId, postId } = township();
    const decision = given.decide(RecordPosting, {
      ...deputy(cadreId, postId),
      openingBalance: false,
    });
    expect(decision).toMatchObject({ advisories: [{ code: 'RecordedNotAppointed' }] });
  });
});

describe('ending postings', () => {
  function inPost() {
    const setting = township();
    const { given, cadreId, postId } = setting;
    const from = { effectiveOn: '2019-05' };
    const [started] = given.accepted(RecordPosting, deputy(cadreId, postId), from);
    const concurrent = givenPost(given, setting.unitId, '武装部长', { underQuota: false });
    const also = { ...deputy(cadreId, concurrent), kind: 'CONCURRENT' as const };
    const [second] = given.accepted(RecordPosting, also, { effectiveOn: '2020-05' });
    const ids = { postingId: started?.id as EventId, secondId: second?.id as EventId };
    return { ...setting, ...ids };
  }

  test('a removal ends the posting named, its seat and its quota', () => {
    const { given, cadreId, postingId, stands } = inPost();
    const removal = { cadreId, postingId, reason: 'UNFIT' as const };
    const events = given.accepted(EndPosting, removal, { effectiveOn: '2022-01' });
    expect(events.map(({ type }) => type)).toEqual([
      'PostingEnded',
      'PostVacated',
      'QuotaReleased',
    ]);
    expect(stands()).toMatchObject({ taken: 0, holdings: [{ to: '2022-01' }] });
  });

  test('a removal that names none ends all open postings', () => {
    const { given, cadreId } = inPost();
    const events = given.accepted(EndPosting, { cadreId, postingId: null, reason: 'DISCIPLINE' });
    expect(events.filter(({ type }) => type === 'PostingEnded')).toHaveLength(2);
  });

  test.each(['RETIREMENT', 'RESIGNED', 'DECEASED', 'TRANSFERRED_OUT'] as const)(
    '%s ends every open posting, whichever was named',
    (reason) => {
      const { given, cadreId, secondId, stands } = inPost();
      given.accepted(EndPosting, { cadreId, postingId: secondId, reason });
      const { postings: all } = stateOf(given, postings(cadreId));
      expect(all.map(({ end }) => end?.reason)).toEqual([reason, reason]);
      expect(stands().taken).toBe(0);
    },
  );

  test('asked twice does nothing; on another day it is refused', () => {
    const { given, cadreId, postingId } = inPost();
    const one = { cadreId, postingId, reason: 'TERM_ENDED' as const };
    given.accepted(EndPosting, one, { effectiveOn: '2022-01' });
    expect(given.accepted(EndPosting, one, { effectiveOn: '2022-01' })).toEqual([]);
    expect(given.refused(EndPosting, one)).toEqual(['PostingEndedBefore']);
    const all = { cadreId, postingId: null, reason: 'RETIREMENT' as const };
    given.accepted(EndPosting, all, { effectiveOn: '2023-01' });
    expect(given.accepted(EndPosting, all, { effectiveOn: '2023-01' })).toEqual([]);
    expect(given.refused(EndPosting, all)).toEqual(['NoPostingToEnd']);
  });

  test('nothing ends before it begins', () => {
    const { given, cadreId, postingId } = inPost();
    const early = { effectiveOn: '2019-04' };
    const one = { cadreId, postingId, reason: 'UNFIT' as const };
    expect(given.refused(EndPosting, one, early)).toEqual(['EndBeforeStart']);
    const all = { cadreId, postingId: null, reason: 'DECEASED' as const };
    expect(given.refused(EndPosting, all, early)).toEqual(['PostingStandsLater']);
  });

  test('a death recorded late is refused while postings stand after it', () => {
    const { given, cadreId, postingId } = inPost();
    const one = { cadreId, postingId, reason: 'TERM_ENDED' as const };
    given.accepted(EndPosting, one, { effectiveOn: '2022-01' });
    const death = { cadreId, postingId: null, reason: 'DECEASED' as const };
    expect(given.decide(EndPosting, death, { effectiveOn: '2021-06' })).toMatchObject({
      refusals: [{ code: 'PostingStandsLater', evidence: [postingId] }],
    });
  });

  test('needs a posting of a person of this county', () => {
    const { given, cadreId } = inPost();
    const postingId = idOf<EventId>('none');
    const unknown = { cadreId, postingId, reason: 'UNFIT' as const };
    expect(given.refused(EndPosting, unknown)).toEqual(['PostingUnknown']);
    const nobody = { ...unknown, cadreId: idOf<CadreId>('nobody') };
    expect(given.refused(EndPosting, nobody)).toEqual(['CadreUnknown']);
  });
});

test('whatever is recorded in whatever order, main postings never overlap', () => {
  const entry = fc.record({
    year: fc.integer({ min: 2005, max: 2023 }),
    years: fc.option(fc.integer({ min: 0, max: 5 })),
  });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
      const { given, cadreId, secretary } = village();
      for (const { year, years } of entries) {
        const until =
          years === null ? null : { on: `${year + years}`, reason: 'TERM_ENDED' as const };
        const decision = given.decide(
          RecordPosting,
          { ...secretary, until },
          { effectiveOn: `${year}` },
        );
        if (decision.kind === 'refused') continue;
        given.accepted(RecordPosting, { ...secretary, until }, { effectiveOn: `${year}` });
      }
      const state = stateOf(given, postings(cadreId));
      const spans = state.postings.map(spanOf).filter(({ from, to }) => from < to);
      spans.sort((a, b) => (a.from < b.from ? -1 : 1));
      spans.slice(1).forEach((span, index) => {
        expect(span.from >= (spans[index]?.to ?? '')).toBe(true);
      });
    }),
    { numRuns: 200 },
  );
});

test('every obstacle to recording and ending has a sentence', () => {
  for (const code of [
    'DateAhead',
    'NoPostingToEnd',
    'PostingEndedBefore',
    'PostingStandsLater',
    'PostingUnknown',
    'RecordedNotAppointed',
    'RoleOutOfPlace',
    'TitleIsNotThePosts',
  ]) {
    expect([code, hasSentence(code)]).toEqual([code, true]);
  }
});
