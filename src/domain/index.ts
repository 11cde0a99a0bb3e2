/** The list of commands. */
import { appointmentCommands } from './appointment.ts';
import type { CommandDefinition } from './command.ts';
import { exchangeCommands } from './exchange.ts';
import { personCommands } from './person.ts';
import { postingCommands } from './posting.ts';
import { postingCorrectionCommands } from './posting-correction.ts';
import { recruitmentCommands } from './recruitment.ts';
import { registerCommands } from './register.ts';
import { reliefPostingCommands } from './relief-posting.ts';
import { reservePoolCommands } from './reserve-pool.ts';
import { reserveRoundCommands } from './reserve-round-conclusion.ts';

export const commands: readonly CommandDefinition[] = [
  ...appointmentCommands,
  ...exchangeCommands,
  ...personCommands,
  ...postingCommands,
  ...postingCorrectionCommands,
  ...recruitmentCommands,
  ...registerCommands,
  ...reliefPostingCommands,
  ...reservePoolCommands,
  ...reserveRoundCommands,
];
