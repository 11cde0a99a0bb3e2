import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type GraphQLSchema, graphql } from 'graphql';
import type { Recorded } from '../../events/define.ts';
import type { CadreId, OrganizationId, PostId } from '../../events/values.ts';
import { buildSchema } from '../../schema/index.ts';
import { graphContext } from '../../schema/toolkit/context.ts';
import { fromGlobalId, toGlobalId } from '../../schema/toolkit/global-id.ts';
import { OpenOrganization } from '../../src/domain/organization.ts';
import { RegisterPerson } from '../../src/domain/person.ts';
import { EstablishPost } from '../../src/domain/post.ts';
import { RecordPosting } from '../../src/domain/posting.ts';
import { identityNumberOf, profile } from '../domain/given-people.ts';
import { type LedgerUnderTest, ledgerUnderTest } from '../ledger-under-test.ts';

let schema: GraphQLSchema;
let under: LedgerUnderTest;
let queries = 0;
const ids = { cadre: '', organ: '', township: '', post: '' };
beforeAll(async () => {
  schema = await buildSchema();
  under = await ledgerUnderTest('memory');
  await county();
});
afterAll(() => under.close());

/** A township cadre since 2019 in a county organ since 2020-01, and a mid-level post there. */
async function county(): Promise<void> {
  const on = { effectiveOn: '2019-01-01' };
  const unitId = await opened('T01', '虚构乡', 'TOWNSHIP');
  const organizationId = await opened('B01', '虚构局', 'COUNTY_ORGAN');
  const attributes = {
    name: '办公室主任',
    kind: 'MID_LEVEL' as const,
    level: 'NONE' as const,
    managementLevel: 'UNIT' as const,
    mode: 'APPOINTED' as const,
    principal: false,
    teamMember: false,
    keyPost: false,
    departmentHead: false,
    underQuota: false,
    seats: 1,
  };
  const post = await under.record(EstablishPost, { organizationId, code: 'P1', attributes }, on);
  const person = { ...profile, birth: '1985-06-01', openingBalance: false };
  const registered = await under.record(
    RegisterPerson,
    { ...person, identityNumber: identityNumberOf('1985-06-01') },
    on,
  );
  const cadreId = registered[1]?.data.cadreId as CadreId;
  const posting = { cadreId, postId: null, kind: 'MAIN' as const, staffing: 'ADMIN' as const };
  const more = { role: null, until: null, openingBalance: true };
  await under.record(
    RecordPosting,
    { ...posting, ...more, organizationId: unitId, title: '科员' },
    { effectiveOn: '2019-01' },
  );
  await under.record(
    RecordPosting,
    { ...posting, ...more, organizationId, title: '科员' },
    { effectiveOn: '2020-01' },
  );
  ids.cadre = toGlobalId('Cadre', cadreId);
  ids.organ = toGlobalId('Organization', organizationId);
  ids.township = toGlobalId('Organization', unitId);
  ids.post = toGlobalId('Post', idIn<PostId>(post, 'postId'));
}

async function opened(code: string, name: string, unitType: 'TOWNSHIP' | 'COUNTY_ORGAN') {
  const input = { code, name, unitType, parentId: under.rootId };
  const on = { effectiveOn: '2019-01-01' };
  return idIn<OrganizationId>(
    await under.record(OpenOrganization, input as never, on),
    'organizationId',
  );
}

/** The entity's id out of the events that began it. */
function idIn<T>(events: readonly Recorded[], field: string): T {
  return events.find(({ data }) => data[field] !== undefined)?.data[field] as T;
}

async function answer(source: string, variableValues: Record<string, unknown> = {}) {
  queries += 1;
  const contextValue = graphContext({
    application: under.application(),
    actor: { subject: 'officer', cadreId: null },
    counties: null,
    correlationId: `test ${queries}`,
    traceparent: null,
    tell: () => {},
    reached: () => undefined,
    turn: async () => undefined,
  });
  return graphql({ schema, source, variableValues: { ...ids, ...variableValues }, contextValue });
}

async function ask(source: string, variableValues: Record<string, unknown> = {}) {
  const { data, errors } = await answer(source, variableValues);
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data));
}

