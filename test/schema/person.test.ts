import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { OpenOrganization } from '../../src/domain/organization.ts';
import { RegisterPerson } from '../../src/domain/person.ts';
import { RecordPosting } from '../../src/domain/posting.ts';
import { identityNumberOf, profile } from '../domain/given-people.ts';
import { type LedgerUnderTest, ledgerUnderTest } from '../ledger-under-test.ts';
import { asking } from './asking.ts';

let under: LedgerUnderTest;
let officer: ReturnType<typeof asking>;
beforeAll(async () => {
  under = await ledgerUnderTest('memory');
  officer = asking(() => under.application());
});
afterAll(() => under.close());

test('who held a posting on a day has a name, though they were registered for later only', async () => {
  const unit = { code: 'T01', name: '虚构乡', unitType: 'TOWNSHIP' as const };
  const opened = await under.record(
    OpenOrganization,
    { ...unit, parentId: under.rootId, aboveDesignatedSize: false, openingBalance: true },
    { effectiveOn: '2019-01-01' },
  );
  const organizationId = opened.find(({ type }) => type === 'OrganizationOpened')?.data
    .organizationId as never;
  const person = { ...profile, birth: '1985-06-01', workingSince: null };
  const registered = await under.record(
    RegisterPerson,
    { ...person, identityNumber: identityNumberOf('1985-06-01'), openingBalance: false },
    { effectiveOn: '2020-01-01' },
  );
  const cadreId = registered[1]?.data.cadreId as never;
  const posting = { kind: 'MAIN' as const, staffing: 'ADMIN' as const, role: null, until: null };
  await under.record(
    RecordPosting,
    { cadreId, postId: null, organizationId, title: '科员', ...posting, openingBalance: true },
    { effectiveOn: '2019-03' },
  );
  const answer = await officer.answer(
    `{ postings(first: 1, county: "419998", asOf: "2019-06-01") { nodes { title cadre { name } } }
       cadres(first: 1, county: "419998", asOf: "2019-06-01") { totalCount } }`,
  );
  expect(answer).toEqual({
    postings: { nodes: [{ title: '科员', cadre: { name: '某甲' } }] },
    cadres: { totalCount: 0 },
  });
});
