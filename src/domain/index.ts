/** The list of commands. */

import { appointmentCommands } from './appointment.ts';
import type { CommandDefinition } from './command.ts';
import { countyCommands } from './county.ts';
import { exchangeCommands } from './exchange.ts';
import { fiveStarRatingCommands } from './five-star-rating.ts';
import { observationCommands } from './observation.ts';
import { openSelectionCommands } from './open-selection.ts';
import { organizationCommands } from './organization.ts';
import { organizationCorrectionCommands } from './organization-correction.ts';
import { organizationDateCommands } from './organization-date.ts';
import { organizationEndCommands } from './organization-end.ts';
import { organizationEndCorrectionCommands } from './organization-end-correction.ts';
import { organizationQuotaCommands } from './organization-quota.ts';
import { organizationTreeCommands } from './organization-tree.ts';
import { personCommands } from './person.ts';
import { postCommands } from './post.ts';
import { postCorrectionCommands } from './post-correction.ts';
import { postingCommands } from './posting.ts';
import { postingCorrectionCommands } from './posting-correction.ts';
import { recruitmentCommands } from './recruitment.ts';
import { registerCommands } from './register.ts';
import { reliefPostingCommands } from './relief-posting.ts';
import { reservePoolCommands } from './reserve-pool.ts';
import { reserveRoundCommands } from './reserve-round-conclusion.ts';
import { ruleSetCommands } from './rule-set.ts';

export const commands: readonly CommandDefinition[] = [
  ...appointmentCommands,
  ...countyCommands,
  ...exchangeCommands,
  ...fiveStarRatingCommands,
  ...observationCommands,
  ...openSelectionCommands,
  ...organizationCommands,
  ...organizationCorrectionCommands,
  ...organizationDateCommands,
  ...organizationEndCommands,
  ...organizationEndCorrectionCommands,
  ...organizationQuotaCommands,
  ...organizationTreeCommands,
  ...personCommands,
  ...postCommands,
  ...postCorrectionCommands,
  ...postingCommands,
  ...postingCorrectionCommands,
  ...recruitmentCommands,
  ...registerCommands,
  ...reliefPostingCommands,
  ...reservePoolCommands,
  ...reserveRoundCommands,
  ...ruleSetCommands,
];
