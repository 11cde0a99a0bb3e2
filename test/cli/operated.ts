/** A small real ledger in a folder of its own, and the command line run over it. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { CountyCode } from '../../events/values.ts';
import type { Application } from '../../src/application/index.ts';
import type { Command } from '../../src/cli/command.ts';
import { OpenCounty } from '../../src/domain/county.ts';
import { openFolder } from '../../src/server/open-folder.ts';

export const keyHex = 'cd'.repeat(32);

/** Opens the ledger of the folder for writing, making it where there is none. */
export async function opened(folder: string) {
  const settings = { dataFolder: folder, key: keyHex };
  return openFolder(settings, { demo: false, create: true });
}

export async function openCounty(application: Application, code: string): Promise<void> {
  const outcome = await application.handle({
    definition: OpenCounty,
    input: { name: `测试县${code}` },
    record: { commandId: null, dryRun: false, effectiveOn: null, basis: null, reason: null },
    county: code as CountyCode,
    actor: { subject: 'tester', cadreId: null },
    correlationId: '01900000-0000-7000-8000-000000000001',
    traceparent: null,
  });
  if (outcome.kind !== 'recorded') throw new Error(`county ${code} was ${outcome.kind}`);
}

export const countyNumber = (n: number) => String(410_000 + n);

/** A ledger of `counties` counties, closed. */
export async function filled(folder: string, counties = 5): Promise<void> {
  const { application } = await opened(folder);
  for (let n = 1; n <= counties; n += 1) await openCounty(application, countyNumber(n));
  await application.close();
}

/** Runs a command over the folder; its lines, those of a failure too. */
export async function run(
  command: Command,
  folder: string,
  options: Readonly<Record<string, unknown>> = {},
  environment: Readonly<Record<string, string>> = { CADRE_LEDGER_KEY: keyHex },
): Promise<{ readonly text: string; readonly failed: boolean }> {
  const lines: string[] = [];
  const surroundings = {
    environment: { CADRE_LEDGER_DATA: folder, ...environment },
    print: (line: string) => lines.push(line),
  };
  try {
    await command.run(options, surroundings);
    return { text: lines.join('\n'), failed: false };
  } catch (error) {
    return { text: [...lines, (error as Error).message].join('\n'), failed: true };
  }
}

/** Changes the file behind the program's back, past the guards of its journal. */
export function spoil(folder: string, sql: string): void {
  const database = new DatabaseSync(join(folder, 'ledger.db'));
  const guards = database
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    .all();
  for (const { name } of guards) database.exec(`DROP TRIGGER ${name}`);
  database.exec(sql);
  for (const guard of guards) database.exec(String(guard.sql));
  database.close();
}
