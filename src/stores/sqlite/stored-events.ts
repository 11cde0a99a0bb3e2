/** Events between their shape in the ports and their columns. */
import type { SQLInputValue } from 'node:sqlite';
import { type Instant, instant } from '../../../events/dates.ts';
import type { Meta } from '../../../events/define.ts';
import type { StoredEvent } from '../../application/ports.ts';
import type { StoredText } from '../../application/within-limits.ts';
import { packHex, packUuid, readPacked, unpackHex, unpackUuid } from './packed.ts';
import { arrays, type Columns, type Statements } from './statements.ts';
import type { Words } from './words.ts';

const columns = [
  'position',
  'stream',
  'revision',
  'event_id',
  'type',
  'version',
  'recorded_at',
  'effective_on',
  'county',
  'actor',
  'actor_cadre',
  'on_behalf_of',
  'basis',
  'reason',
  'correlation_id',
  'causation_id',
  'command_id',
  'command',
  'digest',
  'command_index',
  'command_count',
  'traceparent',
  'advisories',
  'data',
  'personal',
] as const;
const insertEvent = `INSERT INTO events (${columns.join(', ')}, opens)
  VALUES (${columns.map(() => '?').join(', ')}, ?)`;
/** Where each stands in a row that is read. Cast: Object.fromEntries forgets which names there are. */
const at = Object.fromEntries(columns.map((name, index) => [name, index])) as Readonly<
  Record<(typeof columns)[number], number>
>;

/** In place of a column where it is read: bytes as hex, and nothing for what another column tells. */
const readAs: Readonly<Record<string, string>> = {
  event_id: readPacked('e.event_id'),
  stream: 's.name',
  actor_cadre: readPacked('e.actor_cadre'),
  correlation_id: `iif(e.correlation_id IS e.command_id, NULL, ${readPacked('e.correlation_id')})`,
  causation_id: readPacked('e.causation_id'),
  command_id: readPacked('e.command_id'),
  digest: readPacked('e.digest'),
};
const selectEvents = `SELECT ${columns.map((name) => readAs[name] ?? `e.${name}`).join(', ')}
  FROM events e JOIN streams s ON s.id = e.stream`;

type Place = {
  /** The stream's number. */
  readonly stream: number;
  readonly text: StoredText;
  /** How many events its command has, for the first; 0 for the others. */
  readonly opens: number;
};

export function insert(
  statement: Statements,
  words: Words,
  { stream, text, opens }: Place,
  event: StoredEvent,
): void {
  const { meta } = event;
  const commandId = packUuid(meta.commandId);
  statement(insertEvent).run(
    event.position,
    stream,
    event.revision,
    packUuid(event.id),
    words.numberOf(event.type),
    event.version,
    Date.parse(meta.recordedAt),
    meta.effectiveOn,
    meta.county,
    words.numberOf(meta.actor.subject),
    meta.actor.cadreId === null ? null : packUuid(meta.actor.cadreId),
    meta.onBehalfOf,
    meta.basis,
    meta.reason,
    meta.correlationId === meta.commandId ? commandId : packUuid(meta.correlationId),
    meta.causationId === null ? null : packUuid(meta.causationId),
    commandId,
    words.numberOf(meta.command),
    packHex(meta.digest),
    meta.index,
    meta.count,
    meta.traceparent,
    meta.advisories.length === 0 ? null : JSON.stringify(meta.advisories),
    text.data,
    text.personal,
    opens,
  );
}

/** `rest`: WHERE, ORDER BY and LIMIT over `e`, and what it is given. */
export function selectStored(
  statement: Statements,
  words: Words,
  rest: string,
  given: readonly SQLInputValue[],
): StoredEvent[] {
  const instantOf = lastRemembered(instant);
  return arrays(statement(`${selectEvents} ${rest}`), given).map((row) =>
    storedEvent(row, words, instantOf),
  );
}

/** Events recorded at one moment stand side by side. */
function lastRemembered<K, V>(of: (key: K) => V): (key: K) => V {
  let last: { readonly key: K; readonly value: V } | null = null;
  return (key) => {
    if (last?.key !== key) last = { key, value: of(key) };
    return last.value;
  };
}

/** Casts: the columns were written by `insert` from values of these types. */
function storedEvent(
  row: Columns,
  words: Words,
  instantOf: (milliseconds: number) => Instant,
): StoredEvent {
  return {
    id: unpackUuid(row[at.event_id] as string) as StoredEvent['id'],
    stream: row[at.stream] as string,
    revision: row[at.revision] as number,
    position: row[at.position] as number,
    type: words.wordOf(row[at.type] as number),
    version: row[at.version] as number,
    data: JSON.parse(row[at.data] as string),
    personal: row[at.personal] === null ? null : JSON.parse(row[at.personal] as string),
    meta: metaOf(row, words, instantOf(row[at.recorded_at] as number)),
  };
}

function metaOf(row: Columns, words: Words, recordedAt: Instant): Meta {
  const uuidAt = (column: number) =>
    row[column] === null ? null : unpackUuid(row[column] as string);
  const commandId = unpackUuid(row[at.command_id] as string);
  return {
    county: row[at.county] as Meta['county'],
    actor: {
      subject: words.wordOf(row[at.actor] as number),
      cadreId: uuidAt(at.actor_cadre) as Meta['actor']['cadreId'],
    },
    onBehalfOf: row[at.on_behalf_of] as string | null,
    basis: row[at.basis] as Meta['basis'],
    reason: row[at.reason] as string | null,
    effectiveOn: row[at.effective_on] as Meta['effectiveOn'],
    recordedAt,
    correlationId: uuidAt(at.correlation_id) ?? commandId,
    causationId: uuidAt(at.causation_id),
    commandId: commandId as Meta['commandId'],
    command: words.wordOf(row[at.command] as number),
    digest: unpackHex(row[at.digest] as string),
    index: row[at.command_index] as number,
    count: row[at.command_count] as number,
    advisories: row[at.advisories] === null ? [] : JSON.parse(row[at.advisories] as string),
    traceparent: row[at.traceparent] as string | null,
  };
}