const appoint = `mutation ($cadre: ID!, $post: ID!) { appointCadre(
    input: { cadreId: $cadre, postId: $post, kind: MAIN, staffing: ADMIN, channel: REGULAR,
      lawfulRoute: ORDINARY, decidedOn: "2022-03-01", documentIssuedOn: "2022-02-01",
      tenureFrom: "2022-01" }
  ) {
    ... on CommandRefused { refusals { code rule sentence { zh en } } }
  } }`;

describe('people through the schema', () => {
  test('a refusal names every obstacle with its rule and its sentence', async () => {
    const { appointCadre } = await ask(appoint);
    const codes = appointCadre.refusals.map((one: { code: string }) => one.code).sort();
    expect(codes).toEqual(['DocumentBeforeDecision', 'TenureBeforeDecision']);
    const tenure = appointCadre.refusals.find((one: { rule: string }) => one.rule !== null);
    expect(tenure).toMatchObject({ rule: 'APPOINT.TENURE' });
    expect(tenure.sentence.zh).toContain('2022-03-01');
  });

  test('somebody appointed holds the post; posting, appointment and document are linked', async () => {
    const appointed = await ask(
      `mutation ($cadre: ID!, $post: ID!) { appointCadre(
        input: { cadreId: $cadre, postId: $post, kind: MAIN, staffing: ADMIN, channel: REGULAR,
          lawfulRoute: ORDINARY, decidedOn: "2022-03-01", tenureFrom: "2022-03" }
        record: { basis: "虚干〔2022〕3号" }
      ) { ... on AppointCadreRecorded { events { type } cadre {
            name
            postings(first: 5, where: { ended: false }) { totalCount nodes {
              title from organization { name } post { id }
              restsOn { type } event { type }
              appointment { channel document tenureFrom decidedOn origin { unitType } }
            } }
          } }
          ... on CommandRefused { refusals { code } } } }`,
    );
    expect(appointed.appointCadre.cadre.postings).toEqual({
      totalCount: 1,
      nodes: [
        {
          title: '办公室主任',
          from: '2022-03',
          organization: { name: '虚构局' },
          post: { id: ids.post },
          restsOn: { type: 'AppointmentTookEffect' },
          event: { type: 'PostingStarted' },
          appointment: {
            channel: 'REGULAR',
            document: '虚干〔2022〕3号',
            tenureFrom: '2022-03',
            decidedOn: '2022-03-01',
            origin: { unitType: 'COUNTY_ORGAN' },
          },
        },
      ],
    });
  });

  test('asked as of a day, everything reached from there is of that day', async () => {
    const { cadres } = await ask(
      `{ cadres(first: 1, asOf: "2019-12-31", where: { name: "某甲" }) { nodes {
        postings(first: 5) { nodes { title ended organization { name } } }
        tenure { grassrootsMonths frontLineMonths inPresentPost { since months } atLevel { level } }
        rotation { stage }
      } } }`,
    );
    expect(cadres.nodes).toEqual([
      {
        postings: { nodes: [{ title: '科员', ended: false, organization: { name: '虚构乡' } }] },
        tenure: {
          grassrootsMonths: 11,
          frontLineMonths: 11,
          inPresentPost: { since: '2019-01', months: 11 },
          atLevel: { level: 'NONE' },
        },
        rotation: [],
      },
    ]);
  });

  test('the two markers of service differ once somebody sits in an organ', async () => {
    const { cadres } = await ask(
      '{ cadres(first: 1) { nodes { tenure { grassrootsMonths frontLineMonths } } } }',
    );
    expect(cadres.nodes[0].tenure).toEqual({ grassrootsMonths: 65, frontLineMonths: 12 });
  });

  test('who stands at which stage of a rotation, for how long, on which postings', async () => {
    const { rotationCycles } = await ask(
      `{ rotationCycles(first: 10) { totalCount breakdown(by: [STAGE]) { values count }
        edges { cursor } pageInfo { hasNextPage }
        nodes { cadre { name } stage stays { stage from to months postings { title } } } } }`,
    );
    expect(rotationCycles).toEqual({
      totalCount: 1,
      breakdown: [{ values: ['MID_POST'], count: 1 }],
      edges: [{ cursor: ids.cadre }],
      pageInfo: { hasNextPage: false },
      nodes: [
        {
          cadre: { name: '某甲' },
          stage: 'MID_POST',
          stays: [
            {
              stage: 'UP_1',
              from: '2020-01',
              to: '2022-03',
              months: 26,
              postings: [{ title: '科员' }],
            },
            {
              stage: 'MID_POST',
              from: '2022-03',
              to: null,
              months: 27,
              postings: [{ title: '办公室主任' }],
            },
          ],
        },
      ],
    });
    const none = await ask('{ rotationCycles(first: 10, stage: DOWN) { totalCount } }');
    expect(none.rotationCycles.totalCount).toBe(0);
  });

  test('postings are counted by what clients ask for', async () => {
    const { postings } = await ask(
      '{ postings(first: 1, where: { kind: [MAIN] }) { breakdown(by: [UNIT_TYPE]) { values count } } }',
    );
    expect(postings.breakdown).toEqual([
      { values: ['COUNTY_ORGAN'], count: 2 },
      { values: ['TOWNSHIP'], count: 1 },
    ]);
  });

  test('the register is reached from the person, with the event it rests on', async () => {
    const recorded = await ask(
      `mutation ($cadre: ID!) { recordAssessment(
        input: { cadreId: $cadre, year: 2023, grade: EXCELLENT }
      ) { ... on RecordAssessmentRecorded { cadre {
            assessments(first: 3) { nodes { year grade event { type backEntry } } } } } } }`,
    );
    expect(recorded.recordAssessment.cadre.assessments.nodes).toEqual([
      { year: 2023, grade: 'EXCELLENT', event: { type: 'AssessmentRecorded', backEntry: false } },
    ]);
  });

  test('an identity number is never shown in full, neither by rows nor by events', async () => {
    const { cadres } = await ask(
      '{ cadres(first: 1) { nodes { maskedIdentityNumber event { data } } } }',
    );
    expect(cadres.nodes[0].maskedIdentityNumber).toMatch(/^419999\*{8}/);
    expect(JSON.stringify(cadres)).not.toContain(identityNumberOf('1985-06-01'));
  });

  test('a posting is corrected by its row’s ids; knownAt tells what was thought before', async () => {
    const query = `query ($knownAt: DateTime) { postings(first: 1, knownAt: $knownAt,
      where: { title: "办公室主任" }) { nodes { id from event { id recordedAt } } } }`;
    const { postings } = await ask(query);
    const [{ id, event }] = postings.nodes;
    under.clock.set('2024-07-01T08:00:00.000Z');
    const correction = `mutation ($cadre: ID!, $posting: ID!, $event: ID!) { correctPosting(
      input: { cadreId: $cadre, postingId: $posting, eventId: $event,
        was: { on: "2022-03", title: "办公室主任" }, is: { on: "2022-04", title: "办公室主任" } }
      record: { reason: "误录" }
    ) { ... on CorrectPostingRecorded { events { type } }
        ... on CommandRefused { refusals { code } } } }`;
    const corrected = await ask(correction, { posting: id, event: event.id });
    expect(corrected.correctPosting.events).toEqual([
      { type: 'PostingCorrected' },
      { type: 'PostHoldingCorrected' },
    ]);
    expect((await ask(query)).postings.nodes[0].from).toBe('2022-04');
    const before = await ask(query, { knownAt: event.recordedAt });
    expect(before.postings.nodes[0].from).toBe('2022-03');
  });

  test('a dry run decides and records nothing', async () => {
    const before = await under.application().head();
    await ask(
      `mutation ($cadre: ID!) { endPosting(
        input: { cadreId: $cadre, reason: RETIREMENT } record: { dryRun: true }
      ) { ... on CommandDryRun { events { type } } } }`,
    );
    expect(await under.application().head()).toBe(before);
  });

  test('an id of another kind and a wrong page size are told with their path', async () => {
    const wrong = await answer('{ postings(first: 1, where: { cadre: ["x"] }) { totalCount } }');
    expect(wrong.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    const page = await answer('{ rotationCycles(first: 0) { totalCount } }');
    expect(page.errors?.[0]?.message).toBe('first: must be 1 to 200');
    expect(fromGlobalId(ids.cadre)?.type).toBe('Cadre');
  });
});
