/** The journal in a cluster: appends, several writers, catch-up, how soon another server shows it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cluster } from './cluster.ts';
import { catchUpOf } from './journal-catch-up.ts';
import { journalContestants, overCluster, plainAppends } from './journal-contestants.ts';
import { lagOf, writersTogether } from './journal-workers.ts';
import {
  type Absent,
  against,
  aimed,
  interleaved,
  type Options,
  type Report,
  type Row,
} from './measure.ts';

const callerCounts = [1, 16, 64, 256, 1024];

export async function journal({ repeats, loadMs, events }: Options): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-ledger-bench-'));
  const { rows: appends, absent } = await appendsOf(folder, repeats, loadMs);
  const { rows, absent: others } = await ofSeveral(folder, { repeats, loadMs, events });
  rmSync(folder, { recursive: true });
  return { rows: [...appends, ...rows], absent: [...absent, ...others], notes };
}

async function appendsOf(folder: string, repeats: number, loadMs: number) {
  const { present, absent } = await journalContestants(folder);
  let rows: readonly Row[] = [];
  for (const callers of callerCounts) {
    const contestants = present.map(({ name, load }) => ({
      name,
      run: () => load(callers, loadMs),
    }));
    const group = groupOf(callers);
    const measured = await interleaved(group, contestants, repeats);
    rows = [...rows, ...against(measured, plainAppends, 'per second')];
  }
  for (const { close } of present) await close();
  const which = { group: groupOf(256), name: overCluster };
  const isMet = ({ ratio }: Row) => (ratio?.value ?? 0) >= 2;
  return { rows: aimed(rows, which, '≥ 2 × plain appends', isMet), absent };
}

const groupOf = (callers: number) =>
  `append, journal in a cluster, ${callers} ${callers === 1 ? 'caller' : 'callers'}`;

type Shape = Pick<Options, 'repeats' | 'loadMs' | 'events'>;

/** What needs a cluster altogether is named absent without one. */
async function ofSeveral(folder: string, shape: Shape) {
  try {
    cluster();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const names = ['several writers together', 'catch-up of a replica', 'lag of another server'];
    return { rows: [], absent: names.map((name): Absent => ({ name, why })) };
  }
  const rows = [
    ...(await writersTogether({ folder, ...shape })),
    ...(await lagOf({ folder, ...shape })),
    ...(await catchUpOf({ folder, ...shape })),
  ];
  return { rows, absent: [] };
}

const notes = [
  'One event of about 900 bytes an append, each caller on a stream of its own at the revision it expects, acknowledged when the cluster (or the disk, for the file) has it. No read models but where rows are named.',
  'The ledger over the cluster keeps one stream, appends in groups and takes every event into its replica, a file, before it answers; the client and emmett-esdb keep a stream a caller in the cluster and nothing beside it, and check no ids.',
  'CPU is that of the process that calls; the cluster works beside it, on the same processors when it is on the same machine.',
  'emmett-esdb 0.20 over its own client, the one before KurrentDB’s.',
  'Writers together: a process each; CPU is that of all of them for an event, since each takes in what the others record.',
  'Lag: one append at a time, all read models on both servers; from the answer it is 0 where the other server had the row first.',
  'Catch-up: from an empty folder to a ledger that serves and is closed again; the client’s read parses nothing.',
];
