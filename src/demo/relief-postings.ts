/** 驻村帮扶: those whom the campaign tempered, and those whose time in a village does not count for it. */
import type { Cadres } from './cadres.ts';
import type { County } from './county.ts';
import type { Person } from './people.ts';
import { createdBy, type Planner } from './plan.ts';

type Wave = {
  readonly from: string;
  /** The day of the evaluation, and of the return. */
  readonly evaluatedOn: string;
  readonly until: string;
};
/** The campaign closed in February 2021; everybody was back by May. */
const waves: readonly Wave[] = [
  { from: '2017-05-15', evaluatedOn: '2019-06-11', until: '2019-06-28' },
  { from: '2017-11-06', evaluatedOn: '2019-11-19', until: '2019-12-10' },
  { from: '2018-05-14', evaluatedOn: '2020-06-16', until: '2020-07-10' },
  { from: '2018-11-05', evaluatedOn: '2020-11-17', until: '2020-12-08' },
  { from: '2019-03-11', evaluatedOn: '2021-04-13', until: '2021-04-28' },
];
const revitalization: Wave = {
  ...{ from: '2021-06-07', evaluatedOn: '2023-06-13', until: '2023-06-30' },
};

export function sendToVillages(planner: Planner, county: County, cadres: Cadres): void {
  const tempered = [...cadres.chiefs, ...cadres.clerks, ...cadres.townshipClerks];
  waves.forEach((wave, index) => {
    const people = tempered.filter((_, at) => at % waves.length === index);
    serve(planner, county, `relief-${index}`, wave, people);
  });
  const { deputies } = cadres;
  serve(planner, county, 'revitalization', revitalization, deputies.slice(4, 9));
  const desk = planner.desk('relief-others', 'demo-officer-grassroots', '2019-01-28');
  const assign = (person: Person, village: number, on: string, recordedOn?: string) =>
    desk.record('AssignReliefPosting', assignment(county, person, village), { on, recordedOn });
  // Recalled before their time: not tempered to the end.
  const recalled = deputies.slice(0, 3).map((person, index) => ({
    person,
    assigned: assign(person, index + 40, '2018-09-10', '2019-01-29'),
  }));
  for (const { person, assigned } of recalled) {
    const input = { cadreId: person.id, reliefPostingId: createdBy(assigned) };
    desk.record('RecallReliefPosting', { ...input, reason: 'UNFIT' }, { on: '2019-08-20' });
  }
  // Still in their villages when the history ends.
  for (const person of deputies.slice(10, 13)) {
    assign(person, 50 + deputies.indexOf(person), '2023-07-03');
  }
}

function assignment({ villages }: County, person: Person, village: number) {
  const roles = ['FIRST_SECRETARY', 'TEAM_LEADER', 'TEAM_MEMBER', 'TEAM_MEMBER'];
  const organizationId = villages[village % villages.length]?.id;
  return { cadreId: person.id, organizationId, role: roles[village % roles.length] };
}

function serve(
  planner: Planner,
  county: County,
  name: string,
  { from, evaluatedOn, until }: Wave,
  people: readonly Person[],
): void {
  const desk = planner.desk(name, 'demo-officer-grassroots', '2019-01-24');
  const recordedOn = from < '2019' ? '2019-01-25' : undefined;
  const basis = `虚组〔${from.slice(0, 4)}〕${desk.random.int(10, 80)}号`;
  const sent = people.map((person, index) => ({
    person,
    assigned: desk.record('AssignReliefPosting', assignment(county, person, index * 3), {
      ...{ on: from, basis, recordedOn },
    }),
  }));
  const named = sent.map(({ person, assigned }) => ({
    ...{ cadreId: person.id, reliefPostingId: createdBy(assigned) },
  }));
  for (const one of named) {
    const grade = desk.random.chance(25) ? 'EXCELLENT' : 'COMPETENT';
    desk.record('EvaluateReliefPosting', { ...one, grade }, { on: evaluatedOn });
  }
  for (const one of named) desk.record('CompleteReliefPosting', one, { on: until, basis });
}
