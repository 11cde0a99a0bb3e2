/**
 * 后备干部公开推荐: a round and its candidates, from the opening to the end. Meetings and talks with
 * their votes, inspections, and corrections of the other facts are in reserve-round-meeting.ts,
 * reserve-round-inspection.ts and reserve-round-correction.ts.
 */
import { z } from 'zod';
import { codes, GrassrootsRole, RecommendationForm } from './code-tables.ts';
import { CivilDate } from './dates.ts';
import { defineEvent } from './define.ts';
import { Origin } from './posting.ts';
import { reserveRoundCorrectionEvents } from './reserve-round-correction.ts';
import { reserveRoundInspectionEvents } from './reserve-round-inspection.ts';
import { reserveRoundMeetingEvents } from './reserve-round-meeting.ts';
import { CadreId, Count, EventId, OrganizationId, Remark, ReserveRoundId, text } from './values.ts';

const id = '0190a5c0-0000-7000-8000-000000000051';
const cadre = '0190a5c0-0000-7000-8000-000000000052';
const unit = '0190a5c0-0000-7000-8000-000000000053';
const event = '0190a5c0-0000-7000-8000-000000000054';
const round = { roundId: ReserveRoundId };
const candidate = { ...round, cadreId: CadreId };

/** 推荐轮次阶段, in order: how far a round has come. */
export const ReserveRoundStage = codes('ReserveRoundStage', {
  DRAFT: '设立|draft',
  ANNOUNCED: '已公告|announced',
  NOMINATING: '提名|nominating',
  SCREENING: '资格审查|screening',
  RECOMMENDING: '民主推荐|recommending',
  INSPECTING: '考察|inspecting',
  DELIBERATING: '集体讨论|deliberating',
  PUBLICIZED: '公示|publicized',
  CLOSED: '结束|closed',
  CANCELLED: '取消|cancelled',
});
export type ReserveRoundStage = z.infer<typeof ReserveRoundStage>;

/** 后备人选进展: how far a candidate came, in order. */
export const ReserveCandidateStage = codes('ReserveCandidateStage', {
  NOMINATED: '已提名|nominated',
  QUALIFIED: '资格合格|qualified',
  REJECTED: '资格不合格|rejected',
  RECOMMENDED: '推荐人选|recommended',
  INSPECTED: '已考察|inspected',
});
export type ReserveCandidateStage = z.infer<typeof ReserveCandidateStage>;

/** 推荐轮次设立: pins the rule set in force. */
export const ReserveRoundOpened = defineEvent({
  type: 'ReserveRoundOpened',
  category: 'reserveRound',
  label: { zh: '后备干部推荐轮次设立', en: 'Reserve round opened' },
  data: { ...round, year: z.int().min(1990).max(2199), title: text(120), ruleSetVersion: z.int() },
  sample: {
    data: { roundId: id, year: 2022, title: '2022年县管后备干部公开推荐', ruleSetVersion: 1 },
  },
});

/** 推荐公告 */
export const ReserveRoundAnnounced = defineEvent({
  type: 'ReserveRoundAnnounced',
  category: 'reserveRound',
  label: { zh: '后备干部推荐公告', en: 'Reserve round announced' },
  data: { ...round, nominationsUntil: CivilDate },
  sample: { data: { roundId: id, nominationsUntil: '2022-04-10' } },
});

/** 提名: who put whom forward. */
export const ReserveCandidateNominated = defineEvent({
  type: 'ReserveCandidateNominated',
  category: 'reserveRound',
  label: { zh: '后备人选提名', en: 'Reserve candidate nominated' },
  data: {
    ...candidate,
    form: RecommendationForm,
    /** The unit that put them forward; null when persons did. */
    nominatorUnitId: OrganizationId.nullable(),
    /** The persons who put them forward: one of oneself, several jointly. */
    nominatorIds: z.array(CadreId).max(50),
    origin: Origin.nullable(),
  },
  sample: {
    data: {
      roundId: id,
      cadreId: cadre,
      form: 'UNIT',
      nominatorUnitId: unit,
      nominatorIds: [],
      origin: { organizationId: unit, unitType: 'VILLAGE', role: 'VILLAGE_SECRETARY' },
    },
  },
});

