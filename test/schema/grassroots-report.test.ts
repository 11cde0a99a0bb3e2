import { beforeAll, describe, expect, test } from '@jest/globals';
import { type GraphQLSchema, graphql } from 'graphql';
import { CountyOpened } from '../../events/county.ts';
import { PersonRegistered } from '../../events/person.ts';
import { buildSchema } from '../../schema/index.ts';
import { graphContext } from '../../schema/toolkit/context.ts';
import { toGlobalId } from '../../schema/toolkit/global-id.ts';
import type { Application } from '../../src/application/index.ts';
import {
  admitted,
  left,
  nominated,
  openSelection,
  recruitment,
  round,
  roundId,
} from '../application/grassroots-report-campaigns.ts';
import { appointed, intake, who } from '../application/grassroots-report-people.ts';
import { history } from '../application/history.ts';
import { identityNumberOf, profile } from '../domain/given-people.ts';
import { idOf, testCounty } from '../scenario.ts';

let schema: GraphQLSchema;
let application: Application;
beforeAll(async () => {
  schema = await buildSchema();
  application = await given().over('2024-06-30');
});

function given() {
  const county = history();
  const opened = { county: testCounty, name: '虚构县', rootOrganizationId: idOf<never>('root') };
  county.add(`county-${testCounty}`, CountyOpened, opened, { on: '2019-01-01' });
  const personal = { ...profile, name: '某甲', identityNumber: identityNumberOf('1985-06-01') };
  county.add(
    `cadre-${who('某甲')}`,
    PersonRegistered,
    { cadreId: who('某甲'), openingBalance: false },
    { on: '2019-01-01' },
    personal,
  );
  intake(county, '某甲', { on: '2021-05-01', document: '虚组〔2021〕5号' });
  intake(county, '某乙', { on: '2022-05-01' }, { from: 'COMMUNITY' });
  intake(county, '某丙', { on: '2022-06-01' });
  appointed(county, '某甲', { on: '2021-05-01' });
  recruitment(county, 'of 2022', '2022-05-01', [true, true, false]);
  openSelection(county, 2022, [{ postCount: 3 }]);
  round(county, 2020);
  nominated(county, 2020, '某甲');
  left(county, '某甲', admitted(county, '某甲', '2020-08-01', 2020), '2021-05-01', 'APPOINTED');
  return county;
}

async function ask(source: string, variableValues: Record<string, unknown> = {}) {
  const contextValue = graphContext({
    application,
    actor: { subject: 'officer', cadreId: null },
    counties: null,
    correlationId: 'test',
    traceparent: null,
    tell: () => {},
    reached: () => undefined,
    turn: async () => undefined,
  });
  return graphql({ schema, source, variableValues, contextValue });
}
async function answer(source: string, variableValues: Record<string, unknown> = {}) {
  const { data, errors } = await ask(source, variableValues);
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data));
}

