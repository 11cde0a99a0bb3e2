/** A township's post and a village secretary who is, or is to be, appointed to it. */
import type { EventId } from '../../events/values.ts';
import { AppointCadre, DecideAppointment } from '../../src/domain/appointment.ts';
import { postings } from '../../src/domain/people.ts';
import { RecordPosting } from '../../src/domain/posting.ts';
import { organization, post } from '../../src/domain/structure.ts';
import { scenario } from '../scenario.ts';
import { givenPerson, givenPost, givenQuota, givenUnit, stateOf } from './given-people.ts';

export const document = { basis: '虚干〔2021〕5号' };

const idOfType = (events: readonly { id: EventId; type: string }[], type: string) =>
  events.find((event) => event.type === type)?.id as EventId;

/** A township with one deputy's post under quota; a village whose secretary is the person. */
export function township() {
  const given = scenario();
  const cadreId = givenPerson(given);
  const unitId = givenUnit(given, '虚构乡', 'TOWNSHIP');
  const villageId = givenUnit(given, '虚构村', 'VILLAGE');
  givenQuota(given, unitId, 1, 1);
  const postId = givenPost(given, unitId, '副乡长');
  const appointment = {
    cadreId,
    postId,
    kind: 'MAIN' as const,
    staffing: 'ADMIN' as const,
    channel: 'OTHER_ORGANIZATIONAL' as const,
    lawfulRoute: 'FIVE_KINDS' as const,
    caseId: null,
    decisionId: null as EventId | null,
    decidedOn: '2021-05-10',
    documentIssuedOn: '2021-05-20' as string | null,
    tenureFrom: '2021-05' as string | null,
  };
  const village = {
    cadreId,
    postId: null,
    organizationId: villageId,
    title: '村党支部书记',
    kind: 'MAIN' as const,
    staffing: 'NONE' as const,
    role: 'VILLAGE_SECRETARY' as const,
    until: null,
    openingBalance: false,
  };
  return { given, cadreId, unitId, villageId, postId, appointment, village };
}

export function secretary() {
  const setting = township();
  setting.given.accepted(RecordPosting, setting.village, { effectiveOn: '2017-01' });
  return setting;
}

/** A village secretary since 2017, appointed a township's deputy head in 2021 by a decision. */
export function appointed() {
  const given = scenario();
  const cadreId = givenPerson(given);
  const unitId = givenUnit(given, '虚构乡', 'TOWNSHIP');
  const villageId = givenUnit(given, '虚构村', 'VILLAGE');
  givenQuota(given, unitId, 1, 1);
  const postId = givenPost(given, unitId, '副乡长');
  const secretary = {
    cadreId,
    postId: null,
    organizationId: villageId,
    title: '村党支部书记',
    kind: 'MAIN' as const,
    staffing: 'NONE' as const,
    role: 'VILLAGE_SECRETARY' as const,
    until: null,
    openingBalance: false,
  };
  const [first] = given.accepted(RecordPosting, secretary, { effectiveOn: '2017-01' });
  const decision = { cadreId, postId, channel: 'REGULAR' as const, caseId: null };
  const [decided] = given.accepted(
    DecideAppointment,
    { ...decision, noticeStartsOn: null },
    { effectiveOn: '2021-05-10' },
  );
  const appointment = {
    cadreId,
    postId,
    kind: 'MAIN' as const,
    staffing: 'ADMIN' as const,
    channel: 'REGULAR' as const,
    lawfulRoute: 'ORDINARY' as const,
    caseId: null,
    decisionId: decided?.id as EventId,
    decidedOn: '2021-05-10',
    documentIssuedOn: null,
    tenureFrom: '2021-05',
  };
  const events = given.accepted(AppointCadre, appointment, document);
  return {
    given,
    cadreId,
    unitId,
    villageId,
    postId,
    secretary,
    decision,
    appointment,
    villagePostingId: first?.id as EventId,
    villageEndId: idOfType(events, 'PostingEnded'),
    postingId: idOfType(events, 'PostingStarted'),
    appointmentId: idOfType(events, 'AppointmentTookEffect'),
    intakeId: idOfType(events, 'GrassrootsIntakeCompleted'),
    decisionId: decided?.id as EventId,
    taken: () => stateOf(given, organization(unitId)).taken,
    holdings: () => stateOf(given, post(postId)).holdings,
    posting: (id: EventId) =>
      stateOf(given, postings(cadreId)).postings.find((one) => one.id === id),
  };
}
