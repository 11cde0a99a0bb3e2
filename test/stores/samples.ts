/** Events, a read model and a clock for the stores' tests; the stores know none of their names. */
import { z } from 'zod';
import { codec } from '../../events/codec.ts';
import { type CivilDate, type Instant, instant, PartialDate } from '../../events/dates.ts';
import { defineEvent, type EventDefinition } from '../../events/define.ts';
import { LedgerOpened } from '../../events/ledger.ts';
import type { CommandId, EventId } from '../../events/values.ts';
import { folding } from '../../src/application/folding.ts';
import { derivedId } from '../../src/application/ids.ts';
import type {
  Expected,
  Ledger,
  NewStoredEvent,
  RowQuery,
  Write,
} from '../../src/application/ports.ts';
import { collection, handle, readModel } from '../../src/read-models/projection.ts';
import type { Row } from '../../src/read-models/row.ts';

const facts = {
  person: z.string(),
  name: z.string(),
  unit: z.string().nullable(),
  score: z.number().nullable(),
};
const label = { zh: '测试', en: 'Test' };
const fact = { person: 'p', name: '王伟', unit: 'u', score: 1 };
const PersonNoted = defineEvent({
  type: 'PersonNoted',
  category: 'cadre',
  label,
  data: facts,
  sample: { data: fact },
});
const PersonChanged = defineEvent({
  type: 'PersonChanged',
  category: 'cadre',
  label,
  data: facts,
  sample: { data: fact },
});
const NotingVoided = defineEvent({
  type: 'NotingVoided',
  category: 'cadre',
  label,
  data: { person: z.string(), eventId: z.string() },
  sample: { data: { person: 'p', eventId: 'e' } },
});
const NotingCorrected = defineEvent({
  type: 'NotingCorrected',
  category: 'cadre',
  label,
  data: { ...facts, eventId: z.string() },
  sample: { data: { ...fact, eventId: 'e' } },
});
const definitions: readonly EventDefinition[] = [
  PersonNoted,
  PersonChanged,
  NotingVoided,
  NotingCorrected,
  LedgerOpened,
];
export const testCodec = codec(definitions);

type Person = {
  readonly name: string;
  readonly unit: string | null;
  readonly score: number | null;
};
const on = handle<Person>();
const personOf = ({ name, unit, score }: Person): Person => {
  if (name === 'breaks') throw new Error('this projection cannot read the name');
  return { name, unit, score };
};
const keyOf = (person: string): string => {
  if (person === 'keyless') throw new Error('this projection cannot tell the key');
  return person;
};
export const persons = collection<Person>({
  name: 'persons',
  columns: {
    name: ({ name }) => name,
    unit: ({ unit }) => unit,
    score: ({ score }) => score,
    scored: ({ score }) => score !== null,
  },
  indexes: [['unit', 'name']],
  text: ({ name }) => name,
  on: [
    on.begins(
      PersonNoted,
      ({ data }) => keyOf(data.person),
      ({ data }) => personOf(data),
    ),
    on.continues(
      PersonChanged,
      ({ data }) => data.person,
      (_state, { data }) => personOf(data),
    ),
    on.amends(
      NotingCorrected,
      ({ data }) => data.person,
      ({ data }) => data.eventId as EventId,
      (was, { data: { eventId: _, ...data } }) => ({ ...was, data }),
    ),
    on.voids(
      NotingVoided,
      ({ data }) => data.person,
      ({ data }) => data.eventId as EventId,
    ),
  ],
});
export const people = readModel('people', 1, [persons]);
export const table = 'people_v1_persons';
export const testFolding = () => folding([people], testCodec);

/** A clock that moves when it is told to, backwards too. */
export function stillClock(start = '2024-06-30T08:00:00.000Z') {
  let time = Date.parse(start);
  return {
    now: (): Instant => instant(time),
    advance(milliseconds: number) {
      time += milliseconds;
    },
  };
}

export type Spec = Partial<z.output<typeof PersonNoted.data>> & {
  readonly on?: string;
  readonly type?: 'PersonNoted' | 'PersonChanged' | 'NotingVoided' | 'NotingCorrected';
  readonly eventId?: string;
};

export function commandIdOf(number: number): CommandId {
  const digits = number.toString(16).padStart(12, '0');
  return `01900000-${digits.slice(0, 4)}-7000-8000-${digits}` as CommandId;
}

export function eventIdOf(command: number, index = 0): EventId {
  return derivedId(commandIdOf(command), index) as EventId;
}

/** The event number `index` of a command. */
export function event(command: number, index = 0, spec: Spec = {}): NewStoredEvent {
  const { on: day = '2024-01-01', type = 'PersonNoted', eventId, ...data } = spec;
  const commandId = commandIdOf(command);
  const person = data.person ?? `p${command}`;
  const named = eventId === undefined ? {} : { eventId };
  return {
    id: eventIdOf(command, index),
    type,
    version: 1,
    data: type === 'NotingVoided' ? { person, ...named } : { ...fact, ...data, person, ...named },
    personal: null,
    meta: {
      county: null,
      actor: { subject: 'zhang', cadreId: null },
      onBehalfOf: null,
      basis: null,
      reason: null,
      effectiveOn: PartialDate.parse(day),
      correlationId: commandId,
      causationId: null,
      commandId,
      command: 'NotePerson',
      digest: 'ab'.repeat(32),
      index,
      count: 1,
      advisories: [],
      traceparent: null,
    },
  };
}

export function write(
  stream: string,
  expected: Expected,
  ...events: readonly NewStoredEvent[]
): Write {
  return { stream, expected, events };
}

export function by(subject: string, one: NewStoredEvent): NewStoredEvent {
  return { ...one, meta: { ...one.meta, actor: { ...one.meta.actor, subject } } };
}

export function digested(digest: string, one: NewStoredEvent): NewStoredEvent {
  return { ...one, meta: { ...one.meta, digest } };
}

const today = '2024-06-30' as CivilDate;

/** All rows as known now. */
/** Brings a file's collections back to how layout 3 kept them. */
export const collectionsOfLayout3 = `
  CREATE TABLE former AS SELECT * FROM collections;
  DROP VIEW collections; DROP TABLE generations; DROP TABLE followed;
  CREATE TABLE collections (
    name TEXT NOT NULL, generation INTEGER NOT NULL, shape TEXT NOT NULL, state TEXT NOT NULL,
    position INTEGER NOT NULL, started_at TEXT NOT NULL, PRIMARY KEY (name, generation)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX collections_serving ON collections (name) WHERE state = 'serving';
  INSERT INTO collections SELECT * FROM former; DROP TABLE former;`;

export function query(where: RowQuery['where'] = {}, rest: Partial<RowQuery> = {}): RowQuery {
  return { table, where, at: { asOf: today, knownAt: null }, ...rest };
}

/** All rows of the table with all their versions. */
export async function dumped(ledger: Ledger): Promise<readonly { key: string; row: Row }[]> {
  const rows: { key: string; row: Row }[] = [];
  for await (const row of ledger.dumpRows(table)) rows.push(row);
  return rows;
}
