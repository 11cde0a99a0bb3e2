/** The list of events: every type the ledger can hold. */
import { appointmentEvents } from './appointment.ts';
import { codeReservationEvents } from './code-reservation.ts';
import { codec } from './codec.ts';
import { countyEvents } from './county.ts';
import type { EventDefinition } from './define.ts';
import { exchangeEvents } from './exchange.ts';
import { ledgerEvents } from './ledger.ts';
import { observationEvents } from './observation.ts';
import { openSelectionEvents } from './open-selection.ts';
import { organizationEvents } from './organization.ts';
import { organizationCorrectionEvents } from './organization-correction.ts';
import { personEvents } from './person.ts';
import { postEvents } from './post.ts';
import { postingEvents } from './posting.ts';
import { recruitmentEvents } from './recruitment.ts';
import { registerEvents } from './register.ts';
import { reliefPostingEvents } from './relief-posting.ts';
import { reservePoolEvents } from './reserve-pool.ts';
import { reserveRoundEvents } from './reserve-round.ts';
import { ruleSetEvents } from './rule-set.ts';

export const eventDefinitions: readonly EventDefinition[] = [
  ...appointmentEvents,
  ...codeReservationEvents,
  ...countyEvents,
  ...exchangeEvents,
  ...ledgerEvents,
  ...observationEvents,
  ...openSelectionEvents,
  ...organizationEvents,
  ...organizationCorrectionEvents,
  ...personEvents,
  ...postEvents,
  ...postingEvents,
  ...recruitmentEvents,
  ...registerEvents,
  ...reliefPostingEvents,
  ...reservePoolEvents,
  ...reserveRoundEvents,
  ...ruleSetEvents,
];

export const eventCodec = codec(eventDefinitions);
