/** A small ledger of several kinds of events and rows, to be damaged: closed, with its key beside it. */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { eventCodec } from '../../events/index.ts';
import type { CountyCode } from '../../events/values.ts';
import { folding } from '../../src/application/folding.ts';
import { newCommandId } from '../../src/application/ids.ts';
import type { Application } from '../../src/application/index.ts';
import type { CommandDefinition } from '../../src/domain/command.ts';
import { OpenCounty } from '../../src/domain/county.ts';
import { OpenOrganization } from '../../src/domain/organization.ts';
import { RegisterPerson } from '../../src/domain/person.ts';
import { readModels } from '../../src/read-models/index.ts';
import { openFolder, systemClock } from '../../src/server/open-folder.ts';
import { county, personInput } from './invented-commands.ts';

export const settingsOf = (folder: string) => ({ dataFolder: folder, key: null });

/** Adds to the ledger of the folder, which is made where there is none. */
export async function fill(folder: string, from: number, to: number): Promise<void> {
  const opened = await openFolder(settingsOf(folder), { demo: false, create: true });
  const { application } = opened;
  const [first] = await application.events(0, 1, { types: ['CountyOpened'] });
  const begun = first ?? (await record(application, OpenCounty, { name: '虚构县' }));
  const { rootOrganizationId } = begun.data as { readonly rootOrganizationId: string };
  for (let n = from; n < to; n += 1) {
    await record(application, RegisterPerson, personInput(n));
    const unit = { code: `D${n}`, name: `虚构单位${n}`, unitType: 'INSTITUTION' };
    await record(application, OpenOrganization, { ...unit, parentId: rootOrganizationId });
  }
  await application.close();
}

async function record(application: Application, definition: CommandDefinition, input: object) {
  const outcome = await application.handle({
    ...{ definition, input: definition.input.parse(input) },
    record: {
      ...{ commandId: newCommandId(systemClock.now()), dryRun: false, effectiveOn: null },
      ...{ basis: null, reason: null },
    },
    county: county as CountyCode,
    actor: { subject: 'tester', cadreId: null },
    correlationId: '01900000-0000-7000-8000-000000000001',
    traceparent: null,
  });
  const [first] = outcome.kind === 'recorded' ? outcome.events : [];
  if (first === undefined) throw new Error(`${definition.name} was ${outcome.kind}`);
  return first;
}

/** The ledger's file and key in a folder of their own. */
export function copyOf(folder: string, to: string): string {
  mkdirSync(to, { recursive: true });
  for (const name of ['ledger.db', 'ledger.key']) copyFileSync(join(folder, name), join(to, name));
  return join(to, 'ledger.db');
}

/** Everything a file holds, table by table, as SQLite reads it; a table it cannot read is missing. */
export function contentOf(file: string): ReadonlyMap<string, string> {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
      .all();
    return new Map(
      tables.map(({ name }) => {
        const hash = createHash('sha256');
        for (const row of database.prepare(`SELECT * FROM "${name}"`).iterate()) {
          hash.update(JSON.stringify(Object.values(row), asText));
        }
        return [String(name), hash.digest('hex')];
      }),
    );
  } finally {
    database.close();
  }
}

const asText = (_: string, value: unknown) =>
  value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;

/** All a server would answer from: every event and every row; throws where it would. */
export async function answersOf(folder: string): Promise<string> {
  const { ledger } = await openFolder(settingsOf(folder), { demo: false, create: true });
  try {
    const hash = createHash('sha256');
    for (let after = 0; ; ) {
      const page = await ledger.readAll(after, 1_000);
      const last = page.at(-1);
      if (last === undefined) break;
      hash.update(JSON.stringify(page.map((event) => eventCodec.decode(event))));
      after = last.position;
    }
    for (const { table, standsInFor } of folding(readModels, eventCodec).collections) {
      if (standsInFor !== undefined) continue;
      for await (const row of ledger.dumpRows(table)) hash.update(JSON.stringify(row));
    }
    return hash.digest('hex');
  } finally {
    await ledger.close();
  }
}
