/** The list of commands. */
import type { CommandDefinition } from './command.ts';
import { personCommands } from './person.ts';
import { registerCommands } from './register.ts';
import { reservePoolCommands } from './reserve-pool.ts';
import { reserveRoundCommands } from './reserve-round-conclusion.ts';

export const commands: readonly CommandDefinition[] = [
  ...personCommands,
  ...registerCommands,
  ...reservePoolCommands,
  ...reserveRoundCommands,
];
