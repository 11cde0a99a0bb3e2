/** Mutations over HTTP with all projections, against the ledger in memory and a bare insert. */
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import { county, identityNumber, profileOf } from './history.ts';
import { ask, httpLoad, warmUp } from './http-load.ts';
import { against, aimed, interleaved, type Options, type Report, type Row } from './measure.ts';

const clientCounts = [1, 16, 64, 256];
/** Of each server, before any of them counts: by time alone the slowest would be the least compiled. */
const warmUps = 2_000;
const inMemory = 'Cadre Ledger in memory';
const ours = 'Cadre Ledger';
const openCounty = `mutation { openCounty(input: { name: "虚构县" }, record: { county: "${county}" }) {
  __typename } }`;
const register = `mutation Register($input: RegisterPersonInput!, $record: RecordInput) {
  registerPerson(input: $input, record: $record) {
    __typename ... on RegisterPersonRecorded { token cadre { id name } } } }`;
const insert = 'mutation Insert($input: Person!) { insertPerson(input: $input) { id name } }';

export async function mutation({ repeats, loadMs }: Options): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-ledger-bench-'));
  const sqlite = await startChild(['sqlite', folder]);
  const memory = await startChild(['memory', folder]);
  const bare = await startChild(['insert', join(folder, 'bare.db')]);
  for (const child of [sqlite, memory]) await prepare(child);
  let number = 0;
  const person = () => {
    number += 1;
    const digits = identityNumber(number);
    const birth = `${digits.slice(6, 10)}-${digits.slice(10, 12)}-${digits.slice(12, 14)}`;
    const gender = Number(digits[16]) % 2 === 1 ? 'MALE' : 'FEMALE';
    const profile = { ...profileOf(number, birth), joinedPartyOn: null, workingSince: null };
    return { ...profile, gender, identityNumber: digits };
  };
  const command = () => ({
    path: '/graphql',
    body: JSON.stringify({ query: register, variables: { input: person(), record: { county } } }),
  });
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
      { name: ours, run: () => httpLoad(sqlite, clients, loadMs, command, recorded) },
      { name: inMemory, run: () => httpLoad(memory, clients, loadMs, command, recorded) },
      { name: 'bare Apollo, one row', run: () => httpLoad(bare, clients, loadMs, row, inserted) },
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

async function prepare(child: Child): Promise<void> {
  const agent = new Agent();
  const body = JSON.stringify({ query: openCounty });
  const answer = await ask(agent, child.url, { path: '/graphql', body });
  agent.destroy();
  if (!answer.includes('"OpenCountyRecorded"')) throw new Error(`no county: ${answer}`);
}

function recorded(answer: string): void {
  if (!answer.includes('"RegisterPersonRecorded"')) throw new Error(`not recorded: ${answer}`);
}

function inserted(answer: string): void {
  if (!answer.includes('"insertPerson"')) throw new Error(`not inserted: ${answer}`);
}
