/** Who held posts on a past day, by the rows' indexes, against a replay of the history. */
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import type { CivilDate } from '../events/dates.ts';
import { eventCodec } from '../events/index.ts';
import { rowReader } from '../src/application/rows.ts';
import { organizationModel } from '../src/read-models/organization.ts';
import { personModel, cadres as persons } from '../src/read-models/person.ts';
import { postingModel, postings } from '../src/read-models/posting.ts';
import { eventsOfCadre, historyFile, organizationId, organizations } from './history.ts';
import { against, aimed, interleaved, type Options, type Report, timed } from './measure.ts';
import { openFolded } from './rebuild.ts';
import { eachEvent } from './replay.ts';

const models = [personModel, postingModel, organizationModel];
const at = { asOf: '2018-06-30' as CivilDate, knownAt: null };
const one = 'roster of one organization';
const whole = 'page of 50 of the county’s list';
const replayed = 'replay for one organization';
const asked = 200;
const rosterMax = 1_000;
const order = [{ column: 'from' }];

export async function asof({ repeats, cadres }: Options): Promise<Report> {
  const ledger = await openFolded(await rosterFile(cadres), models);
  const rows = rowReader(ledger, models);
  const roster = async (number: number) => {
    const where = { organizationId: organizationId(number), ended: 0 };
    return rows.find(postings, { where, at }, order, null, rosterMax);
  };
  const found = await roster(1);
  if (found.rows.length === 0) throw new Error('nobody was in the organization on the day');
  const group = `as of a past day, ${cadres} cadres (${found.rows.length} in the organization)`;
  const contestants = [
    { name: one, run: () => timed(asked, () => inTurn(asked, roster)) },
    {
      name: whole,
      run: () =>
        timed(asked, () =>
          inTurn(asked, () => rows.find(persons, { where: {}, at }, [], null, 50)),
        ),
    },
    { name: replayed, run: () => timed(1, () => replayRoster(ledger, found.rows.length)) },
  ];
  const measured = await interleaved(group, contestants, repeats);
  await ledger.close();
  const isMet = ({ values }: { values: Readonly<Record<string, { median: number }>> }) =>
    (values['per second']?.median ?? 0) > 1_000;
  return {
    rows: aimed(
      against(measured, replayed, 'per second'),
      { group, name: one },
      '< 1 ms (> 1,000 per second)',
      isMet,
    ),
    absent: [],
    notes: [
      'Through the application’s reader, without GraphQL: all postings of one organization that held on 2018-06-30, in order; another organization each time.',
      'The replay decodes every event and keeps who is in the organization on that day: what an answer costs without rows.',
    ],
  };
}

async function inTurn(times: number, act: (number: number) => Promise<unknown>): Promise<void> {
  for (let number = 0; number < times; number += 1) await act(number);
}

async function replayRoster(ledger: Awaited<ReturnType<typeof openFolded>>, expected: number) {
  const organization = organizationId(1);
  const holding = new Set<string>();
  await eachEvent(ledger, (stored) => {
    const event = eventCodec.decode(stored);
    if (event.meta.effectiveOn > at.asOf) return;
    const data: Readonly<Record<string, unknown>> = event.data;
    if (event.type === 'PostingStarted' && data.organizationId === organization) {
      holding.add(event.id);
    }
    if (event.type === 'PostingEnded') holding.delete(String(data.postingId));
  });
  if (holding.size !== expected) {
    throw new Error(`the replay finds ${holding.size} holders, the rows ${expected}`);
  }
}

/** A history of so many cadres with their rows; folded once and kept. */
async function rosterFile(cadres: number): Promise<string> {
  const file = await historyFile(cadres * eventsOfCadre + organizations);
  const roster = file.replace('history-', 'roster-');
  if (existsSync(roster)) return roster;
  const partial = `${roster}.partial`;
  for (const end of ['', '-wal', '-shm']) rmSync(`${partial}${end}`, { force: true });
  process.stderr.write(`folding the roster of ${cadres} cadres\n`);
  copyFileSync(file, partial);
  await (await openFolded(partial, models)).close();
  if (existsSync(`${partial}-wal`)) throw new Error(`${partial} was not closed whole`);
  renameSync(partial, roster);
  return roster;
}
