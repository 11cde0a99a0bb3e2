/** 后备干部库: membership of the pool, from entry to exit, with training and yearly rating. */
import { z } from 'zod';
import {
  EntryChannel,
  ReserveExitReason,
  ReserveMaturity,
  ReserveRating,
  ReserveTarget,
  ReserveTrack,
  TrainingMode,
} from './code-tables.ts';
import { CivilDate } from './dates.ts';
import { defineEvent, p1 } from './define.ts';
import { Origin } from './posting.ts';
import { CadreId, EventId, Remark, ReserveRoundId } from './values.ts';

const cadre = '0190a5c0-0000-7000-8000-000000000061';
const event = '0190a5c0-0000-7000-8000-000000000062';
/** A membership is named by the event that began it. */
const member = { cadreId: CadreId, membershipId: EventId };

/** 入库 */
export const ReserveMemberAdmitted = defineEvent({
  type: 'ReserveMemberAdmitted',
  category: 'cadre',
  label: { zh: '后备干部入库', en: 'Reserve member admitted' },
  data: {
    cadreId: CadreId,
    entryChannel: EntryChannel,
    maturity: ReserveMaturity,
    target: ReserveTarget,
    track: ReserveTrack,
    /** The round, open selection or observation the entry rests on; null in opening balances. */
    roundId: ReserveRoundId.nullable(),
    sourceId: z.string().nullable(),
    origin: Origin.nullable(),
  },
  sample: {
    data: {
      cadreId: cadre,
      entryChannel: 'PUBLIC_RECOMMENDATION',
      maturity: 'NEAR_TERM',
      target: 'DEPUTY',
      track: 'AGRI_RURAL',
      roundId: event,
      sourceId: event,
      origin: null,
    },
  },
});

/** 培养任务下达 */
export const TrainingAssigned = defineEvent({
  type: 'TrainingAssigned',
  category: 'cadre',
  label: { zh: '培养任务下达', en: 'Training assigned' },
  data: { ...member, mode: TrainingMode, plannedUntil: CivilDate.nullable() },
  sample: {
    data: { cadreId: cadre, membershipId: event, mode: 'PARTY_SCHOOL', plannedUntil: '2022-11-30' },
  },
});

/** 培养任务完成 */
export const TrainingCompleted = defineEvent({
  type: 'TrainingCompleted',
  category: 'cadre',
  label: { zh: '培养任务完成', en: 'Training completed' },
  data: { ...member, trainingId: EventId, hours: z.int().min(0).max(10_000) },
  sample: { data: { cadreId: cadre, membershipId: event, trainingId: event, hours: 80 } },
});

/** 年度评定 */
export const ReserveMemberRated = defineEvent({
  type: 'ReserveMemberRated',
  category: 'cadre',
  label: { zh: '后备干部年度评定', en: 'Reserve member rated' },
  data: { ...member, year: z.int().min(1990).max(2199) },
  personal: { rating: p1(ReserveRating), evidence: p1(Remark).nullable() },
  subject: 'cadreId',
  sample: {
    data: { cadreId: cadre, membershipId: event, year: 2023 },
    personal: { rating: 'A', evidence: null },
  },
});

/** 暂停后备资格 */
export const ReserveMemberSuspended = defineEvent({
  type: 'ReserveMemberSuspended',
  category: 'cadre',
  label: { zh: '后备干部暂停', en: 'Reserve member suspended' },
  data: { ...member, sanctionId: EventId.nullable() },
  sample: { data: { cadreId: cadre, membershipId: event, sanctionId: null } },
});

/** 恢复后备资格 */
export const ReserveMemberReinstated = defineEvent({
  type: 'ReserveMemberReinstated',
  category: 'cadre',
  label: { zh: '后备干部恢复', en: 'Reserve member reinstated' },
  data: member,
  sample: { data: { cadreId: cadre, membershipId: event } },
});

/** 出库: by appointment (success) or for another reason. */
export const ReserveMemberExited = defineEvent({
  type: 'ReserveMemberExited',
  category: 'cadre',
  label: { zh: '后备干部出库', en: 'Reserve member exited' },
  data: { ...member, exitReason: ReserveExitReason, appointmentId: EventId.nullable() },
  sample: {
    data: { cadreId: cadre, membershipId: event, exitReason: 'APPOINTED', appointmentId: event },
  },
});

/** 撤销出库记录: recorded in error, or by an appointment that never was; the membership goes on. */
export const ReserveMemberExitVoided = defineEvent({
  type: 'ReserveMemberExitVoided',
  category: 'cadre',
  label: { zh: '撤销后备干部出库记录', en: 'Exit of a reserve member voided' },
  data: { ...member, eventId: EventId },
  sample: { data: { cadreId: cadre, membershipId: event, eventId: event } },
});

/** 撤销后备干部登记事项: a training, rating, suspension or the entry itself was recorded in error. */
export const ReserveMemberFactVoided = defineEvent({
  type: 'ReserveMemberFactVoided',
  category: 'cadre',
  label: { zh: '撤销后备干部登记事项', en: 'Fact of a reserve member voided' },
  data: { ...member, eventId: EventId },
  sample: { data: { cadreId: cadre, membershipId: event, eventId: event } },
});

export const reservePoolEvents = [
  ReserveMemberAdmitted,
  TrainingAssigned,
  TrainingCompleted,
  ReserveMemberRated,
  ReserveMemberSuspended,
  ReserveMemberReinstated,
  ReserveMemberExited,
  ReserveMemberExitVoided,
  ReserveMemberFactVoided,
];
