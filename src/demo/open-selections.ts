/** Open selections: what they offer, who applies, the exams, the three gates, and the results. */
import { addDays, type CivilDate } from '../../events/dates.ts';
import { workingDaysFrom } from '../domain/rules/working-days.ts';
import { day, workingDaysLater } from './calendar.ts';
import type { Department } from './county.ts';
import { answerFinalists } from './finalists.ts';
import type { Person } from './people.ts';
import { createdBy, type Desk, type Planner } from './plan.ts';

export type Item = {
  readonly kind: 'LEADING_POST' | 'RANK';
  readonly unit: Department;
  /** Who is appointed; null: nobody was found suitable. */
  readonly winner: Person | null;
  /** Everybody who qualifies, the winner first, then by written score. */
  readonly applicants: readonly Person[];
  /** Ties at the last place: so many more are interviewed, or inspected. */
  readonly interviewTie: boolean;
  readonly inspectionTie: boolean;
  /** Too few applied. */
  readonly withdrawn: boolean;
};
export type Campaign = {
  readonly year: 2022 | 2023;
  readonly draftedOn: string;
  readonly items: readonly Item[];
  /** Who applies for the first item and does not meet the conditions. */
  readonly disqualified: readonly Person[];
  /** Finalists who enter the pool if they are among the finalists. */
  readonly toReserve: number;
  /** Members of the pool already: asked, but not entered again. */
  readonly inPool: ReadonlySet<string>;
};

const interviewed = 5;
const inspected = 3;
type Named = { readonly openSelectionId: string };
type Live = Item & { readonly itemId: string };
type Later = (count: number) => CivilDate;

export function selectOpenly(planner: Planner, campaign: Campaign): void {
  const { year, draftedOn, disqualified } = campaign;
  const desk = planner.desk(`open-selection-${year}`, 'demo-officer-selection', draftedOn);
  const later: Later = (count) => workingDaysLater(day(draftedOn), count);
  const basis = `虚组选〔${year}〕1号`;
  const title = `${year}年面向社会公开选拔领导干部`;
  const drafted = desk.record(
    'DraftOpenSelection',
    { year, title, relaxesQualifications: true },
    { on: draftedOn, basis },
  );
  const named: Named = { openSelectionId: createdBy(drafted) };
  const items = offer(desk, named, campaign.items, later(2));
  const approval = { ...named, approvedBy: '虚构市委组织部' };
  desk.record('RecordOpenSelectionApproval', approval, {
    on: later(6),
    basis: `虚市组函〔${year}〕7号`,
  });
  const registrationUntil = later(20);
  desk.record('AnnounceOpenSelection', { ...named, registrationUntil }, { on: later(9), basis });
  register(desk, named, items, disqualified, later);
  const live = items.filter(({ withdrawn }) => !withdrawn);
  examine(desk, named, live, later);
  inspect(desk, named, live, year, later);
  conclude(desk, named, campaign, live, later);
}

function offer(desk: Desk, named: Named, items: readonly Item[], on: CivilDate): readonly Live[] {
  const added = items.map((item, index) => {
    const { kind, unit } = item;
    const isRank = kind === 'RANK';
    const command = desk.record(
      'AddOfferedItem',
      {
        ...{
          ...named,
          kind,
          title: isRank
            ? index % 2 === 0
              ? '二级调研员'
              : '三级调研员'
            : `${unit.name}${unit.deputy.title}`,
        },
        ...{ organizationId: unit.id, postId: isRank ? null : unit.deputy.id, postCount: 1 },
      },
      { on },
    );
    return { ...item, itemId: createdBy(command) };
  });
  const [first] = items;
  if (first !== undefined) enterInError(desk, named, first, on);
  return added;
}

/** One item entered twice and taken back before the announcement: it was never offered. */
function enterInError(desk: Desk, named: Named, { unit }: Item, on: CivilDate): void {
  const offered = {
    title: `${unit.name}总工程师`,
    organizationId: unit.id,
    postId: null,
    postCount: 1,
  };
  const command = desk.record(
    'AddOfferedItem',
    { ...named, kind: 'LEADING_POST', ...offered },
    { on },
  );
  desk.record(
    'VoidOfferedItem',
    { ...named, itemId: createdBy(command) },
    { on, reason: '录入有误' },
  );
}

function register(
  desk: Desk,
  named: Named,
  items: readonly Live[],
  disqualified: readonly Person[],
  later: Later,
): void {
  const applications = items.flatMap(({ itemId, applicants }, index) =>
    [...applicants, ...(index === 0 ? disqualified : [])].map(({ id }) => ({
      itemId,
      cadreId: id,
    })),
  );
  desk.random.shuffled(applications).forEach((one, index) => {
    const on = later(10 + Math.floor((index * 9) / applications.length));
    desk.record('SubmitApplication', { ...named, ...one }, { on });
  });
  desk.record('CloseOpenSelectionRegistration', named, { on: later(21) });
  const failed = new Set(disqualified.map(({ id }) => id));
  const screenings = applications.map(({ cadreId }) =>
    failed.has(cadreId)
      ? { cadreId, qualified: false, grounds: '任职年限不符合公告条件' }
      : { cadreId, qualified: true, grounds: null },
  );
  desk.record('ScreenApplications', { ...named, screenings }, { on: later(26) });
  for (const { itemId, withdrawn } of items) {
    if (!withdrawn) continue;
    const grounds = '合格报考人数不足规定比例';
    desk.record('WithdrawOfferedItem', { ...named, itemId, grounds }, { on: later(28) });
  }
}

