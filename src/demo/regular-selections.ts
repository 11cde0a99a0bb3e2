/** 经常性选拔: noticed at work, verified, linked to the pool, and appointed when they were ready. */
import { appointBatch } from './appointments.ts';
import type { County } from './county.ts';
import type { Grassroots } from './grassroots.ts';
import type { Vacancies } from './leaders.ts';
import { createdBy, type Planner } from './plan.ts';
import { leaveByAppointment } from './reserve-pool.ts';
import { entryOf } from './reserve-rounds.ts';

const matters = [
  {
    ...{
      area: 'MAJOR_PROJECT',
      where: '虚河水库移民安置',
      what: '按期完成搬迁协议签订,群众无异议',
    },
    ...{ notedOn: '2019-09-17', linkedOn: '2019-12-10', appointedOn: '2020-12-08' },
    lawfulRoute: 'ELECTION',
  },
  {
    ...{ area: 'CENTRAL_WORK', where: '老城片区改造', what: '征迁中带头包户,一年内完成全部签约' },
    ...{ notedOn: '2020-06-16', linkedOn: '2020-11-10', appointedOn: '2021-07-27' },
    lawfulRoute: 'ELECTION',
  },
  {
    ...{
      area: 'MAJOR_PROJECT',
      where: '产业园标准化厂房建设',
      what: '现场解决用地用水难题,工期提前两个月',
    },
    ...{ notedOn: '2021-10-19', linkedOn: '2022-01-11', appointedOn: '2023-03-21' },
    lawfulRoute: 'TRANSFER_IN',
  },
] as const;

export function selectRegularly(
  planner: Planner,
  county: County,
  { regular }: Grassroots,
  vacant: Vacancies,
): void {
  const verifiedById = county.departments[0]?.id;
  matters.forEach(({ notedOn, linkedOn, appointedOn, lawfulRoute, ...seen }, index) => {
    const person = regular[index];
    if (person === undefined) throw new Error('more matters than people selected regularly');
    const desk = planner.desk(`regular-${index}`, 'demo-officer-cadres', notedOn);
    const cadreId = person.id;
    const organizationId = county.departments[18 + index]?.id;
    const noted = desk.record(
      'ObserveCadre',
      { cadreId, organizationId, ...seen },
      { on: notedOn },
    );
    const named = { cadreId, observationId: createdBy(noted) };
    desk.record('VerifyObservation', { ...named, verifiedById }, { on: linkedOn });
    desk.record('LinkToPool', { ...named, entry: entryOf(index) }, { on: linkedOn });
    const post = lawfulRoute === 'ELECTION' ? vacant.elected() : vacant.organDeputy();
    const order = { person, post, lawfulRoute, channel: 'REGULAR', exact: true };
    for (const one of appointBatch(planner, `regular-${index}`, appointedOn, [order])) {
      leaveByAppointment(planner, one);
    }
  });
}
