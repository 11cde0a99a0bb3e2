/** 民主推荐: a meeting or talks of a reserve round with attendance and votes, and its corrections. */
import { z } from 'zod';
import { RecommendationForm } from './code-tables.ts';
import { defineEvent } from './define.ts';
import { CadreId, Count, EventId, OrganizationId, ReserveRoundId } from './values.ts';

const id = '0190a5c0-0000-7000-8000-000000000051';
const event = '0190a5c0-0000-7000-8000-000000000054';
const round = { roundId: ReserveRoundId };

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

/** 到会与得票: who attended and how they voted on each candidate. */
export const Votes = z.strictObject({
  expected: Count,
  present: Count,
  tallies: z.array(Tally).min(1).max(300),
});
export type Votes = z.infer<typeof Votes>;
const sampleVotes = {
  expected: 120,
  present: 112,
  tallies: [
    {
      cadreId: '0190a5c0-0000-7000-8000-000000000052',
      votesFor: 90,
      votesAgainst: 10,
      abstaining: 8,
      other: 2,
      rank: 1,
    },
  ],
};

/** 民主推荐: a meeting or talks, with attendance and votes. */
export const ReserveRecommendationHeld = defineEvent({
  type: 'ReserveRecommendationHeld',
  category: 'reserveRound',
  label: { zh: '后备干部民主推荐', en: 'Reserve recommendation held' },
  data: { ...round, form: RecommendationForm, unitId: OrganizationId, ...Votes.shape },
  sample: {
    data: {
      roundId: id,
      form: 'MEETING',
      unitId: '0190a5c0-0000-7000-8000-000000000053',
      ...sampleVotes,
    },
  },
});

/** 民主推荐更正: attendance or votes of a meeting or talks were other ones. */
export const ReserveMeetingOrTalksCorrected = defineEvent({
  type: 'ReserveMeetingOrTalksCorrected',
  category: 'reserveRound',
  label: { zh: '后备干部民主推荐更正', en: 'Reserve meeting or talks corrected' },
  data: { ...round, eventId: EventId, was: Votes, is: Votes },
  sample: {
    data: { roundId: id, eventId: event, was: sampleVotes, is: { ...sampleVotes, present: 113 } },
  },
});

/** 民主推荐撤销: the meeting or the talks never were. */
export const ReserveMeetingOrTalksVoided = defineEvent({
  type: 'ReserveMeetingOrTalksVoided',
  category: 'reserveRound',
  label: { zh: '后备干部民主推荐撤销', en: 'Reserve meeting or talks voided' },
  data: { ...round, eventId: EventId },
  sample: { data: { roundId: id, eventId: event } },
});

export const reserveRoundMeetingEvents = [
  ReserveRecommendationHeld,
  ReserveMeetingOrTalksCorrected,
  ReserveMeetingOrTalksVoided,
];
