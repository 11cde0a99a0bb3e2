/** 县: the county a ledger is kept for. */
import { z } from 'zod';
import { PartialDate } from './dates.ts';
import { defineEvent } from './define.ts';
import { CountyCode, EventId, Name, OrganizationId, ReserveRoundId } from './values.ts';

/** 县建账 */
export const CountyOpened = defineEvent({
  type: 'CountyOpened',
  category: 'county',
  label: { zh: '县建账', en: 'County opened' },
  data: { county: CountyCode, name: Name, rootOrganizationId: OrganizationId },
  sample: {
    data: {
      county: '419998',
      name: '虚构县',
      rootOrganizationId: '0190a5c0-0000-7000-8000-000000000001',
    },
  },
});

const opening = z.strictObject({ on: PartialDate, name: Name });
/** 县建账更正: its name, or the day from which it is kept, was recorded wrongly. */
export const CountyOpeningCorrected = defineEvent({
  type: 'CountyOpeningCorrected',
  category: 'county',
  label: { zh: '县建账更正', en: 'County opening corrected' },
  data: { county: CountyCode, eventId: EventId, was: opening, is: opening },
  sample: {
    data: {
      county: '419998',
      eventId: '0190a5c0-0000-7000-8000-000000000003',
      was: { on: '2019-01-01', name: '虚构县' },
      is: { on: '2014-01-01', name: '虚构县' },
    },
  },
});

/** 本届后备干部推荐占用: at most one round of a county is open. */
export const ReserveRoundSlotTaken = defineEvent({
  type: 'ReserveRoundSlotTaken',
  category: 'county',
  label: { zh: '后备干部推荐轮次占用', en: 'Reserve round slot taken' },
  data: { roundId: ReserveRoundId, year: z.int() },
  sample: { data: { roundId: '0190a5c0-0000-7000-8000-000000000002', year: 2022 } },
});

/** 本届后备干部推荐释放 */
export const ReserveRoundSlotReleased = defineEvent({
  type: 'ReserveRoundSlotReleased',
  category: 'county',
  label: { zh: '后备干部推荐轮次释放', en: 'Reserve round slot released' },
  data: { roundId: ReserveRoundId, year: z.int(), held: z.boolean() },
  sample: { data: { roundId: '0190a5c0-0000-7000-8000-000000000002', year: 2022, held: true } },
});

export const countyEvents = [
  CountyOpened,
  CountyOpeningCorrected,
  ReserveRoundSlotTaken,
  ReserveRoundSlotReleased,
];