/** 资格审查通过 */
export const ReserveCandidateQualified = defineEvent({
  type: 'ReserveCandidateQualified',
  category: 'reserveRound',
  label: { zh: '后备人选资格审查通过', en: 'Reserve candidate qualified' },
  data: { ...candidate, eligibleAs: GrassrootsRole.nullable() },
  sample: { data: { roundId: id, cadreId: cadre, eligibleAs: 'VILLAGE_SECRETARY' } },
});

/** 资格审查未通过 */
export const ReserveCandidateRejected = defineEvent({
  type: 'ReserveCandidateRejected',
  category: 'reserveRound',
  label: { zh: '后备人选资格审查未通过', en: 'Reserve candidate rejected' },
  data: { ...candidate, grounds: Remark },
  sample: { data: { roundId: id, cadreId: cadre, grounds: '任职年限不足' } },
});

/** 列为推荐人选: rests on the recommendations named. */
export const ReserveCandidateRecommended = defineEvent({
  type: 'ReserveCandidateRecommended',
  category: 'reserveRound',
  label: { zh: '列为后备干部推荐人选', en: 'Reserve candidate recommended' },
  data: {
    ...candidate,
    origin: Origin.nullable(),
    recommendationIds: z.array(EventId).min(1).max(50),
  },
  sample: {
    data: {
      roundId: id,
      cadreId: cadre,
      origin: { organizationId: unit, unitType: 'VILLAGE', role: 'VILLAGE_SECRETARY' },
      recommendationIds: [event],
    },
  },
});

/** 集体讨论 */
export const ReserveRoundDeliberated = defineEvent({
  type: 'ReserveRoundDeliberated',
  category: 'reserveRound',
  label: { zh: '后备干部人选集体讨论', en: 'Reserve round deliberated' },
  data: {
    ...round,
    expected: Count,
    present: Count,
    votesFor: Count,
    approvedIds: z.array(CadreId),
  },
  sample: { data: { roundId: id, expected: 11, present: 10, votesFor: 10, approvedIds: [cadre] } },
});

/** 公示 */
export const ReserveRoundPublicized = defineEvent({
  type: 'ReserveRoundPublicized',
  category: 'reserveRound',
  label: { zh: '后备干部人选公示', en: 'Reserve round publicized' },
  data: { ...round, endsOn: CivilDate },
  sample: { data: { roundId: id, endsOn: '2022-06-20' } },
});

/** 推荐轮次结束 */
export const ReserveRoundClosed = defineEvent({
  type: 'ReserveRoundClosed',
  category: 'reserveRound',
  label: { zh: '后备干部推荐轮次结束', en: 'Reserve round closed' },
  data: round,
  sample: { data: { roundId: id } },
});

/** 推荐轮次取消 */
export const ReserveRoundCancelled = defineEvent({
  type: 'ReserveRoundCancelled',
  category: 'reserveRound',
  label: { zh: '后备干部推荐轮次取消', en: 'Reserve round cancelled' },
  data: { ...round, grounds: Remark },
  sample: { data: { roundId: id, grounds: '换届延期' } },
});

export const reserveRoundEvents = [
  ReserveRoundOpened,
  ReserveRoundAnnounced,
  ReserveCandidateNominated,
  ReserveCandidateQualified,
  ReserveCandidateRejected,
  ReserveCandidateRecommended,
  ReserveRoundDeliberated,
  ReserveRoundPublicized,
  ReserveRoundClosed,
  ReserveRoundCancelled,
  ...reserveRoundMeetingEvents,
  ...reserveRoundInspectionEvents,
  ...reserveRoundCorrectionEvents,
];
