/** The pool after the rounds: training, the yearly rating, suspension, and how members leave it. */
import { addMonths, type CivilDate } from '../../events/dates.ts';
import type { Appointed } from './appointments.ts';
import type { Cadres } from './cadres.ts';
import { day, workingDay, workingDaysLater } from './calendar.ts';
import type { Person } from './people.ts';
import { createdBy, type Planner } from './plan.ts';
import { entryOf, type Member } from './reserve-rounds.ts';

const modes = [
  'PARTY_SCHOOL',
  'VILLAGE_POST',
  'PROJECT',
  'PETITION',
  'SHADOWING',
  'MENTOR',
  'SECONDMENT',
];
const lastRatedYear = 2023;
const openingMembers = 6;

/** Pool members whose earlier steps nobody knows any more. */
export function openPool(planner: Planner, { clerks }: Cadres): void {
  const desk = planner.desk('pool-opening', 'demo-officer-reserve', '2019-01-29');
  clerks.slice(-openingMembers).forEach((person, index) => {
    const entry = { cadreId: person.id, entryChannel: 'OPENING_BALANCE', roundId: null };
    desk.record(
      'AdmitReserveMember',
      { ...entry, ...entryOf(index) },
      { on: '2018-07', recordedOn: '2019-01-30', reason: '期初在库' },
    );
  });
}

/** Everything that happens to the members of one round. */
export function followMembers(
  planner: Planner,
  name: string,
  members: readonly Member[],
  appointed: readonly Appointed[],
): void {
  const exits = new Map(appointed.map((one) => [one.person.id, one]));
  const leaveAt = (person: Person) => exits.get(person.id)?.on ?? null;
  train(planner, name, members);
  rate(planner, name, members, leaveAt);
  for (const { person } of members) {
    const exit = exits.get(person.id);
    if (exit !== undefined) leaveByAppointment(planner, exit);
  }
}

/** Trained in the first months, before anybody is appointed. */
function train(planner: Planner, name: string, members: readonly Member[]): void {
  const [first] = members;
  if (first === undefined) return;
  const assignedOn = workingDay(addMonths(first.on, 1));
  const completedOn = workingDay(addMonths(first.on, 4));
  const desk = planner.desk(`pool-training/${name}`, 'demo-officer-reserve', assignedOn);
  const trained = members.map(({ person }, index) => ({
    ...{ cadreId: person.id, mode: modes[index % modes.length] ?? 'MENTOR' },
  }));
  for (const one of trained) {
    const input = { ...one, plannedUntil: completedOn };
    desk.record('AssignTraining', input, { on: assignedOn });
  }
  for (const one of trained) {
    const hours = one.mode === 'PARTY_SCHOOL' ? 110 : desk.random.int(40, 90);
    desk.record('CompleteTraining', { ...one, hours }, { on: completedOn });
  }
}

/** Every January on the year before; whoever is rated poor twice leaves in the same act. */
function rate(
  planner: Planner,
  name: string,
  members: readonly Member[],
  leaveAt: (person: Person) => CivilDate | null,
): void {
  const [first] = members;
  if (first === undefined) return;
  const poor = members.filter(({ person }) => leaveAt(person) === null).at(-1);
  const firstYear = Number(first.on.slice(0, 4));
  for (let year = firstYear; year <= lastRatedYear; year += 1) {
    const on = workingDay(day(`${year + 1}-01-16`));
    const desk = planner.desk(`pool-rating/${name}/${year}`, 'demo-officer-reserve', on);
    for (const { person } of members) {
      const leaves = leaveAt(person);
      const isPoor = person === poor?.person;
      if ((leaves !== null && leaves <= on) || (isPoor && year > firstYear + 1)) continue;
      const rating = isPoor ? 'C' : desk.random.chance(40) ? 'A' : 'B';
      const input = { cadreId: person.id, year, rating, evidence: null };
      desk.record('RateReserveMember', input, { on });
    }
  }
}

export function leaveByAppointment(
  planner: Planner,
  { person, appointmentId, on }: Appointed,
): void {
  const leavesOn = workingDaysLater(on, 4);
  const desk = planner.desk(`pool-exit/${person.id}`, 'demo-officer-reserve', leavesOn);
  const exit = { cadreId: person.id, exitReason: 'APPOINTED', appointmentId };
  desk.record('ExitReserveMember', exit, { on: leavesOn });
}

/** Three members who leave, or are out for a while, otherwise. */
export function troubleMembers(planner: Planner, people: readonly Person[]): void {
  const [suspended, tooOld, unwilling] = people;
  if (suspended === undefined || tooOld === undefined || unwilling === undefined) return;
  const desk = planner.desk('pool-others', 'demo-officer-discipline', '2021-09-06');
  const { id: cadreId } = suspended;
  const sanctioned = desk.record(
    'ImposeSanction',
    { cadreId, effectEndsOn: '2022-03-06', kind: '警告', detail: null },
    { on: '2021-09-06', basis: '虚纪〔2021〕14号' },
  );
  desk.record('SuspendReserveMember', { cadreId }, { on: '2021-09-08' });
  const sanctionId = createdBy(sanctioned);
  desk.record('ExpireSanction', { cadreId, sanctionId }, { on: '2022-03-07' });
  desk.record('ReinstateReserveMember', { cadreId }, { on: '2022-03-10' });
  const exit = (person: Person, exitReason: string, on: string) =>
    desk.record(
      'ExitReserveMember',
      { cadreId: person.id, exitReason, appointmentId: null },
      { on },
    );
  exit(tooOld, 'AGE', '2024-03-12');
  exit(unwilling, 'SELF_REQUEST', '2024-04-16');
}
