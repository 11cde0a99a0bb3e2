/** 后备干部推荐更正: facts of a round recorded in error, put right or taken back. */
import { z } from 'zod';
import { CivilDate, PartialDate } from './dates.ts';
import { defineEvent } from './define.ts';
import { CadreId, EventId, ReserveRoundId } from './values.ts';

const id = '0190a5c0-0000-7000-8000-000000000051';
const cadre = '0190a5c0-0000-7000-8000-000000000052';
const event = '0190a5c0-0000-7000-8000-000000000054';
const ofRound = { roundId: ReserveRoundId, eventId: EventId };
const ofCandidate = { roundId: ReserveRoundId, cadreId: CadreId, eventId: EventId };
const sampleOfCandidate = { roundId: id, cadreId: cadre, eventId: event };

/** 公告更正: until when nominations were taken. */
export const ReserveAnnouncementCorrected = defineEvent({
  type: 'ReserveAnnouncementCorrected',
  category: 'reserveRound',
  label: { zh: '后备干部推荐公告更正', en: 'Reserve announcement corrected' },
  data: { ...ofRound, was: CivilDate, is: CivilDate },
  sample: { data: { roundId: id, eventId: event, was: '2022-04-10', is: '2022-04-12' } },
});

/** 提名撤销: nobody put them forward in this way. */
export const ReserveNominationVoided = defineEvent({
  type: 'ReserveNominationVoided',
  category: 'reserveRound',
  label: { zh: '后备人选提名撤销', en: 'Reserve nomination voided' },
  data: ofCandidate,
  sample: { data: sampleOfCandidate },
});

/** 资格审查撤销: the result, qualified or rejected, was recorded in error. */
export const ReserveScreeningVoided = defineEvent({
  type: 'ReserveScreeningVoided',
  category: 'reserveRound',
  label: { zh: '后备人选资格审查撤销', en: 'Reserve screening voided' },
  data: ofCandidate,
  sample: { data: sampleOfCandidate },
});

/** 推荐撤回: a candidate's listing as recommended, recorded in error. */
export const ReserveRecommendationVoided = defineEvent({
  type: 'ReserveRecommendationVoided',
  category: 'reserveRound',
  label: { zh: '后备干部推荐人选撤销', en: 'Reserve recommendation voided' },
  data: ofCandidate,
  sample: { data: sampleOfCandidate },
});

/** 集体讨论撤销 */
export const ReserveDeliberationVoided = defineEvent({
  type: 'ReserveDeliberationVoided',
  category: 'reserveRound',
  label: { zh: '后备干部人选集体讨论撤销', en: 'Reserve deliberation voided' },
  data: ofRound,
  sample: { data: { roundId: id, eventId: event } },
});

/** 公示撤销 */
export const ReserveNoticeVoided = defineEvent({
  type: 'ReserveNoticeVoided',
  category: 'reserveRound',
  label: { zh: '后备干部人选公示撤销', en: 'Reserve notice voided' },
  data: ofRound,
  sample: { data: { roundId: id, eventId: event } },
});

/** The day of a step; `until`: until when nominations were taken, or the notice ran. */
const course = z.strictObject({ on: PartialDate, until: CivilDate.nullable() });

/** 轮次环节更正: opened, announced, deliberated, publicized, closed or cancelled on another day. */
export const ReserveRoundStepCorrected = defineEvent({
  type: 'ReserveRoundStepCorrected',
  category: 'reserveRound',
  label: { zh: '后备干部推荐轮次环节更正', en: 'Step of a reserve round corrected' },
  data: { ...ofRound, was: course, is: course },
  sample: {
    data: {
      ...{ roundId: id, eventId: event },
      was: { on: '2022-03-05', until: '2022-04-10' },
      is: { on: '2022-03-06', until: '2022-04-10' },
    },
  },
});

/** 轮次环节撤销: an announcement, or the opening of a round that never was. */
export const ReserveRoundStepVoided = defineEvent({
  type: 'ReserveRoundStepVoided',
  category: 'reserveRound',
  label: { zh: '后备干部推荐轮次环节撤销', en: 'Step of a reserve round voided' },
  data: ofRound,
  sample: { data: { roundId: id, eventId: event } },
});

/** 轮次结束撤销: closed, or cancelled, in error; the round goes on. */
export const ReserveRoundEndVoided = defineEvent({
  type: 'ReserveRoundEndVoided',
  category: 'reserveRound',
  label: { zh: '后备干部推荐轮次结束撤销', en: 'End of a reserve round voided' },
  data: ofRound,
  sample: { data: { roundId: id, eventId: event } },
});

export const reserveRoundCorrectionEvents = [
  ReserveRoundStepCorrected,
  ReserveRoundStepVoided,
  ReserveRoundEndVoided,
  ReserveAnnouncementCorrected,
  ReserveNominationVoided,
  ReserveScreeningVoided,
  ReserveRecommendationVoided,
  ReserveDeliberationVoided,
  ReserveNoticeVoided,
];
