import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { countyAsked } from './given-movement.ts';

let county: Awaited<ReturnType<typeof countyAsked>>;
beforeAll(async () => {
  county = await countyAsked();
});
afterAll(() => county.close());

const stage = 'reserveRound { stage }';

/** A secretary put forward twice, voted on at a meeting and in talks, listed and inspected. */
async function inspected() {
  const { ids, tell } = county;
  const opening = { year: 2022, title: '2022年县管后备干部公开推荐' };
  const opened = await tell('openReserveRound', opening, '2022-03-01', 'reserveRound { id stage }');
  const of = { roundId: opened.reserveRound.id as string };
  const who = { ...of, cadreId: ids.secretary };
  const stages = [opened.reserveRound.stage];
  const take = async (name: string, input: Record<string, unknown>, on: string) => {
    stages.push((await tell(name, input, on, stage)).reserveRound.stage);
  };
  await take('announceReserveRound', { ...of, nominationsUntil: '2022-03-31' }, '2022-03-05');
  const byUnit = { ...who, form: 'UNIT', nominatorUnitId: ids.township };
  await take('nominateReserveCandidate', byUnit, '2022-03-10');
  const oneself = { ...who, form: 'SELF', nominatorIds: [ids.secretary] };
  await take('nominateReserveCandidate', oneself, '2022-03-11');
  await take('qualifyReserveCandidate', who, '2022-03-20');
  const votes = { votesFor: 50, votesAgainst: 4, abstaining: 3, other: 2, rank: 1 };
  const tallies = [{ cadreId: ids.secretary, ...votes }];
  const held = { ...of, unitId: ids.township, expected: 72, present: 60, tallies };
  await take('holdReserveRecommendation', { ...held, form: 'MEETING' }, '2022-04-08');
  await take('holdReserveRecommendation', { ...held, form: 'TALKS' }, '2022-04-09');
  await take('recommendReserveCandidates', { ...of, cadreIds: [ids.secretary] }, '2022-04-15');
  await take('inspectReserveCandidate', { ...who, fit: true, teamSize: 2 }, '2022-05-10');
  return { of, who, tallies, stages };
}

/** Sends a correction with its reason; gives its answer. */
async function correct(name: string, input: Record<string, unknown>) {
  const type = name.slice(0, 1).toUpperCase() + name.slice(1);
  const answered = await county.ask(
    `mutation ($input: ${type}Input!) {
      ${name}(input: $input, record: { reason: "录入有误" }) {
        ... on ${type}Recorded { events { type } ${stage} }
        ... on CommandRefused { refusals { code sentence { zh } evidence { type } } } } }`,
    { input },
  );
  return answered[name];
}

test('a round’s facts are corrected by the ids clients are shown, and each step names its event', async () => {
  const { of, who, tallies, stages } = await inspected();
  expect(stages).toEqual([
    'DRAFT',
    'ANNOUNCED',
    'NOMINATING',
    'NOMINATING',
    'SCREENING',
    'RECOMMENDING',
    'RECOMMENDING',
    'RECOMMENDING',
    'INSPECTING',
  ]);
  const shown = async () => {
    const asked = await county.ask(`{
      reserveRounds(first: 1) { nodes { nominationsUntil
        recommendations(first: 5, orderBy: [{ by: ON }]) { nodes { id form present } }
        candidates(first: 5) { nodes { stage inspectedFit teamSize
          nominatedBy { type } screenedBy { type } recommendedBy { type } inspectedBy { type }
          recommendations { data }
          nominations(first: 5, orderBy: [{ by: ON }]) { nodes { id form } } } } } } }`);
    return asked.reserveRounds.nodes[0];
  };
  const before = await shown();
  const [meeting, talks] = before.recommendations.nodes;
  const [candidate] = before.candidates.nodes;
  expect(candidate).toMatchObject({
    nominatedBy: [{ type: 'ReserveCandidateNominated' }, { type: 'ReserveCandidateNominated' }],
    screenedBy: { type: 'ReserveCandidateQualified' },
    recommendedBy: { type: 'ReserveCandidateRecommended' },
    inspectedBy: { type: 'ReserveCandidateInspected' },
    recommendations: [{ data: { form: 'MEETING' } }, { data: { form: 'TALKS' } }],
  });
  const nominationId = candidate.nominations.nodes[1].id;
  const corrections: [string, Record<string, unknown>][] = [
    ['correctReserveAnnouncement', { ...of, nominationsUntil: '2022-03-30' }],
    ['voidReserveNomination', { ...of, nominationId }],
    [
      'correctReserveMeetingOrTalks',
      { ...of, recommendationId: meeting.id, expected: 72, present: 61, tallies },
    ],
    ['voidReserveMeetingOrTalks', { ...of, recommendationId: talks.id }],
    ['correctReserveInspection', { ...who, fit: false, teamSize: 3 }],
  ];
  for (const [name, input] of corrections) {
    const corrected = await correct(name, input);
    expect(corrected).toMatchObject({ events: [{}], reserveRound: { stage: 'INSPECTING' } });
  }
  expect(await shown()).toMatchObject({
    nominationsUntil: '2022-03-30',
    recommendations: { nodes: [{ form: 'MEETING', present: 61 }] },
    candidates: {
      nodes: [
        {
          stage: 'INSPECTED',
          inspectedFit: false,
          teamSize: 3,
          nominatedBy: [{ type: 'ReserveCandidateNominated' }],
          recommendations: [{ data: { form: 'MEETING' } }],
          nominations: { nodes: [{ form: 'UNIT' }] },
        },
      ],
    },
  });
  expect(await correct('voidReserveRecommendation', who)).toEqual({
    refusals: [
      {
        code: 'RecommendationAlreadyUsed',
        sentence: { zh: '该人选已考察或已讨论同意,不能再撤销推荐人选。' },
        evidence: [{ type: 'ReserveCandidateInspected' }],
      },
    ],
  });
});
