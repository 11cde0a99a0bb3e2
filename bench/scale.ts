/** The queries of the README's tour, on ledgers of one county and of many. */

import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { demoCounty } from '../src/demo/counties.ts';
import { type Child, startChild } from './child.ts';
import { demoFolder } from './demo-folder.ts';
import { ask, httpLoad, lasting } from './http-load.ts';
import { against, aimed, interleaved, type Options, type Report, type Row } from './measure.ts';
import { root } from './peers.ts';

const timesMost = 3;

export async function scale({ repeats, loadMs, folders }: Options): Promise<Report> {
  const [one = demoFolder(), ...many] = folders;
  const places = [one, ...many];
  const servers: { readonly name: string; readonly child: Child }[] = [];
  for (const [index, folder] of places.entries()) {
    const child = await startChild(['ledger', folder]);
    servers.push({ name: await nameOf(child, index), child });
  }
  let rows: readonly Row[] = [];
  for (const [index, text] of tour().entries()) {
    const group = `tour ${index + 1}`;
    const body = JSON.stringify({ query: inCounty(text) });
    const asking = { path: '/graphql', body };
    const contestants = servers.map(({ name, child }) => ({
      name,
      run: () => httpLoad(child, 1, lasting(loadMs / 4), () => asking, answered),
    }));
    const measured = await interleaved(group, contestants, repeats);
    const first = servers[0]?.name ?? '';
    const compared = against(measured, first, 'p50 ms');
    rows = [...rows, ...servers.slice(1).reduce(withAim(group), compared)];
  }
  for (const { child } of servers) await child.stop();
  const absent =
    many.length === 0
      ? [{ name: 'many counties', why: 'name their ledger too: --folder <one> --folder <many>' }]
      : [];
  return { rows, absent, notes: ['One client; the county is named in every query.'] };
}

const withAim =
  (group: string) =>
  (rows: readonly Row[], { name }: { readonly name: string }) =>
    aimed(rows, { group, name }, `≤ ${timesMost} ×`, ({ ratio }) => {
      return (ratio?.value ?? Infinity) <= timesMost;
    });

/** The README is what a newcomer runs: its queries are read from it, not copied. */
function tour(): readonly string[] {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const found = [...readme.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text = '']) =>
    text.trim(),
  );
  if (found.length === 0) throw new Error('README.md holds no tour');
  return found;
}

/** With many counties each list must be told which one it is about. */
function inCounty(text: string): string {
  const county = `county: "${demoCounty.code}"`;
  if (text.startsWith('mutation')) return text.replace('record: {', `record: { ${county},`);
  if (text.includes('reserveFunnel')) return text;
  return text.replace(/^(\{\s*\w+\()/, `$1${county}, `);
}

async function nameOf(child: Child, index: number): Promise<string> {
  const agent = new Agent();
  const body = JSON.stringify({ query: '{ ledger { head } }' });
  const answer = await ask(agent, child.url, { path: '/graphql', body }).catch(() => '');
  agent.destroy();
  const events = /"head":(\d+)/.exec(answer)?.[1] ?? 'unknown';
  return index === 0 ? 'one county' : `ledger ${index + 1} (${events} events)`;
}

function answered(answer: string): void {
  if (answer.includes('"errors"')) throw new Error(`refused: ${answer.slice(0, 300)}`);
}
