import { describe, expect, test } from '@jest/globals';
import { MoveOrganization } from '../../src/domain/organization-tree.ts';
import { AbolishPost, RedefinePost, TransferPost } from '../../src/domain/post.ts';
import { RecordPosting } from '../../src/domain/posting.ts';
import { givenPerson } from './given-people.ts';
import { deputy, openCounty, postOf, unitUnder } from './given-structure.ts';

const posting = {
  kind: 'MAIN' as const,
  staffing: 'ADMIN' as const,
  organizationId: null,
  title: null,
  role: null,
  until: null,
  openingBalance: false,
};

function bureau() {
  const { given, rootId } = openCounty();
  const organizationId = unitUnder(given, rootId, 'B1');
  const postId = postOf(given, organizationId, 'P1', {}, '2019-03-01');
  const cadreId = givenPerson(given);
  return { given, rootId, organizationId, postId, cadreId, input: { ...posting, cadreId, postId } };
}

describe('a back-entered posting', () => {
  test('is in the organization and of the level the post had then; the seat counts where it is now', () => {
    const { given, rootId, organizationId, postId, input } = bureau();
    const toId = unitUnder(given, rootId, 'B2', 'COUNTY_ORGAN', '2021-06-01');
    const attributes = { ...deputy, name: '局长', level: 'TOWNSHIP_PRINCIPAL' as const };
    given.accepted(RedefinePost, { postId, attributes }, { effectiveOn: '2021-01-01' });
    given.accepted(TransferPost, { postId, toId }, { effectiveOn: '2022-01-01' });
    const events = given.accepted(RecordPosting, input, { effectiveOn: '2020-01-01' });
    const data = (type: string) => events.find((event) => event.type === type);
    expect(data('PostingStarted')?.data).toMatchObject({
      organizationId,
      title: '副局长',
      level: 'TOWNSHIP_DEPUTY',
    });
    expect(data('QuotaTaken')).toMatchObject({
      data: { organizationId: toId },
      meta: { effectiveOn: '2022-01-01' },
    });
  });

  test('counts its organization as what it counted as then', () => {
    const { given, rootId, cadreId } = bureau();
    const townshipId = unitUnder(given, rootId, 'T1', 'TOWNSHIP');
    const stationId = unitUnder(given, townshipId, 'I1', 'INSTITUTION');
    const moved = { organizationId: stationId, parentId: rootId };
    given.accepted(MoveOrganization, moved, { effectiveOn: '2022-01-01' });
    const input = { ...posting, cadreId, postId: null, organizationId: stationId, title: '站长' };
    const started = (effectiveOn: string) => {
      const decision = given.decide(RecordPosting, input, { effectiveOn });
      return decision.kind === 'accepted' ? decision.events[0]?.data : decision.refusals;
    };
    expect(started('2020-01-01')).toMatchObject({ unitType: 'TOWNSHIP' });
    expect(started('2022-01-01')).toMatchObject({ unitType: 'INSTITUTION' });
  });

  test('begins no earlier than its post, and is over when the post was abolished', () => {
    const { given, postId, input } = bureau();
    given.accepted(AbolishPost, { postId }, { effectiveOn: '2022-01-01' });
    const until = (on: string) => ({ ...input, until: { on, reason: 'REORGANIZATION' as const } });
    const record = { effectiveOn: '2020-01-01' };
    expect(given.refused(RecordPosting, input, record)).toEqual(['PostAbolished']);
    expect(given.refused(RecordPosting, until('2022-02-01'), record)).toEqual(['PostAbolished']);
    expect(given.refused(RecordPosting, until('2022-01-01'), record)).toEqual([]);
    const early = { effectiveOn: '2019-02-28' };
    expect(given.refused(RecordPosting, until('2021-01-01'), early)).toEqual(['PostNotYetThere']);
  });
});
