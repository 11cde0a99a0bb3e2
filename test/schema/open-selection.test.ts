import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { countyAsked } from './given-movement.ts';

let county: Awaited<ReturnType<typeof countyAsked>>;
beforeAll(async () => {
  county = await countyAsked();
});
afterAll(() => county.close());

/** A draft with a deputy's post and a rank; ids as clients see them. */
async function drafted() {
  const { ids, tell } = county;
  const attributes = {
    name: '副局长',
    kind: 'LEADING_POST',
    level: 'TOWNSHIP_DEPUTY',
    managementLevel: 'COUNTY',
    mode: 'APPOINTED',
    principal: false,
    teamMember: true,
    keyPost: false,
    departmentHead: false,
    underQuota: false,
    seats: 1,
  };
  const post = { organizationId: ids.organ, code: 'B01-02', attributes };
  const established = await tell('establishPost', post, '2019-02-01', 'post { id }');
  const campaign = { year: 2022, title: '2022年公开选拔', relaxesQualifications: false };
  const draft = 'openSelection { id phase }';
  const { openSelection } = await tell('draftOpenSelection', campaign, '2022-07-01', draft);
  expect(openSelection.phase).toBe('DRAFT');
  const of = { openSelectionId: openSelection.id };
  const item = { ...of, kind: 'LEADING_POST', title: '副局长', postCount: 1 };
  const offered = { ...item, postId: established.post.id };
  const entity = 'offeredItem { id announcedOn organization { name } }';
  const { offeredItem } = await tell('addOfferedItem', offered, '2022-07-02', entity);
  expect(offeredItem).toMatchObject({ announcedOn: null, organization: { name: '虚构局' } });
  return { of, itemId: offeredItem.id as string };
}

/** One applicant, ratio waived, up to the interview. */
async function interviewed() {
  const { ids, tell } = county;
  const { of, itemId } = await drafted();
  const phase = 'openSelection { phase }';
  const who = { ...of, cadreId: ids.secretary };
  const announcement = { ...of, registrationUntil: '2022-07-15' };
  await tell('announceOpenSelection', announcement, '2022-07-05', phase);
  await tell('submitApplication', { ...who, itemId }, '2022-07-10', phase);
  await tell('closeOpenSelectionRegistration', of, '2022-07-15', phase);
  const screenings = [{ cadreId: ids.secretary, qualified: true }];
  await tell('screenApplications', { ...of, screenings }, '2022-07-18', phase);
  const waiver = { ...of, itemId, grounds: '专业性强' };
  const waived = 'offeredItem { waived waivedQualified }';
  const { offeredItem } = await tell('waiveApplicantRatio', waiver, '2022-07-19', waived);
  expect(offeredItem).toEqual({ waived: true, waivedQualified: 1 });
  const scored = (exam: string, score: number) => ({
    ...of,
    exam,
    scores: [{ cadreId: ids.secretary, score }],
  });
  await tell('beginWrittenExam', of, '2022-07-23', phase);
  await tell('recordExamScores', scored('WRITTEN', 81.25), '2022-07-24', phase);
  await tell('shortlistApplications', { ...of, itemId }, '2022-07-25', 'offeredItem { id }');
  await tell('beginInterview', of, '2022-08-01', phase);
  await tell('recordExamScores', scored('INTERVIEW', 90), '2022-08-02', phase);
  await tell('nameInspectionObjects', { ...of, itemId }, '2022-08-03', 'offeredItem { id }');
  await tell('beginInspection', of, '2022-08-05', phase);
  return { of, itemId, who };
}

