/** Appointments: decided in batches by the committee, made public, issued; and the chains behind them. */
import { addDays, type CivilDate } from '../../events/dates.ts';
import { workingDaysFrom } from '../domain/rules/working-days.ts';
import { day, documentNumberOn, workingDay, workingDaysLater } from './calendar.ts';
import type { Post } from './county.ts';
import type { Person } from './people.ts';
import { createdBy, type Desk, type Planner } from './plan.ts';

export type Order = {
  readonly person: Pick<Person, 'id'>;
  readonly post: Post;
  readonly channel?: string;
  readonly lawfulRoute: 'FIVE_KINDS' | 'ELECTION' | 'TRANSFER_IN' | 'ORDINARY';
  /** Tenure known to the day; without it, to the month. */
  readonly exact?: boolean;
};
/** An appointment in effect: the event exits from the pool refer to. */
export type Appointed = {
  readonly person: Pick<Person, 'id'>;
  readonly appointmentId: string;
  readonly on: CivilDate;
};

const noticeDays = 5;

/** One meeting, one document: decided on a day, on public notice from the next, issued after it. */
export function appointBatch(
  planner: Planner,
  name: string,
  meetsOn: string,
  orders: readonly Order[],
): readonly Appointed[] {
  const decidedOn = workingDay(day(meetsOn));
  const desk = planner.desk(`appointments/${name}`, 'demo-officer-appointments', decidedOn);
  const year = decidedOn.slice(0, 4);
  const decisions = orders.map(({ person, post, channel = 'OTHER_ORGANIZATIONAL' }) =>
    desk.record(
      'DecideAppointment',
      {
        ...{ cadreId: person.id, postId: post.id, channel, caseId: null },
        noticeStartsOn: workingDaysLater(decidedOn, 1),
      },
      { on: decidedOn, basis: `虚常纪〔${year}〕${documentNumberOn(decidedOn)}号` },
    ),
  );
  const issuedOn = issueDay(decidedOn);
  const basis = `虚干〔${issuedOn.slice(0, 4)}〕${documentNumberOn(issuedOn)}号`;
  return orders.map((order, index) => {
    const decisionId = createdBy(decisions[index] as (typeof decisions)[number]);
    const appointed = issue(desk, order, { decisionId, decidedOn, issuedOn, basis });
    return { person: order.person, appointmentId: createdBy(appointed), on: issuedOn };
  });
}

/** The day after the public notice that follows a decision has ended. */
function issueDay(decidedOn: CivilDate): CivilDate {
  const notice = workingDaysFrom(workingDaysLater(decidedOn, 1), noticeDays);
  return workingDay(addDays(notice.lastDay, 1));
}

function issue(
  desk: Desk,
  { person, post, channel = 'OTHER_ORGANIZATIONAL', lawfulRoute, exact = false }: Order,
  decision: { decisionId: string; decidedOn: CivilDate; issuedOn: CivilDate; basis: string },
) {
  const { decisionId, decidedOn, issuedOn, basis } = decision;
  return desk.record(
    'AppointCadre',
    {
      ...{ cadreId: person.id, postId: post.id, kind: 'MAIN', staffing: 'ADMIN' },
      ...{ channel, lawfulRoute, caseId: null, decisionId, decidedOn },
      documentIssuedOn: issuedOn,
      tenureFrom: exact ? decidedOn : decidedOn.slice(0, 7),
    },
    { on: issuedOn, basis },
  );
}

/** Hands out posts in turn, so that no post gets more holders than it has seats. */
export function inTurn(posts: readonly Post[], from = 0): () => Post {
  let next = from;
  return () => {
    next += 1;
    return posts[(next - 1) % posts.length] as Post;
  };
}
