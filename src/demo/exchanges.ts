/** 干部交流: up from townships, down to them, and from organ to organ; one called off. */
import type { Cadres } from './cadres.ts';
import { day, workingDay, workingDaysLater } from './calendar.ts';
import type { County, Post } from './county.ts';
import type { Person } from './people.ts';
import { createdBy, type Planner } from './plan.ts';

type Move = {
  readonly person: Person;
  readonly to: Post;
  readonly on: string;
  readonly reason: 'WORK_NEED' | 'DEVELOPMENT' | 'LONG_TENURE';
};

const upDates = [
  '2019-10-15',
  '2020-10-13',
  '2021-04-13',
  '2021-11-09',
  '2022-06-07',
  '2022-11-08',
  '2023-05-16',
];
const downDates = ['2019-09-10', '2020-09-08', '2021-03-16', '2022-04-12', '2023-03-14'];
const lateralDates = ['2019-11-12', '2020-11-10', '2021-10-26', '2022-10-25', '2023-09-12'];
const at = <T>(list: readonly T[], index: number) => list[index % list.length] as T;

export function exchangeCadres(planner: Planner, county: County, cadres: Cadres): void {
  const { departments, townships } = county;
  cadres.up.forEach((person, index) => {
    const to = at(departments, index + 14).section;
    exchange(planner, `up-${index}`, { person, to, on: at(upDates, index), reason: 'DEVELOPMENT' });
  });
  cadres.down.forEach((person, index) => {
    const to = at(townships, index + 4).station;
    exchange(planner, `down-${index}`, {
      person,
      to,
      on: at(downDates, index),
      reason: 'DEVELOPMENT',
    });
  });
  cadres.lateral.forEach((person, index) => {
    const to = at(departments, index + 3).section;
    exchange(planner, `lateral-${index}`, {
      person,
      to,
      on: at(lateralDates, index),
      reason: 'LONG_TENURE',
    });
  });
  // A deputy head of a township holds a leading post: no exchange of the mid level or below.
  const leader = at(cadres.townshipDeputies, 1);
  exchange(planner, 'leader-up', {
    ...{ person: leader, to: at(departments, 36).deputy, on: '2022-09-06', reason: 'WORK_NEED' },
  });
  callOff(planner, {
    person: at(cadres.chiefs, 5),
    to: at(townships, 9).station,
    on: '2023-10-17',
    reason: 'WORK_NEED',
  });
}

/** Proposes it; gives the desk, the exchange and the days that follow. */
function propose(planner: Planner, name: string, { person, to, on, reason }: Move) {
  const start = workingDay(day(on));
  const desk = planner.desk(`exchanges/${name}`, 'demo-officer-cadres', start);
  const proposed = desk.record(
    'ProposeExchange',
    {
      ...{ cadreId: person.id, kind: 'TRANSFER', reason, fromOrganizationId: person.unit.id },
      ...{ toOrganizationId: to.unit.id, toPostId: to.id, toTitle: null },
    },
    { on: start },
  );
  const exchangeId = createdBy(proposed);
  const later = (count: number) => workingDaysLater(start, count);
  for (const side of ['FROM', 'TO'] as const) {
    desk.record('ConsultExchangeUnit', { exchangeId, side, agreed: true }, { on: later(4) });
  }
  return { desk, exchangeId, later };
}

function exchange(planner: Planner, name: string, move: Move): void {
  const { desk, exchangeId, later } = propose(planner, name, move);
  const basis = `虚组调〔${move.on.slice(0, 4)}〕${desk.random.int(1, 60)}号`;
  desk.record('ApproveExchange', { exchangeId }, { on: later(9) });
  desk.record('NotifyExchange', { exchangeId }, { on: later(11), basis });
  desk.record('ReportForDuty', { exchangeId }, { on: later(16) });
  desk.record('CompleteExchange', { exchangeId }, { on: later(17), basis });
}

function callOff(planner: Planner, move: Move): void {
  const { desk, exchangeId, later } = propose(planner, 'called-off', move);
  desk.record('CancelExchange', { exchangeId }, { on: later(8), reason: '接收单位编制已满' });
}
