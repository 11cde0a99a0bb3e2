/** Queries over HTTP: the ledger, plain node:http with the same rows, and other GraphQL servers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import { demoFolder } from './demo-folder.ts';
import { type Asking, httpLoad, lasting } from './http-load.ts';
import { against, interleaved, type Options, type Report, type Row } from './measure.ts';
import { opened } from './peers.ts';
import { oneCadre, page, rowsOf } from './query-rows.ts';

const limit = 'plain node:http';
const clients = 16;
type Server = { readonly name: string; readonly child: Child; readonly path: string };

export async function query({ repeats, loadMs, folders }: Options): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-ledger-bench-'));
  const file = join(folder, 'rows.json');
  const ledger = await startChild(['ledger', folders[0] ?? demoFolder()]);
  const { rows: data, answer } = await rowsOf(ledger);
  writeFileSync(file, JSON.stringify(data));
  const started = (name: string, kind: string, path: string) => async (): Promise<Server> => ({
    ...{ name, path, child: await startChild([kind, file]) },
  });
  const { present, absent } = await opened({
    'Cadre Ledger': async () => ({ name: 'Cadre Ledger', child: ledger, path: '/graphql' }),
    [limit]: started(limit, 'raw', ''),
    'mercurius with JIT': started('mercurius with JIT', 'mercurius', '/graphql'),
    Yoga: started('Yoga', 'yoga', '/graphql'),
    'plain Apollo': started('plain Apollo', 'apollo', '/'),
  });
  const ids = data.cadres.map(({ id }) => id);
  const cases = [
    { group: `one cadre, ${clients} clients`, next: oneAsked(ids), expected: null },
    {
      group: `page of 50 with posts and last events (${Math.round(answer.length / 1024)} K characters), ${clients} clients`,
      next: pageAsked,
      expected: answer,
    },
  ];
  let rows: readonly Row[] = [];
  for (const { group, next, expected } of cases) {
    const contestants = present.map(({ name, child, path }) => ({
      name,
      run: () => httpLoad(child, clients, lasting(loadMs), () => next(path), checked(expected)),
    }));
    rows = [
      ...rows,
      ...against(await interleaved(group, contestants, repeats), limit, 'per second'),
    ];
  }
  for (const { child } of present) await child.stop();
  rmSync(folder, { recursive: true });
  return { rows, absent, notes };
}

const notes = [
  'Each server is a process of its own, the clients another on the same machine; 16 keep-alive connections that each wait for their answer.',
  'The ledger reads SQLite at (asOf, knownAt), authenticates, authorises each row and validates the document; the others hold the same 50 cadres in memory and resolve relations by Map. Their answers have the same data.',
  'Plain node:http puts the same rows together and writes them with JSON.stringify: the limit of a server without GraphQL.',
];

/** The same cadres in the same order for everybody. */
function oneAsked(ids: readonly string[]): (path: string) => Asking {
  let turn = 0;
  return (path) => {
    const id = ids[turn % ids.length] ?? '';
    turn += 1;
    if (path === '') return { path: `/node/${encodeURIComponent(id)}`, body: null };
    return { path, body: JSON.stringify({ query: oneCadre, variables: { id } }) };
  };
}

function pageAsked(path: string): Asking {
  if (path === '') return { path: '/cadres', body: null };
  return { path, body: JSON.stringify({ query: page }) };
}

/** An answer of another length has other data: then the comparison is void. */
function checked(expected: string | null): (answer: string) => void {
  const length = expected === null ? null : JSON.stringify(JSON.parse(expected).data).length;
  let isChecked = false;
  return (answer) => {
    if (isChecked) return;
    isChecked = true;
    const { data, errors } = JSON.parse(answer);
    if (errors !== undefined || (data.node ?? data.cadres ?? null) === null) {
      throw new Error(`no answer: ${answer.slice(0, 300)}`);
    }
    const found = JSON.stringify(data).length;
    if (length !== null && found !== length) {
      throw new Error(`an answer of ${found} characters where ${length} were expected`);
    }
  };
}
