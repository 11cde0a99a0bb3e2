/** Who may be selected, and how many must apply, by the rules a campaign pinned. */
import { firstDay } from '../../events/dates.ts';
import type { CadreId } from '../../events/values.ts';
import { type Context, citing, type Reading, readEach } from './command.ts';
import type { Campaign } from './open-selection-campaign.ts';
import type { OfferedItem } from './open-selection-item.ts';
import { person, sanctionInForce } from './people.ts';
import { type Judgement, judge } from './rules/judge.ts';
import { numberOf } from './rules/rule-set.ts';

/** The rule that nobody is promoted while a sanction has effect. */
export function* sanctionJudgement(
  campaign: Campaign,
  cadreIds: readonly CadreId[],
  context: Context,
): Reading<Judgement> {
  const people = yield* readEach(cadreIds.map(person));
  const on = firstDay(context.effectiveOn);
  const { evidence } = citing(...people.map((who) => sanctionInForce(who, on)));
  return judge(campaign.rules, [
    { rule: 'P2.SANCTION', broken: evidence.length > 0, code: 'SanctionInForce', evidence },
  ]);
}

/** How many qualified for an item, and how many must; null when enough did. */
export function qualifiedShortfall(campaign: Campaign, item: OfferedItem) {
  const qualified = [...campaign.applicants.values()].filter(
    (one) => one.itemId === item.itemId && one.end === null && one.screening?.qualified === true,
  ).length;
  const needed = numberOf(campaign.rules, 'P2.APPLICANT_RATIO', 'ratio') * item.postCount;
  return qualified < needed ? { qualified, needed } : null;
}
