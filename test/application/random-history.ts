/**
 * Histories as fast-check makes them up: postings that start, end, are corrected and voided, and
 * memberships of the reserve pool, recorded in any order of their dates. And what a reader must see
 * of them, by filtering and folding the raw events in the plainest words: nothing of src/ is asked.
 */
import fc from 'fast-check';
import type { Instant, PartialDate } from '../../events/dates.ts';
import type { EventDefinition, Meta } from '../../events/define.ts';
import { eventCodec } from '../../events/index.ts';
import {
  nothingResting,
  PostingCorrected,
  PostingEnded,
  PostingStarted,
  PostingVoided,
} from '../../events/posting.ts';
import {
  ReserveMemberAdmitted,
  ReserveMemberExited,
  ReserveMemberReinstated,
  ReserveMemberSuspended,
} from '../../events/reserve-pool.ts';
import type { CadreId, CommandId, EventId } from '../../events/values.ts';
import type { NewStoredEvent } from '../../src/application/ports.ts';
import { idOf, testCounty } from '../scenario.ts';

/** An event before the journal has it, and when the journal will get it. */
export type Raw = { readonly stream: string; readonly event: NewStoredEvent; readonly at: Instant };

const date = fc
  .record({
    year: fc.integer({ min: 2018, max: 2024 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    length: fc.constantFrom(4, 7, 10),
  })
  .map(({ year, month, day, length }) => {
    const two = (number: number) => String(number).padStart(2, '0');
    return `${year}-${two(month)}-${two(day)}`.slice(0, length);
  });
const firstOf = (text: string) => `${text}-01-01`.slice(0, 10);
export const day = date.map(firstOf);
/** Several facts may be recorded at the same moment. */
const moment = (minute: number) =>
  new Date(Date.UTC(2024, 5, 30, 8, minute)).toISOString() as Instant;
export const instant = fc.integer({ min: -1, max: 32 }).map(moment);

const kinds = ['start', 'end', 'correct', 'void', 'admit', 'suspend', 'reinstate', 'exit'] as const;
const step = fc.record({
  kind: fc.constantFrom(...kinds),
  pick: fc.nat({ max: 50 }),
  other: fc.nat({ max: 50 }),
  on: date,
  is: date,
  later: fc.boolean(),
});
export const history = fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }).map(recorded);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

function recorded(steps: readonly Step[]): readonly Raw[] {
  const raws: Raw[] = [];
  const ofType = (...types: readonly string[]) =>
    raws.filter(({ event }) => types.includes(event.type)).map(({ event }) => event);
  let minute = 0;
  for (const one of steps) {
    minute += one.later ? 1 : 0;
    const made = eventOf(one, ofType);
    if (made === null) continue;
    const [definition, data] = made;
    const event = stored(raws.length, definition, data, one.on);
    raws.push({ stream: `cadre-${data.cadreId}`, event, at: moment(minute) });
  }
  return raws;
}

type Made = readonly [EventDefinition, Record<string, unknown> & { cadreId: CadreId }];

/** What a step records, about something recorded before; null when there is nothing yet. */
function eventOf(one: Step, ofType: (...types: string[]) => NewStoredEvent[]): Made | null {
  const cadreId = idOf<CadreId>(`cadre ${one.pick % 3}`);
  const chosen = (events: readonly NewStoredEvent[]) => events[one.pick % (events.length || 1)];
  if (one.kind === 'start')
    return [PostingStarted, { ...started, cadreId, title: `职务${one.pick}` }];
  if (one.kind === 'admit') return [ReserveMemberAdmitted, { ...admitted, cadreId }];
  if (['suspend', 'reinstate', 'exit'].includes(one.kind)) {
    const entry = chosen(ofType(ReserveMemberAdmitted.type));
    if (entry === undefined) return null;
    const data = { cadreId: entry.data.cadreId as CadreId, membershipId: entry.id };
    if (one.kind === 'suspend') return [ReserveMemberSuspended, { ...data, sanctionId: null }];
    if (one.kind === 'reinstate') return [ReserveMemberReinstated, data];
    return [ReserveMemberExited, { ...data, exitReason: 'AGE', appointmentId: null }];
  }
  const posting = chosen(ofType(PostingStarted.type));
  if (posting === undefined) return null;
  const data = { cadreId: posting.data.cadreId as CadreId, postingId: posting.id };
  if (one.kind === 'end') return [PostingEnded, { ...data, reason: 'TERM_ENDED' }];
  const ends = ofType(PostingEnded.type).filter((end) => end.data.postingId === posting.id);
  const targets = [posting, ...ends];
  const eventId = targets[one.other % targets.length]?.id;
  if (one.kind === 'void') {
    return [PostingVoided, { ...data, ...nothingResting, eventId }];
  }
  const isStart = eventId === posting.id;
  const is = { on: one.is, title: isStart ? `更正${one.other}` : null, role: null };
  return [
    PostingCorrected,
    { ...data, ...nothingResting, eventId, was: { ...is, on: one.on }, is },
  ];
}

