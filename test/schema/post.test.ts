import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type GraphQLSchema, graphql } from 'graphql';
import { buildSchema } from '../../schema/index.ts';
import { graphContext } from '../../schema/toolkit/context.ts';
import { type LedgerUnderTest, ledgerUnderTest } from '../ledger-under-test.ts';

let schema: GraphQLSchema;
let under: LedgerUnderTest;
beforeAll(async () => {
  schema = await buildSchema();
  under = await ledgerUnderTest('memory');
});
afterAll(() => under.close());

async function ask(source: string, variableValues: Record<string, unknown> = {}) {
  const contextValue = graphContext({
    application: under.application(),
    actor: { subject: 'officer', cadreId: null },
    counties: null,
    correlationId: 'test',
    traceparent: null,
    tell: () => {},
    reached: () => undefined,
    turn: async () => undefined,
  });
  const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data));
}

const attributes = `{ name: "副局长", kind: LEADING_POST, level: TOWNSHIP_DEPUTY,
  managementLevel: COUNTY, mode: APPOINTED, principal: false, teamMember: true, keyPost: false,
  departmentHead: false, underQuota: true, seats: 2 }`;

describe('the structure through the schema', () => {
  test('a county’s tree, a post in it, its vacancy and its holders', async () => {
    const { counties } = await ask('{ counties { code name root { id name } } }');
    expect(counties).toMatchObject([{ code: '419998', name: '虚构县' }]);
    const opened = await ask(
      `mutation ($parent: ID!) { openOrganization(
        input: { code: "B1", name: "虚构局", unitType: COUNTY_ORGAN, parentId: $parent }
        record: { effectiveOn: "2019-01-01" }
      ) { ... on OpenOrganizationRecorded { organization { id parent { name } } }
          ... on CommandRefused { refusals { code } } } }`,
      { parent: counties[0].root.id },
    );
    const organization = opened.openOrganization.organization;
    expect(organization.parent.name).toBe('虚构县');
    const established = await ask(
      `mutation ($unit: ID!) { establishPost(
        input: { organizationId: $unit, code: "P1", attributes: ${attributes} }
        record: { effectiveOn: "2019-01-01", basis: "虚组〔2019〕1号" }
      ) { ... on EstablishPostRecorded { post { id name vacantSeats document } }
          ... on CommandRefused { refusals { code } } } }`,
      { unit: organization.id },
    );
    expect(established.establishPost.post).toMatchObject({
      name: '副局长',
      vacantSeats: 2,
      document: '虚组〔2019〕1号',
    });
    const { posts } = await ask(
      `query ($unit: ID!) { posts(first: 5, where: { organization: [$unit], name: "局" }) {
        totalCount breakdown(by: [LEVEL]) { values count }
        nodes { code organization { code posts(first: 5) { totalCount } }
          holdings(first: 5) { totalCount } placedBy { type } } } }`,
      { unit: organization.id },
    );
    expect(posts).toMatchObject({
      totalCount: 1,
      breakdown: [{ values: ['TOWNSHIP_DEPUTY'], count: 1 }],
      nodes: [{ code: 'P1', organization: { code: 'B1', posts: { totalCount: 1 } } }],
    });
    expect(posts.nodes[0]).toMatchObject({
      holdings: { totalCount: 0 },
      placedBy: { type: 'PostEstablished' },
    });
  });

  test('a refusal names every obstacle in both languages', async () => {
    const { counties } = await ask('{ counties { root { id } } }');
    const { mergeOrganizations } = await ask(
      `mutation ($root: ID!) { mergeOrganizations(
        input: { organizationId: $root, intoId: $root }
      ) { ... on CommandRefused { refusals { code sentence { zh en } } } } }`,
      { root: counties[0].root.id },
    );
    const codes = mergeOrganizations.refusals.map(({ code }: { code: string }) => code);
    expect(codes).toEqual(['CountyIsRoot', 'OrganizationWouldContainItself']);
    expect(mergeOrganizations.refusals[0].sentence.zh).toContain('县');
  });
});

describe('rule sets through the schema', () => {
  test('a version is issued from the one before, with one number changed', async () => {
    const fields = `ruleId titleZh titleEn basis article confidence severity effectiveFrom
      effectiveTo params { name number text flag texts }`;
    const { ruleSets } = await ask(
      `{ ruleSets(first: 1) { nodes { version rules { ${fields} } } } }`,
    );
    const rules = ruleSets.nodes[0].rules.map((rule: Record<string, unknown>) => ({
      id: rule.ruleId,
      title: { zh: rule.titleZh, en: rule.titleEn },
      basis: { document: rule.basis, article: rule.article, confidence: rule.confidence },
      params: rule.params,
      severity: rule.severity,
      effectiveFrom: rule.effectiveFrom,
      effectiveTo: rule.effectiveTo,
    }));
    const issue = `mutation ($rules: [IssueRuleSetRulesInput!]!) {
      issueRuleSet(input: { rules: $rules })
      { ... on IssueRuleSetRecorded { events { type } ruleSet { version } }
        ... on CommandRefused { refusals { code } } } }`;
    const same = await ask(issue, { rules });
    expect(same.issueRuleSet.events).toEqual([]);
    const [first, ...rest] = rules;
    const changed = await ask(issue, { rules: [{ ...first, severity: 'INFO' }, ...rest] });
    expect(changed.issueRuleSet).toMatchObject({ ruleSet: { version: 2 } });
    const missing = await ask(issue, { rules: rest });
    expect(missing.issueRuleSet.refusals).toMatchObject([{ code: 'ShippedRuleMissing' }]);
  });
});