describe('the report through the schema', () => {
  test('a figure tells what it counts, the article’s value, and whether it holds', async () => {
    const { grassrootsReport } = await answer(`{
      grassrootsReport {
        county asOf knownAt window { fiveYearFrom threeYearFrom to }
        figures(codes: ["SELECTED_FROM_GRASSROOTS"]) {
          code kind rule value articleValue satisfied numerator windowFrom windowTo sourceQuote
          label { zh } definition { en } note { zh }
        }
      }
    }`);
    expect(grassrootsReport).toMatchObject({
      county: testCounty,
      asOf: '2024-06-30',
      knownAt: null,
      window: { fiveYearFrom: '2019-07-01', threeYearFrom: '2021-07-01', to: '2024-06-30' },
    });
    expect(grassrootsReport.figures).toHaveLength(1);
    expect(grassrootsReport.figures[0]).toMatchObject({
      kind: 'PERSONS',
      rule: 'EQUALS',
      value: 3,
      articleValue: 192,
      satisfied: false,
      numerator: null,
      windowFrom: '2019-07-01',
      windowTo: '2024-06-30',
    });
  });

  test('an item leads to the person, the event and the document it rests on', async () => {
    const { grassrootsReport } = await answer(`{
      grassrootsReport { figures(codes: ["SELECTED_FROM_GRASSROOTS"]) {
        items(first: 1) {
          totalCount pageInfo { hasNextPage }
          nodes { year origin destination channel document cadre { name } event { type backEntry } }
        }
      } }
    }`);
    expect(grassrootsReport.figures[0].items).toEqual({
      totalCount: 3,
      pageInfo: { hasNextPage: true },
      nodes: [
        {
          year: 2021,
          origin: 'VILLAGE',
          destination: 'TOWNSHIP',
          channel: 'OTHER_ORGANIZATIONAL',
          document: '虚组〔2021〕5号',
          cadre: { name: '某甲' },
          event: { type: 'GrassrootsIntakeCompleted', backEntry: true },
        },
      ],
    });
  });

  test('pages of items join without gap or repeat', async () => {
    const page = `query ($after: String) { grassrootsReport {
      figures(codes: ["SELECTED_FROM_GRASSROOTS"]) {
        items(first: 2, after: $after) { edges { node { on } } pageInfo { hasNextPage endCursor } }
      }
    } }`;
    const first = (await answer(page)).grassrootsReport.figures[0].items;
    const after = first.pageInfo.endCursor;
    const second = (await answer(page, { after })).grassrootsReport.figures[0].items;
    const on = [...first.edges, ...second.edges].map(({ node }) => node.on);
    expect(on).toEqual(['2021-05-01', '2022-05-01', '2022-06-01']);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });

  test('a figure that is none is refused, with those there are', async () => {
    const { errors } = await ask('{ grassrootsReport { figures(codes: ["F1"]) { value } } }');
    expect(errors?.[0]?.message).toMatch(/codes\.0: is no figure.*SELECTED_FROM_GRASSROOTS/);
  });

  test('a breakdown adds up over all pages', async () => {
    const { grassrootsReport } = await answer(`{
      grassrootsReport { figures(codes: ["SELECTED_FROM_GRASSROOTS"]) {
        items(first: 1) { breakdown(by: [YEAR, ORIGIN]) { values count } }
      } }
    }`);
    expect(grassrootsReport.figures[0].items.breakdown).toEqual([
      { values: ['2021', 'VILLAGE'], count: 1 },
      { values: ['2022', 'COMMUNITY'], count: 1 },
      { values: ['2022', 'VILLAGE'], count: 1 },
    ]);
  });

  test('a share shows those in the denominator only', async () => {
    const { grassrootsReport } = await answer(`{
      grassrootsReport { figures(codes: ["INSTITUTION_POSTS_REQUIRING_GRASSROOTS"]) {
        value numerator denominator
        items(first: 5) { totalCount nodes { position { title } minGrassrootsYears } }
        outside(first: 5) { totalCount nodes { minGrassrootsYears } }
      } }
    }`);
    expect(grassrootsReport.figures[0]).toMatchObject({
      numerator: 2,
      denominator: 3,
      items: { totalCount: 2, nodes: [{ position: { title: '岗位' } }, {}] },
      outside: { totalCount: 1, nodes: [{ minGrassrootsYears: 0 }] },
    });
  });

  test('an offered item leads to what was offered, and counts for its posts', async () => {
    const { grassrootsReport } = await answer(`{
      grassrootsReport { figures(codes: ["OPEN_SELECTION_OFFERED_2022"]) {
        value items(first: 5) {
          totalCount breakdown(by: [ITEM_KIND]) { values count }
          nodes { weight offeredItem { title } }
        }
      } }
    }`);
    expect(grassrootsReport.figures).toEqual([
      {
        value: 3,
        items: {
          totalCount: 1,
          breakdown: [{ values: ['LEADING_POST'], count: 3 }],
          nodes: [{ weight: 3, offeredItem: { title: '副局长' } }],
        },
      },
    ]);
  });

  test('a window that begins after it ends is refused with its field', async () => {
    const { errors } = await ask(
      '{ grassrootsReport(window: { fiveYearFrom: "2024-07-01" }) { asOf } }',
    );
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      inputPath: ['window', 'fiveYearFrom'],
    });
  });

  test('a cursor of something else is refused', async () => {
    const { errors } = await ask(`{ grassrootsReport {
      figures(codes: ["SELECTED_FROM_GRASSROOTS"]) { items(first: 1, after: "eA") { totalCount } }
    } }`);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('another county is not reported on', async () => {
    const { errors } = await ask('{ grassrootsReport(county: "419997") { asOf } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'COUNTY_UNKNOWN' });
  });

  test('a reserve cohort’s funnel tells counts and months, by origin too', async () => {
    const source = `query ($round: ID!) { reserveFunnel(roundId: $round) {
      round { year }
      steps { step count medianMonths medianMonthsFromRecommendation }
      breakdown(by: [ORIGIN]) { values steps { count } }
    } }`;
    const { reserveFunnel } = await answer(source, {
      round: toGlobalId('ReserveRound', roundId(2020)),
    });
    expect(reserveFunnel.round).toEqual({ year: 2020 });
    expect(reserveFunnel.steps[3]).toEqual({
      step: 'APPOINTED',
      count: 1,
      medianMonths: 9,
      medianMonthsFromRecommendation: 13,
    });
    expect(reserveFunnel.breakdown).toMatchObject([{ values: ['VILLAGE'] }]);
    const unknown = await answer(source, { round: toGlobalId('ReserveRound', roundId(1999)) });
    expect(unknown.reserveFunnel).toBeNull();
  });
});