const started = {
  ...PostingStarted.sample.data,
  postId: null,
  basedOn: null,
  role: null,
};
const admitted = { ...ReserveMemberAdmitted.sample.data, roundId: null, sourceId: null };

function stored(
  index: number,
  definition: EventDefinition,
  data: unknown,
  effectiveOn: string,
): NewStoredEvent {
  const commandId = idOf<CommandId>(`history/${index}/command`);
  return {
    ...eventCodec.encode(definition, data, null),
    id: idOf<EventId>(`history/${index}`),
    meta: {
      county: testCounty,
      actor: { subject: 'officer', cadreId: null },
      onBehalfOf: null,
      basis: null,
      reason: null,
      effectiveOn: effectiveOn as PartialDate,
      correlationId: 'test',
      causationId: null,
      commandId,
      command: 'Test',
      digest: 'test',
      index: 0,
      count: 1,
      advisories: [],
      traceparent: null,
    } satisfies Omit<Meta, 'recordedAt'>,
  };
}

/** What a reader sees of a posting or a membership, by its key. */
export type Seen = Readonly<Record<string, string | null>>;

/** Rows at a moment, out of the raw events alone. */
export function seen(raws: readonly Raw[], asOf: string, knownAt: string | null) {
  const known = raws
    .map(({ event, at }, position) => ({ ...event, at, position, on: event.meta.effectiveOn }))
    .filter(({ at }) => knownAt === null || at <= knownAt);
  const rows = new Map<string, Seen>();
  for (const event of known) {
    const row =
      event.type === 'PostingStarted'
        ? posting(event, known, asOf)
        : event.type === 'ReserveMemberAdmitted'
          ? membership(event, known, asOf)
          : null;
    if (row !== null) rows.set(event.id, row);
  }
  return rows;
}
type Known = NewStoredEvent & { readonly position: number; readonly on: string };
type Is = { readonly on: string; readonly title: string | null };

/** The last correction of an event; `gone` when it was voided, whatever was corrected. */
function stands(event: Known, known: readonly Known[]) {
  const about = known.filter(({ data }) => data.eventId === event.id);
  const corrections = about.filter(({ type }) => type === 'PostingCorrected');
  const voided = about.find(({ type }) => type === 'PostingVoided');
  const last = corrections.at(-1)?.data.is as Is | undefined;
  return { gone: voided !== undefined, on: last?.on ?? event.on, title: last?.title ?? null };
}

/** Facts of a row up to a day: none lies before the row's first day; ties by position. */
function upTo<E extends { on: string; position: number }>(
  facts: readonly E[],
  begin: string,
  asOf: string,
) {
  const dayOf = ({ on }: E) => (firstOf(on) < begin ? begin : firstOf(on));
  return facts
    .filter((fact) => dayOf(fact) <= asOf)
    .sort((a, b) => dayOf(a).localeCompare(dayOf(b)) || a.position - b.position);
}

function posting(start: Known, known: readonly Known[], asOf: string): Seen | null {
  const { gone, on, title } = stands(start, known);
  const begin = firstOf(on);
  if (gone || begin > asOf) return null;
  const ends = known
    .filter(({ type, data }) => type === 'PostingEnded' && data.postingId === start.id)
    .map((end) => ({ id: end.id, position: end.position, ...stands(end, known) }))
    .filter((end) => !end.gone);
  const last = upTo(ends, begin, asOf).at(-1);
  return {
    cadreId: String(start.data.cadreId),
    title: title ?? String(start.data.title),
    from: on,
    to: last?.on ?? null,
    endEventId: last?.id ?? null,
  };
}

function membership(entry: Known, known: readonly Known[], asOf: string): Seen | null {
  const begin = firstOf(entry.on);
  if (begin > asOf) return null;
  const facts = known.filter(({ data }) => data.membershipId === entry.id);
  let status = 'IN_POOL';
  let exitedOn: string | null = null;
  for (const { type, on } of upTo(facts, begin, asOf)) {
    if (type === 'ReserveMemberSuspended') status = 'SUSPENDED';
    if (type === 'ReserveMemberReinstated') status = 'IN_POOL';
    if (type !== 'ReserveMemberExited') continue;
    status = 'EXITED';
    exitedOn = on;
  }
  return { cadreId: String(entry.data.cadreId), status, admittedOn: entry.on, exitedOn };
}
