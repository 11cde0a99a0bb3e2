/** Appends of one event by callers that each keep a stream of their own, through the journal port. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendContestants } from './append-contestants.ts';
import { appendLoad, eventsInTurn } from './append-load.ts';
import { against, aimed, interleaved, type Options, type Report, type Row } from './measure.ts';

const callerCounts = [1, 16, 64, 256];
const limit = 'preallocated file, fdatasync';
const ours = 'Cadre Ledger';

export async function append({ repeats, loadMs }: Options): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-ledger-bench-'));
  const { present, absent } = await appendContestants(folder);
  const next = eventsInTurn();
  let rows: readonly Row[] = [];
  for (const callers of callerCounts) {
    const contestants = present.map((appender) => ({
      name: appender.name,
      run: () => appendLoad(appender, callers, loadMs, next),
    }));
    const group = `append, ${callers} callers`;
    const measured = await interleaved(group, contestants, repeats);
    rows = [...rows, ...against(measured, limit, 'per second')];
  }
  for (const { close } of present) await close();
  rmSync(folder, { recursive: true });
  return { rows: withAims(rows), absent, notes };
}

const notes = [
  'One event of about 900 bytes (stored JSON) an append, acknowledged when it is on the disk; each caller appends to its own stream at the revision it expects.',
  'The file keeps revisions and event ids in memory and writes the same JSON once a group, by overwriting a preallocated file: it stands for what the disk gives. It cannot be read by stream.',
  'Bare node:sqlite: the same group commit (WAL, synchronous=FULL) over one table with two unique indexes, without dictionary, command index, tallies or limits.',
  'Peers on PostgreSQL: CPU is this process’s only; their server works beside it. They are called as their documentation shows; castore checks (aggregate, version), neither checks event or command ids across streams.',
];

function withAims(rows: readonly Row[]): readonly Row[] {
  const of = (group: string, name: string) =>
    rows.find((row) => row.group === group && row.name === name)?.values['per second']?.median;
  let aims = rows;
  for (const [callers, least] of [
    [16, 0.6],
    [256, 0.5],
  ] as const) {
    const group = `append, ${callers} callers`;
    const isMet = (row: Row) => (row.ratio?.value ?? 0) >= least;
    aims = aimed(aims, { group, name: ours }, `≥ ${least} of the file`, isMet);
  }
  const group = 'append, 64 callers';
  const emmett = of(group, 'emmett-postgresql');
  if (emmett === undefined) return aims;
  const times = (of(group, ours) ?? 0) / emmett;
  const text = `≥ 20 × emmett-postgresql (${times.toFixed(1)} ×)`;
  return aimed(aims, { group, name: ours }, text, () => times >= 20);
}