/** The winner has the best scores; who ties for the last place goes on too. */
function examine(desk: Desk, named: Named, items: readonly Live[], later: Later): void {
  const score = (cadreId: string, points: number) => ({
    cadreId,
    score: Math.round(points * 100) / 100,
  });
  desk.record('BeginWrittenExam', named, { on: later(34) });
  const written = items.flatMap(({ applicants, interviewTie, inspectionTie }, item) =>
    applicants.map(({ id }, place) => {
      const tied =
        (interviewTie && place === interviewed) || (inspectionTie && place === inspected);
      return score(id, 88.5 - item * 0.35 - (tied ? place - 1 : place) * 1.8);
    }),
  );
  desk.record(
    'RecordExamScores',
    { ...named, exam: 'WRITTEN', scores: written },
    { on: later(40) },
  );
  for (const { itemId } of items) {
    desk.record('ShortlistApplications', { ...named, itemId }, { on: later(41) });
  }
  desk.record('BeginInterview', named, { on: later(46) });
  const interviews = items.flatMap(({ applicants, interviewTie, inspectionTie }) =>
    applicants
      .slice(0, interviewed + (interviewTie ? 1 : 0))
      .map(({ id }, place) =>
        score(id, 90.2 - (inspectionTie && place === inspected ? place - 1 : place) * 1.4),
      ),
  );
  desk.record(
    'RecordExamScores',
    { ...named, exam: 'INTERVIEW', scores: interviews },
    { on: later(47) },
  );
  for (const { itemId } of items) {
    desk.record('NameInspectionObjects', { ...named, itemId }, { on: later(49) });
  }
}

function inspect(
  desk: Desk,
  named: Named,
  items: readonly Live[],
  year: number,
  later: Later,
): void {
  desk.record('BeginInspection', named, { on: later(50) });
  const objects = items.flatMap(({ applicants, inspectionTie, winner }) =>
    applicants
      .slice(0, inspected + (inspectionTie ? 1 : 0))
      .map((person, place) => ({ person, fit: winner !== null || place > 1 })),
  );
  objects.forEach(({ person, fit }, index) => {
    const input = { ...named, cadreId: person.id, fit, teamSize: desk.random.int(2, 4) };
    desk.record('RecordApplicantInspection', input, { on: later(51 + Math.floor(index / 8)) });
  });
  const gate = (gate: string, form: string, expected: number, share: number, on: CivilDate) => {
    const present = expected - desk.random.int(2, 6);
    const votesFor = Math.floor(present * share);
    const votesAgainst = Math.floor((present - votesFor) / 2);
    const abstaining = present - votesFor - votesAgainst;
    const tally = { form, expected, present, votesFor, votesAgainst, abstaining, other: 0 };
    desk.record('RecordOpenSelectionGate', { ...named, gate, ...tally }, { on });
  };
  gate('WORKERS_AND_PEASANTS', 'VISIT', 80, 0.86, later(58));
  // In 2023 the masses were not satisfied at first: the gate was held again.
  if (year === 2023) gate('MASSES', 'QUESTIONNAIRE', 150, 0.47, later(59));
  gate('MASSES', 'QUESTIONNAIRE', 150, 0.88, later(61));
  gate('LEADERS', 'MEETING', 42, 0.9, later(62));
}

function conclude(
  desk: Desk,
  named: Named,
  campaign: Campaign,
  items: readonly Live[],
  later: Later,
): void {
  const won = items.filter(({ winner }) => winner !== null);
  const basis = `虚常纪〔${campaign.year}〕26号`;
  const proposals = won.map(({ winner }) => ({ cadreId: winner?.id, postId: null }));
  const votes = { expected: 11, present: 10, votesFor: 10 };
  const decidedOn = later(66);
  desk.record('DecideOpenSelection', { ...named, proposals, ...votes }, { on: decidedOn, basis });
  const postedOn = workingDaysLater(decidedOn, 1);
  desk.record('PostOpenSelectionNotice', { ...named, endsOn: null }, { on: postedOn });
  const appointedOn = workingDaysLater(addDays(workingDaysFrom(postedOn, 5).lastDay, 1), 2);
  const document = `虚干〔${campaign.year}〕40号`;
  for (const { winner, kind } of won) {
    const who = { ...named, cadreId: winner?.id };
    if (kind === 'RANK') {
      desk.record('ConferOpenSelectionRank', who, { on: appointedOn, basis: document });
    } else {
      desk.record(
        'AppointOpenSelectionWinner',
        { ...who, staffing: 'ADMIN', documentIssuedOn: appointedOn, tenureFrom: null },
        { on: appointedOn, basis: document },
      );
    }
  }
  const finalists = items.flatMap(({ applicants, interviewTie, winner }) =>
    applicants.slice(0, interviewed + (interviewTie ? 1 : 0)).filter((person) => person !== winner),
  );
  const answeredOn = workingDaysLater(appointedOn, 3);
  answerFinalists(desk, named, campaign, finalists, answeredOn);
  desk.record('ConcludeOpenSelection', named, { on: workingDaysLater(answeredOn, 6) });
}
