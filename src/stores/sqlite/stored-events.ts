/** Events between their shape in the ports and their columns. */
import { instant } from '../../../events/dates.ts';
import type { Meta } from '../../../events/define.ts';
import type { StoredEvent } from '../../application/ports.ts';
import { type Packed, packHex, packUuid, unpackHex, unpackUuid } from './packed.ts';
import type { Statements } from './statements.ts';
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
  'opens',
  'traceparent',
  'advisories',
  'data',
  'personal',
];
const insertEvent = `INSERT INTO events (${columns.join(', ')})
  VALUES (${columns.map(() => '?').join(', ')})`;
const selected = columns.filter((column) => column !== 'stream' && column !== 'opens');

/** To be followed by WHERE, ORDER BY and LIMIT over `e`. */
export const selectEvents = `SELECT ${selected.map((column) => `e.${column}`).join(', ')},
  s.name AS stream FROM events e JOIN streams s ON s.id = e.stream`;

/** `opens`: how many events its command has, for the first; 0 for the others. */
export function insert(
  statement: Statements,
  words: Words,
  stream: number,
  event: StoredEvent,
  opens: number,
): void {
  const { meta } = event;
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
    packUuid(meta.correlationId),
    meta.causationId === null ? null : packUuid(meta.causationId),
    packUuid(meta.commandId),
    words.numberOf(meta.command),
    packHex(meta.digest),
    meta.index,
    meta.count,
    opens,
    meta.traceparent,
    meta.advisories.length === 0 ? null : JSON.stringify(meta.advisories),
    JSON.stringify(event.data),
    event.personal === null ? null : JSON.stringify(event.personal),
  );
}

type Columns = Readonly<Record<string, unknown>>;

/** Casts: the columns were written by `insert` from values of these types. */
export function storedEvent(row: Columns, words: Words): StoredEvent {
  return {
    id: unpackUuid(row.event_id as Packed) as StoredEvent['id'],
    stream: row.stream as string,
    revision: row.revision as number,
    position: row.position as number,
    type: words.wordOf(row.type as number),
    version: row.version as number,
    data: JSON.parse(row.data as string),
    personal: row.personal === null ? null : JSON.parse(row.personal as string),
    meta: metaOf(row, words),
  };
}

function metaOf(row: Columns, words: Words): Meta {
  const uuidOf = (value: unknown) => (value === null ? null : unpackUuid(value as Packed));
  return {
    county: row.county as Meta['county'],
    actor: {
      subject: words.wordOf(row.actor as number),
      cadreId: uuidOf(row.actor_cadre) as Meta['actor']['cadreId'],
    },
    onBehalfOf: row.on_behalf_of as string | null,
    basis: row.basis as Meta['basis'],
    reason: row.reason as string | null,
    effectiveOn: row.effective_on as Meta['effectiveOn'],
    recordedAt: instant(row.recorded_at as number),
    correlationId: unpackUuid(row.correlation_id as Packed),
    causationId: uuidOf(row.causation_id),
    commandId: unpackUuid(row.command_id as Packed) as Meta['commandId'],
    command: words.wordOf(row.command as number),
    digest: unpackHex(row.digest as Packed),
    index: row.command_index as number,
    count: row.command_count as number,
    advisories: row.advisories === null ? [] : JSON.parse(row.advisories as string),
    traceparent: row.traceparent as string | null,
  };
}