test('a village secretary becomes a deputy head by open selection', async () => {
  const { ids, tell, ask } = county;
  const { of, who } = await interviewed();
  const phase = 'openSelection { phase }';
  const proposal = { ...of, expected: 11, present: 7, votesFor: 5 };
  const early = await ask(
    `mutation ($input: DecideOpenSelectionInput!) {
      decideOpenSelection(input: $input, record: { effectiveOn: "2022-08-22" }) {
        ... on CommandRefused { refusals { code rule sentence { zh en } } } } }`,
    { input: { ...proposal, proposals: [{ cadreId: ids.secretary }] } },
  );
  const codes = (early.decideOpenSelection.refusals as { code: string }[]).map(({ code }) => code);
  expect(codes.sort()).toEqual([
    'GatesNotPassed',
    'MajorityMissed',
    'NotYetInspected',
    'QuorumMissed',
  ]);
  const tally = { form: 'MEETING', expected: 60, present: 50, votesFor: 40, votesAgainst: 5 };
  for (const gate of ['WORKERS_AND_PEASANTS', 'MASSES', 'LEADERS']) {
    const held = { ...of, gate, ...tally, abstaining: 3, other: 2 };
    await tell('recordOpenSelectionGate', held, '2022-08-10', phase);
  }
  const inspection = { ...who, fit: true, teamSize: 2 };
  await tell('recordApplicantInspection', inspection, '2022-08-15', phase);
  const votes = { expected: 11, present: 10, votesFor: 9 };
  const decision = { ...of, ...votes, proposals: [{ cadreId: ids.secretary }] };
  await tell('decideOpenSelection', decision, '2022-08-22', phase);
  await tell('postOpenSelectionNotice', of, '2022-08-23', phase);
  const order = { ...who, staffing: 'ADMIN', documentIssuedOn: '2022-08-30' };
  const { appointment } = await tell(
    'appointOpenSelectionWinner',
    order,
    '2022-08-30',
    'appointment { title channel origin { unitType } decision { status decidedOn } }',
  );
  expect(appointment).toEqual({
    title: '副局长',
    channel: 'OPEN_SELECTION',
    origin: { unitType: 'VILLAGE' },
    decision: { status: 'IN_EFFECT', decidedOn: '2022-08-22' },
  });
  await tell('concludeOpenSelection', of, '2022-09-05', phase);

  const asked = await ask(`{
    openSelections(first: 5, where: { year: [2022] }) { nodes { phase noticeEndsOn
      decision { expected present votesFor } course { phase on document event { type } }
      gates(first: 5) { nodes { gate passed votesFor } }
      items(first: 5) { breakdown(by: [STATUS]) { values count }
        nodes { filledCount post { name } applications(first: 5) { totalCount } } } } }
    openSelectionApplications(first: 5, where: { won: true, originType: [VILLAGE] }) {
      nodes { stage endState writtenRank totalRank probationEndsOn
        writtenExam { score absent event { type } } appointment { channel }
        cadre { openSelectionApplications(first: 1) { totalCount } }
        proposedBy { type } endedBy { type } } } }`);
  const [campaign] = asked.openSelections.nodes;
  expect(campaign).toMatchObject({
    phase: 'CONCLUDED',
    noticeEndsOn: '2022-08-29',
    decision: votes,
    items: {
      breakdown: [{ values: ['FILLED'], count: 1 }],
      nodes: [{ filledCount: 1, post: { name: '副局长' }, applications: { totalCount: 1 } }],
    },
  });
  expect(campaign.gates.nodes).toHaveLength(3);
  expect(campaign.course).toHaveLength(8);
  expect(campaign.course.at(-1)).toMatchObject({
    phase: 'CONCLUDED',
    on: '2022-09-05',
    event: { type: 'OpenSelectionConcluded' },
  });
  expect(asked.openSelectionApplications.nodes).toEqual([
    {
      stage: 'NOTICED',
      endState: 'APPOINTED_ON_PROBATION',
      writtenRank: 1,
      totalRank: 1,
      probationEndsOn: '2023-08-30',
      writtenExam: { score: 81.25, absent: false, event: { type: 'ApplicationScored' } },
      appointment: { channel: 'OPEN_SELECTION' },
      cadre: { openSelectionApplications: { totalCount: 1 } },
      proposedBy: { type: 'OpenSelectionDecided' },
      endedBy: { type: 'OpenSelectionWinnerAppointed' },
    },
  ]);
});

test('a score of three decimals is bad input, with the path of the field', async () => {
  const { ids } = county;
  const answered = await county
    .ask(
      `mutation ($input: RecordExamScoresInput!) {
        recordExamScores(input: $input) { __typename } }`,
      {
        input: {
          openSelectionId: Buffer.from(
            'OpenSelection:0190a5c0-0000-7000-8000-000000000071',
          ).toString('base64url'),
          exam: 'WRITTEN',
          scores: [{ cadreId: ids.head, score: 78.125 }],
        },
      },
    )
    .catch((error: Error) => JSON.parse(error.message));
  expect(answered).toMatchObject([{ code: 'BAD_USER_INPUT', inputPath: 'input.scores.0.score' }]);
});
