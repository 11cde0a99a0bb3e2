/** The sixty-four other leaders from the grassroots, two of the exam entrants, and the chains of 2021. */
import { examEntrantsInTeams, otherLeaders } from './allocation.ts';
import { type Appointed, appointBatch, inTurn, type Order } from './appointments.ts';
import { ageLimitHeads, type Cadres } from './cadres.ts';
import { day, documentNumberOn, workingDay } from './calendar.ts';
import type { County, Post } from './county.ts';
import type { Grassroots } from './grassroots.ts';
import type { Person } from './people.ts';
import { createdBy, type Planner } from './plan.ts';

/** Posts are handed out in turn to all who enter them, whichever way they come. */
export type Vacancies = {
  readonly townshipTeam: () => Post;
  readonly elected: () => Post;
  readonly organDeputy: () => Post;
};

export function vacancies({ townships, departments }: County): Vacancies {
  const rural = townships.filter(({ type }) => type === 'TOWNSHIP');
  return {
    townshipTeam: inTurn(townships.map(({ committee }) => committee)),
    elected: inTurn(rural.map(({ deputy }) => deputy)),
    organDeputy: inTurn(departments.map(({ deputy }) => deputy)),
  };
}

/** Who among the leaders was in which round, in the order of the lists. */
export function fromRound(grassroots: Grassroots, year: 2020 | 2022): readonly Person[] {
  const { fiveKinds, elected, transferred } = grassroots;
  const { FIVE_KINDS, ELECTION, TRANSFER_IN } = otherLeaders;
  const first = {
    five: FIVE_KINDS.fromRound2020,
    elected: ELECTION.fromRound2020,
    moved: TRANSFER_IN.fromRound2020,
  };
  return year === 2020
    ? [
        ...fiveKinds.slice(0, first.five),
        ...elected.slice(0, first.elected),
        ...transferred.slice(0, first.moved),
      ]
    : [
        ...elected.slice(first.elected, first.elected + ELECTION.fromRound2022),
        ...transferred.slice(first.moved, first.moved + TRANSFER_IN.fromRound2022),
      ];
}

/** When each batch meets; numbers are how many of the list, in order, it appoints. */
const fiveKindsBatches = [
  ['2021-05-18', 12],
  ['2021-06-08', 12],
  ['2021-06-22', 10],
] as const;
const electedBatches = [
  ['2021-07-06', 2],
  ['2022-11-15', 3],
  ['2020-10-20', 1],
  ['2021-07-20', 2],
] as const;
const transferredBatches = [
  ['2021-09-14', 4],
  ['2022-12-06', 3],
  ['2023-06-13', 3],
  ['2019-08-20', 3],
  ['2020-09-15', 2],
  ['2021-10-12', 4],
  ['2021-11-16', 3],
] as const;

export function appointOtherLeaders(
  planner: Planner,
  grassroots: Grassroots,
  vacant: Vacancies,
): readonly Appointed[] {
  const batches = (
    name: string,
    list: readonly Person[],
    dates: readonly (readonly [string, number])[],
    order: (person: Person) => Order,
  ) => {
    let done = 0;
    return dates.flatMap(([on, count]) => {
      const people = list.slice(done, done + count);
      done += count;
      return appointBatch(planner, `${name}/${on}`, on, people.map(order));
    });
  };
  const { fiveKinds, elected, transferred, examEntrants } = grassroots;
  const team = (person: Person): Order => ({
    ...{ person, post: vacant.townshipTeam(), lawfulRoute: 'FIVE_KINDS' },
  });
  return [
    ...batches('five-kinds', fiveKinds, fiveKindsBatches, team),
    ...batches('elected', elected, electedBatches, (person) => ({
      ...{ person, post: vacant.elected(), lawfulRoute: 'ELECTION' },
    })),
    ...batches('transferred', transferred, transferredBatches, (person) => ({
      ...{ person, post: vacant.organDeputy(), lawfulRoute: 'TRANSFER_IN', exact: true },
    })),
    ...appointBatch(
      planner,
      'exam-entrants',
      '2021-06-15',
      examEntrants[2019].slice(0, examEntrantsInTeams).map(team),
    ),
  ];
}

/** Each head who leaves makes room for a secretary, a mayor, a vice secretary and a member. */
const chainDates = [
  '2021-10-19',
  '2021-10-19',
  '2021-12-07',
  '2021-12-07',
  '2022-08-16',
  '2023-02-14',
];

