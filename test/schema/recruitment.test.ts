import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { countyAsked } from './given-movement.ts';

let county: Awaited<ReturnType<typeof countyAsked>>;
beforeAll(async () => {
  county = await countyAsked();
});
afterAll(() => county.close());

test('a village secretary becomes a township’s civil servant by exam', async () => {
  const { ids, tell, ask } = county;
  const stage = 'recruitment { stage }';
  const terms = { title: '综合岗位', headcount: 1, requiresGrassroots: false };
  const { recruitment } = await tell(
    'planRecruitment',
    {
      kind: 'CIVIL_SERVANT_EXAM',
      title: '考录乡镇公务员',
      year: 2022,
      positions: [
        {
          code: '001',
          organizationId: ids.township,
          track: 'VILLAGE_CADRE',
          staffing: 'ADMIN',
          terms: { ...terms, minGrassrootsYears: 0, bases: [] },
        },
      ],
    },
    '2022-03-01',
    'recruitment { id stage positions(first: 1) { nodes { id headcount announcedOn } } }',
  );
  const [position] = recruitment.positions.nodes;
  expect(position).toMatchObject({ headcount: 1, announcedOn: null });
  const of = { recruitmentId: recruitment.id };
  const who = { ...of, cadreId: ids.secretary };
  await tell('announceRecruitment', of, '2022-03-10', stage);
  const applies = { ...who, positionId: position.id, recruitmentBasis: 'NONE' };
  await tell('registerRecruitmentApplicant', applies, '2022-03-15', stage);
  const review = { ...who, liftedVillage: false };
  await tell('qualifyRecruitmentApplicant', review, '2022-03-20', stage);
  const passed = { cadreId: ids.secretary, passed: true };
  for (const step of ['WRITTEN', 'INTERVIEW']) {
    const scores = { ...of, step, results: [{ ...passed, score: 81.5 }] };
    await tell('recordRecruitmentScores', scores, '2022-04-10', stage);
  }
  for (const step of ['PHYSICAL', 'INSPECTION']) {
    const checks = { ...of, step, results: [passed] };
    await tell('recordRecruitmentChecks', checks, '2022-05-20', stage);
  }
  await tell('publicizeRecruits', { ...of, cadreIds: [ids.secretary] }, '2022-06-06', stage);

  const appoint = { ...who, title: '科员' };
  const early = await ask(
    `mutation ($input: AppointCivilServantInput!) {
      appointCivilServant(input: $input, record: { effectiveOn: "2022-06-10" }) {
        ... on CommandRefused { refusals { code rule evidence { type } } } } }`,
    { input: appoint },
  );
  expect(early.appointCivilServant.refusals).toMatchObject([
    {
      code: 'NoticeStillRunning',
      rule: 'P4.PUBLICITY',
      evidence: [{ type: 'RecruitmentPublicized' }],
    },
  ]);
  const { hire } = await tell(
    'appointCivilServant',
    appoint,
    '2022-06-13',
    'hire { hiredAs track probation serviceEndsOn recruitment { title } position { filled } }',
  );
  expect(hire).toEqual({
    hiredAs: 'CIVIL_SERVANT',
    track: 'VILLAGE_CADRE',
    probation: 'RUNNING',
    serviceEndsOn: '2027-06-13',
    recruitment: { title: '考录乡镇公务员' },
    position: { filled: 1 },
  });
  await tell('concludeRecruitment', of, '2022-07-01', stage);
  const judged = await tell('confirmRecruitmentProbation', who, '2023-06-13', 'hire { probation }');
  expect(judged.hire).toEqual({ probation: 'PASSED' });

  const asked = await ask(
    `{ recruitmentApplicants(first: 5, where: { endState: [APPOINTED], grassroots: true }) {
        nodes { stage writtenScore origin { role organization { name } } hire { hiredOn }
          results { type } endedBy { type } cadre { recruitmentHires(first: 1) { totalCount } } } }
      recruitments(first: 5) { nodes { stage applicants(first: 1) { totalCount }
        hires(first: 1) { totalCount } } }
      recruitmentPositions(first: 5) { breakdown(by: [REQUIRES_GRASSROOTS]) { values count } } }`,
  );
  expect(asked).toMatchObject({
    recruitmentApplicants: {
      nodes: [
        {
          stage: 'ENDED',
          writtenScore: 81.5,
          origin: { role: 'VILLAGE_SECRETARY', organization: { name: '虚构村' } },
          hire: { hiredOn: '2022-06-13' },
          endedBy: { type: 'RecruitmentApplicantConcluded' },
          cadre: { recruitmentHires: { totalCount: 1 } },
        },
      ],
    },
    recruitments: {
      nodes: [{ stage: 'CONCLUDED', applicants: { totalCount: 1 }, hires: { totalCount: 1 } }],
    },
    recruitmentPositions: { breakdown: [{ count: 1 }] },
  });
  expect(asked.recruitmentApplicants.nodes[0].results).toHaveLength(4);
});
