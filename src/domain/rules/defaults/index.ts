/** The list of rules as shipped: what a county's first rule set holds. */
import type { RuleRecord } from '../../../../events/rule-set.ts';
import { appointmentRules } from './appointment.ts';
import { exchangeRules } from './exchange.ts';
import { fiveStarRatingRules } from './five-star-rating.ts';
import { openSelectionRules } from './open-selection.ts';
import { recruitmentRules } from './recruitment.ts';
import { reliefPostingRules } from './relief-posting.ts';
import { reserveRoundRules } from './reserve-round.ts';
import { tenureRules } from './tenure.ts';

export const shippedRules: readonly RuleRecord[] = [
  ...appointmentRules,
  ...exchangeRules,
  ...fiveStarRatingRules,
  ...openSelectionRules,
  ...recruitmentRules,
  ...reliefPostingRules,
  ...reserveRoundRules,
  ...tenureRules,
];