export function appointSuccessors(planner: Planner, cadres: Cadres, county: County): void {
  ageLimitHeads.forEach((headIndex, index) => {
    const on = workingDay(day(chainDates[index] ?? ''));
    const desk = planner.desk(`age-limit/${index}`, 'demo-officer-appointments', on);
    const head = cadres.heads[headIndex] as Person;
    const basis = `虚干〔${on.slice(0, 4)}〕${documentNumberOn(on)}号`;
    const ended = { cadreId: head.id, postingId: head.postingId, reason: 'AGE_LIMIT' };
    desk.record('EndPosting', ended, { on: `${on.slice(0, 7)}-01`, basis });
    const township = county.townships[index + 3];
    const department = county.departments[headIndex];
    if (township === undefined || department === undefined) throw new Error('no such unit');
    const person = (list: readonly Person[], at = index + 3) => list[at] as Person;
    const move = (who: Person, post: Post): Order => ({
      ...{ person: who, post, lawfulRoute: 'ORDINARY', exact: true },
    });
    appointBatch(planner, `chain/${index}`, on, [
      move(person(cadres.secretaries), department.head),
      move(person(cadres.mayors), township.secretary),
      { ...move(person(cadres.viceSecretaries), township.mayor), lawfulRoute: 'ELECTION' },
      move(person(cadres.committeeMembers, 2 * (index + 3)), township.viceSecretary),
    ]);
  });
}

/** People whose appointment does not count: before the window, revoked, on notice, in error. */
export function appointForDistraction(
  planner: Planner,
  grassroots: Grassroots,
  vacant: Vacancies,
): void {
  const early = planner.desk('before-the-window', 'demo-officer-appointments', '2019-01-21');
  const { beforeTheWindow, revoked, onNotice, recordedInError } = grassroots;
  early.record(
    'AppointCadre',
    {
      ...{
        cadreId: beforeTheWindow.id,
        postId: vacant.elected().id,
        kind: 'MAIN',
        staffing: 'ADMIN',
      },
      ...{
        channel: 'OTHER_ORGANIZATIONAL',
        lawfulRoute: 'ELECTION',
        caseId: null,
        decisionId: null,
      },
      ...{ decidedOn: '2018-09-11', documentIssuedOn: '2018-09-20', tenureFrom: '2018-09' },
    },
    { on: '2018-09-20', basis: '虚干〔2018〕41号', recordedOn: '2019-01-22', reason: '期初补录' },
  );
  const decide = (name: string, person: Person, on: string, noticeStartsOn: string) => {
    const desk = planner.desk(name, 'demo-officer-appointments', on);
    const postId = vacant.organDeputy().id;
    const input = { cadreId: person.id, postId, channel: 'OTHER_ORGANIZATIONAL', caseId: null };
    const decided = desk.record(
      'DecideAppointment',
      { ...input, noticeStartsOn },
      { on, basis: `虚常纪〔${on.slice(0, 4)}〕18号`, recordedOn: noticeStartsOn },
    );
    return { desk, decisionId: createdBy(decided) };
  };
  const { desk, decisionId } = decide('revoked', revoked, '2022-05-17', '2022-05-18');
  desk.record(
    'RevokeAppointment',
    { cadreId: revoked.id, decisionId },
    { on: '2022-05-30', reason: '公示期间有反映,核实后不予任用', basis: '虚常纪〔2022〕21号' },
  );
  decide('on-notice', onNotice, '2024-06-27', '2024-06-28');
  mistake(planner, recordedInError, vacant);
}

/** Recorded for the wrong person in October 2023 and taken back in March 2024. */
function mistake(planner: Planner, person: Person, vacant: Vacancies): void {
  const desk = planner.desk('recorded-in-error', 'demo-officer-appointments', '2023-10-17');
  const appointed = desk.record(
    'AppointCadre',
    {
      ...{ cadreId: person.id, postId: vacant.elected().id, kind: 'MAIN', staffing: 'ADMIN' },
      ...{
        channel: 'OTHER_ORGANIZATIONAL',
        lawfulRoute: 'ELECTION',
        caseId: null,
        decisionId: null,
      },
      ...{ decidedOn: '2023-10-10', documentIssuedOn: '2023-10-17', tenureFrom: '2023-10-10' },
    },
    { on: '2023-10-17', basis: '虚干〔2023〕33号' },
  );
  const correction = { on: '2024-03-12', reason: '同名误录,经核对撤销' };
  const postingId = createdBy(appointed, postingAfterLeaving);
  desk.record('VoidPosting', { cadreId: person.id, postingId }, correction);
  const left = { cadreId: person.id, postingId: person.postingId };
  desk.record('VoidPostingEnd', left, correction);
}

/** Of an appointment's events: the appointment, the end of the posting left, the posting. */
const postingAfterLeaving = 2;
