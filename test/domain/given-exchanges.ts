/** An exchange as tests take it for granted: proposed, consulted, approved, notified, reported. */
import type { ExchangeId, PostId } from '../../events/values.ts';
import {
  ApproveExchange,
  ConsultExchangeUnit,
  NotifyExchange,
  ReportForDuty,
} from '../../src/domain/exchange.ts';
import { ProposeExchange } from '../../src/domain/exchange-proposal.ts';
import { scenario } from '../scenario.ts';
import { givenCounty, givenPerson, givenPost, givenUnit } from './given-people.ts';
import { givenPosting } from './given-postings.ts';

const staff = { kind: 'STAFF', level: 'NONE', managementLevel: 'UNIT', underQuota: false } as const;

/** Somebody at mid-level in a township, and a post in a county organ to go to. */
export function township(held: Parameters<typeof givenPosting>[2] = {}) {
  const given = scenario();
  givenCounty(given);
  const cadreId = givenPerson(given);
  const from = givenUnit(given, '虚构乡', 'TOWNSHIP');
  const to = givenUnit(given, '虚构局', 'COUNTY_ORGAN');
  const postId = givenPost(given, to, '科员', staff);
  const posting = givenPosting(given, { cadreId, organizationId: from }, held);
  const proposal = {
    cadreId,
    kind: 'TRANSFER' as const,
    reason: 'DEVELOPMENT' as const,
    fromOrganizationId: from,
    toOrganizationId: to,
    toPostId: postId as PostId | null,
    toTitle: null as string | null,
  };
  return { given, cadreId, from, to, postId, posting, proposal };
}
export type World = ReturnType<typeof township>;

export const on = (effectiveOn: string) => ({ effectiveOn });

export function proposed(world: World, effectiveOn = '2021-03-01'): ExchangeId {
  const [event] = world.given.accepted(ProposeExchange, world.proposal, { effectiveOn });
  return event?.data.exchangeId as ExchangeId;
}
export function consulted(world: World): ExchangeId {
  const exchangeId = proposed(world);
  for (const side of ['FROM', 'TO'] as const) {
    const input = { exchangeId, side, agreed: true };
    world.given.accepted(ConsultExchangeUnit, input, on('2021-03-05'));
  }
  return exchangeId;
}
export function approved(world: World): ExchangeId {
  const exchangeId = consulted(world);
  world.given.accepted(ApproveExchange, { exchangeId }, on('2021-03-10'));
  return exchangeId;
}
export function notified(world: World): ExchangeId {
  const exchangeId = approved(world);
  world.given.accepted(NotifyExchange, { exchangeId }, on('2021-03-12'));
  return exchangeId;
}
export function reported(world: World): ExchangeId {
  const exchangeId = notified(world);
  world.given.accepted(ReportForDuty, { exchangeId }, on('2021-03-15'));
  return exchangeId;
}
