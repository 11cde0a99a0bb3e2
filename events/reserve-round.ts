/** 后备干部公开推荐: a round, its candidates, and who recommended whom with what votes. */
import { z } from 'zod';
import { GrassrootsRole, RecommendationForm } from './code-tables.ts';
import { CivilDate } from './dates.ts';
import { defineEvent } from './define.ts';
import { Origin } from './posting.ts';
import { CadreId, Count, EventId, OrganizationId, Remark, ReserveRoundId, text } from './values.ts';

const id = '0190a5c0-0000-7000-8000-000000000051';
const cadre = '0190a5c0-0000-7000-8000-000000000052';
const unit = '0190a5c0-0000-7000-8000-000000000053';
const event = '0190a5c0-0000-7000-8000-000000000054';
const round = { roundId: ReserveRoundId };
const candidate = { ...round, cadreId: CadreId };

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

/** 一名人选的得票 */
export const Tally = z.strictObject({
  cadreId: CadreId,
  votesFor: Count,
  votesAgainst: Count,
  abstaining: Count,
  other: Count,
  rank: Count.min(1),
});
export type Tally = z.infer<typeof Tally>;

/** 民主推荐: a meeting or talks, with attendance and votes. */
export const ReserveRecommendationHeld = defineEvent({
  type: 'ReserveRecommendationHeld',
  category: 'reserveRound',
  label: { zh: '后备干部民主推荐', en: 'Reserve recommendation held' },
  data: {
    ...round,
    form: RecommendationForm,
    unitId: OrganizationId,
    expected: Count,
    present: Count,
    tallies: z.array(Tally).min(1).max(300),
  },
  sample: {
    data: {
      roundId: id,
      form: 'MEETING',
      unitId: unit,
      expected: 120,
      present: 112,
      tallies: [
        { cadreId: cadre, votesFor: 90, votesAgainst: 10, abstaining: 8, other: 2, rank: 1 },
      ],
    },
  },
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

/** 后备人选考察 */
export const ReserveCandidateInspected = defineEvent({
  type: 'ReserveCandidateInspected',
  category: 'reserveRound',
  label: { zh: '后备人选考察', en: 'Reserve candidate inspected' },
  data: { ...candidate, fit: z.boolean(), teamSize: Count },
  sample: { data: { roundId: id, cadreId: cadre, fit: true, teamSize: 2 } },
});

/** 推荐撤回: a candidate's recommendation recorded in error. */
export const ReserveRecommendationVoided = defineEvent({
  type: 'ReserveRecommendationVoided',
  category: 'reserveRound',
  label: { zh: '后备干部推荐人选撤销', en: 'Reserve recommendation voided' },
  data: { ...candidate, eventId: EventId },
  sample: { data: { roundId: id, cadreId: cadre, eventId: event } },
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
  ReserveRecommendationHeld,
  ReserveCandidateRecommended,
  ReserveCandidateInspected,
  ReserveRecommendationVoided,
  ReserveRoundDeliberated,
  ReserveRoundPublicized,
  ReserveRoundClosed,
  ReserveRoundCancelled,
];
