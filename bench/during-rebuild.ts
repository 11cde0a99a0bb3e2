/** What queries and appends wait for while every model is rebuilt beside them, in a server. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { askServer } from '../src/server/control.ts';
import { type Child, startChild } from './child.ts';
import { county } from './history.ts';
import { type Asking, httpLoad, lasting, warmUp } from './http-load.ts';
import { against, aimed, interleaved, type Options, type Row, type Sample } from './measure.ts';
import { openCountyOf, persons, recorded, registerPerson } from './register-person.ts';

/** Two events each, so that a rebuild of all models takes many times a step. */
const registered = 20_000;
const clients = 4;
const quiet = 'nothing is rebuilt';
const rebuilding = 'all models are rebuilt';
const kinds = ['queries', 'appends'] as const;
const timesMost = 2;
const page = `{ cadres(county: "${county}", first: 20) { nodes { id name gender } } }`;
const Begun = z.object({ tables: z.array(z.string()) });
const Status = z.object({ rebuilds: z.array(z.object({ stopped: z.string().nullable() })) });

export async function duringRebuild({ repeats, loadMs }: Options): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-ledger-bench-'));
  const child = await startChild(['sqlite', folder]);
  await openCountyOf(child);
  const person = persons();
  const command = () => registerPerson(person());
  process.stderr.write(`registering ${registered} persons\n`);
  await warmUp(child, registered, command);
  const load = (goesOn: () => boolean) => bothLoads(child, goesOn, command);
  const contestants = [
    { name: quiet, run: () => load(lasting(loadMs)) },
    { name: rebuilding, run: () => loadWhileRebuilding(folder, load) },
  ];
  const measured = await interleaved('p99', contestants, repeats);
  await child.stop();
  rmSync(folder, { recursive: true });
  return kinds.flatMap((kind) => rowsOf(kind, measured));
}

/** Queries and appends at once, each with clients of its own. */
async function bothLoads(child: Child, goesOn: () => boolean, command: () => Asking) {
  const query = () => ({ path: '/graphql', body: JSON.stringify({ query: page }) });
  const [queries, appends] = await Promise.all([
    httpLoad(child, clients, goesOn, query, answered),
    httpLoad(child, clients, goesOn, command, recorded),
  ]);
  return { ...named('queries', queries), ...named('appends', appends) };
}

/** The load ends with the rebuild that it began with. */
async function loadWhileRebuilding(
  folder: string,
  load: (goesOn: () => boolean) => Promise<Sample>,
): Promise<Sample> {
  const begun = await askServer(folder, ['POST', '/rebuild'], Begun, { models: null });
  if (begun === null || begun.tables.length === 0) throw new Error('no rebuild was begun');
  let isUnderWay = true;
  const [sample] = await Promise.all([load(() => isUnderWay), ended(folder)]).finally(() => {
    isUnderWay = false;
  });
  return sample;

  async function ended(place: string): Promise<void> {
    const askAgainMs = 100;
    while (isUnderWay) {
      await new Promise((resolve) => setTimeout(resolve, askAgainMs));
      const status = await askServer(place, ['GET', '/status'], Status);
      if (status === null) throw new Error('the server has stopped');
      if (status.rebuilds.some(({ stopped }) => stopped !== null)) throw new Error('it stopped');
      isUnderWay = status.rebuilds.length > 0;
    }
  }
}

const measures = ['per second', 'p50 ms', 'p99 ms'];

function named(kind: string, sample: Sample): Sample {
  return Object.fromEntries(
    measures.map((measure) => [`${kind} ${measure}`, sample[measure] ?? 0]),
  );
}

/** One kind’s figures as a group of their own, its p99 against that of the quiet rounds. */
function rowsOf(kind: string, measured: readonly Row[]): readonly Row[] {
  const group = `${kind} beside a rebuild over ${2 * registered} events and more, ${clients} + ${clients} clients`;
  const rows = measured.map(({ name, values }) => ({
    ...{ group, name },
    values: Object.fromEntries(
      measures.flatMap((measure) => {
        const value = values[`${kind} ${measure}`];
        return value === undefined ? [] : [[measure, value]];
      }),
    ),
  }));
  return aimed(
    against(rows, quiet, 'p99 ms'),
    { group, name: rebuilding },
    `p99 ≤ ${timesMost} ×`,
    ({ ratio }) => (ratio?.value ?? Infinity) <= timesMost,
  );
}

function answered(answer: string): void {
  if (!answer.includes('"nodes"')) throw new Error(`not answered: ${answer.slice(0, 300)}`);
}
