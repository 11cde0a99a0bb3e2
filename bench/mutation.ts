/** Mutations over HTTP with all projections, against the ledger in memory and a bare insert. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from './child.ts';
import { httpLoad, lasting, warmUp } from './http-load.ts';
import { against, aimed, interleaved, type Options, type Report, type Row } from './measure.ts';
import { openCountyOf, persons, recorded, registerPerson } from './register-person.ts';

const clientCounts = [1, 16, 64, 256];
/** Of each server, before any of them counts: by time alone the slowest would be the least compiled. */
const warmUps = 2_000;
const inMemory = 'Cadre Ledger in memory';
const ours = 'Cadre Ledger';
const insert = 'mutation Insert($input: Person!) { insertPerson(input: $input) { id name } }';

export async function mutation({ repeats, loadMs }: Options): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-ledger-bench-'));
  const sqlite = await startChild(['sqlite', folder]);
  const memory = await startChild(['memory', folder]);
  const bare = await startChild(['insert', join(folder, 'bare.db')]);
  for (const child of [sqlite, memory]) await openCountyOf(child);
  const person = persons();
  const command = () => registerPerson(person());
  const row = () => ({
    path: '/',
    body: JSON.stringify({ query: insert, variables: { input: person() } }),
  });
  for (const child of [sqlite, memory]) await warmUp(child, warmUps, command);
  await warmUp(bare, warmUps, row);
  let rows: readonly Row[] = [];
  for (const clients of clientCounts) {
    const group = `mutation over HTTP, ${clients} clients`;
    const contestants = [
      { name: ours, run: () => httpLoad(sqlite, clients, lasting(loadMs), command, recorded) },
      { name: inMemory, run: () => httpLoad(memory, clients, lasting(loadMs), command, recorded) },
      {
        name: 'bare Apollo, one row',
        run: () => httpLoad(bare, clients, lasting(loadMs), row, inserted),
      },
    ];
    const measured = await interleaved(group, contestants, repeats);
    const isMet = ({ ratio }: Row) => (ratio?.value ?? 0) >= 0.4;
    const compared = against(measured, inMemory, 'per second');
    rows = [...rows, ...aimed(compared, { group, name: ours }, '≥ 40 % of memory', isMet)];
  }
  for (const child of [sqlite, memory, bare]) await child.stop();
  rmSync(folder, { recursive: true });
  return { rows, absent: [], notes };
}

const notes = [
  `Each server has answered ${warmUps} mutations of 16 clients before it is measured.`,
  'registerPerson: two streams, two events, the person’s rows in all read models, answered with the token and the row; durable when answered (not in memory).',
  'Bare Apollo parses the same input and inserts it as one JSON row, one durable transaction a mutation: it decides nothing and keeps no history.',
];

function inserted(answer: string): void {
  if (!answer.includes('"insertPerson"')) throw new Error(`not inserted: ${answer}`);
}
