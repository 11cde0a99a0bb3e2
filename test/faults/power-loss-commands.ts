/**
 * The commands of a recording: the same for the same seed, so that whoever checks knows what was
 * asked without asking. Some are refused, some fill more than a page, many change what was there.
 */
import type { AppendResult, NewStoredEvent, Write } from '../../src/application/ports.ts';
import { type Random, random } from '../../src/demo/random.ts';
import { event, type Spec, write } from '../stores/samples.ts';

export type Scripted = {
  /** By which commandIdOf (samples.ts) tells its id. */
  readonly number: number;
  readonly writes: readonly Write[];
  readonly answer: AppendResult['kind'];
};

const eventsMax = 4;
/** In UTF-8 three times as many bytes: such a name takes pages of its own. */
const longNameMax = 6_000;

/** `count` commands, numbered from `from` on; they touch no stream of commands before it. */
export function scripted(seed: number, from: number, count: number): readonly Scripted[] {
  const chance = random(`commands ${seed} ${from}`);
  const revisions = new Map<string, number>();
  return Array.from({ length: count }, (_, index) => next(chance, revisions, from + index));
}

function next(chance: Random, revisions: Map<string, number>, number: number): Scripted {
  const known = [...revisions];
  const isNew = known.length === 0 || chance.chance(60);
  const [stream, revision] = isNew ? [`person-${number}`, -1] : chance.pick(known);
  const events = eventsOf(chance, number, stream, isNew);
  if (!isNew && chance.chance(10)) {
    return { number, writes: [write(stream, revision + 1, ...events)], answer: 'conflict' };
  }
  revisions.set(stream, revision + events.length);
  const expected = isNew ? 'none' : revision;
  return { number, writes: [write(stream, expected, ...events)], answer: 'appended' };
}

function eventsOf(
  chance: Random,
  number: number,
  person: string,
  isNew: boolean,
): readonly NewStoredEvent[] {
  const count = chance.int(1, eventsMax);
  return Array.from({ length: count }, (_, index) => {
    const name = '伟'.repeat(chance.chance(5) ? chance.int(1_000, longNameMax) : chance.int(1, 40));
    const type: Spec['type'] = isNew && index === 0 ? 'PersonNoted' : 'PersonChanged';
    const spec = { type, person, name, unit: `u${chance.int(1, 5)}`, score: chance.int(0, 100) };
    const one = event(number, index, { ...spec, on: `2024-0${chance.int(1, 6)}-01` });
    return { ...one, meta: { ...one.meta, count } };
  });
}
