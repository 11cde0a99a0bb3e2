#!/usr/bin/env node
/** The command line: `npm run cli -- <command>`. */
import '../server/production.ts';
import { Command as Program } from 'commander';
import { CannotStart } from '../server/cannot-start.ts';
import { backup } from './backup.ts';
import { check } from './check.ts';
import type { Command, Surroundings } from './command.ts';
import { config } from './config.ts';
import { demo } from './demo.ts';
import { figures } from './figures.ts';
import { init } from './init.ts';
import { migrate } from './migrate.ts';
import { rebuild } from './rebuild.ts';
import { restore } from './restore.ts';
import { serve } from './serve.ts';
import { token } from './token.ts';

const commands: readonly Command[] = [
  demo,
  init,
  serve,
  figures,
  backup,
  restore,
  check,
  rebuild,
  migrate,
  token,
  config,
];
const surroundings: Surroundings = {
  environment: process.env,
  print: (line) => process.stdout.write(`${line}\n`),
};

// Whoever reads our lines may stop reading: `figures | head` is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const program = new Program('cadre-ledger').description(
  'The system of record for how public officials are chosen',
);
for (const { name, describe, options = [], run } of commands) {
  const command = program.command(name).description(describe);
  for (const { flags, describe: meaning, required } of options) {
    if (required) command.requiredOption(flags, meaning);
    else command.option(flags, meaning);
  }
  command.action((given: Record<string, unknown>) => run(given, surroundings));
}

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = 1;
}

/** The stack of an unexpected error helps whoever looks for its cause, and nobody else. */
function sentenceOf(error: unknown): string {
  if (error instanceof CannotStart) return error.message;
  const stack = error instanceof Error ? error.stack : String(error);
  if (process.env.CADRE_LEDGER_LOG_LEVEL === 'debug') return String(stack);
  const message = error instanceof Error ? error.message : String(error);
  return `Unexpected: ${message} (CADRE_LEDGER_LOG_LEVEL=debug shows where)`;
}
