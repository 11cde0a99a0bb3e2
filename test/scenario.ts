/** given / when / then for deciders: events on streams, a command, then events or refusals. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { CivilDate, Instant, PartialDate } from '../events/dates.ts';
import type { EventDefinition, Meta, Recorded, Shape } from '../events/define.ts';
import { eventCodec } from '../events/index.ts';
import type { CommandId, CountyCode, DocumentNumber, EventId } from '../events/values.ts';
import { commandEventsMax } from '../src/application/limits.ts';
import type { CommandDefinition, Context, Decision, NewEvent } from '../src/domain/command.ts';

export const testCounty = '419998' as CountyCode;

/** An id that stands still: the same words give the same id. */
export function idOf<T extends string>(words: string): T {
  const hex = createHash('sha256').update(words).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` as T;
}

/** A county's history under test. Time stands still at `today`. */
export function scenario(options: { today?: string } = {}) {
  const today = (options.today ?? '2024-06-30') as CivilDate;
  const streams = new Map<string, Recorded[]>();
  let position = 0;
  let commandNumber = 0;

  function record(
    event: NewEvent,
    {
      commandId,
      index,
      count,
      basis = null,
    }: Pick<Meta, 'commandId' | 'index' | 'count'> & {
      readonly basis?: Meta['basis'];
    },
  ): Recorded {
    const events = streams.get(event.stream) ?? [];
    position += 1;
    const encoded = eventCodec.encode(event.definition, event.data, event.personal);
    const recorded = eventCodec.decode({
      ...encoded,
      id: event.id,
      stream: event.stream,
      revision: events.length,
      position,
      meta: {
        county: testCounty,
        actor: { subject: 'officer', cadreId: null },
        onBehalfOf: null,
        basis,
        reason: null,
        effectiveOn: event.effectiveOn,
        recordedAt: `${today}T08:00:00.000Z` as Instant,
        correlationId: 'test',
        causationId: null,
        commandId,
        command: 'Test',
        digest: 'test',
        index,
        count,
        advisories: [],
        traceparent: null,
      },
    });
    streams.set(event.stream, [...events, recorded]);
    return recorded;
  }

  function contextOf(name: string, record: RecordOptions): Context {
    let minted = 0;
    const mint = () => {
      minted += 1;
      return idOf<EventId>(`${name}/${commandNumber}/${minted}`);
    };
    const effectiveOn = (record.effectiveOn ?? today) as PartialDate;
    return {
      county: testCounty,
      actor: { subject: 'officer', cadreId: null },
      effectiveOn,
      basis: (record.basis ?? null) as DocumentNumber | null,
      // Corrections need a reason; a test that is not about it need not give one.
      reason: record.reason === undefined ? reasonOf(name) : record.reason,
      now: `${today}T08:00:00.000Z` as Instant,
      today,
      newId: <T extends string>() => mint() as unknown as T,
      digestOf: (value) => createHash('sha256').update(value).digest('hex'),
      event: (stream, definition, data, options = {}) => ({
        id: mint(),
        stream,
        definition: definition as EventDefinition,
        data,
        personal: (options.personal ?? null) as never,
        effectiveOn: options.effectiveOn ?? effectiveOn,
      }),
    };
  }

  const self = {
    today,
    streams,
    /** Records a fact directly. Use it for what other features did before. */
    given<D extends EventDefinition>(
      stream: string,
      definition: D,
      data: z.input<D['data']>,
      options: { effectiveOn?: string; personal?: unknown } = {},
    ): Recorded<D> {
      commandNumber += 1;
      const event: NewEvent = {
        id: idOf(`given/${commandNumber}`),
        stream,
        definition,
        data,
        personal: (options.personal ?? null) as never,
        effectiveOn: (options.effectiveOn ?? today) as PartialDate,
      };
      const commandId = idOf<CommandId>(`given/${commandNumber}/command`);
      return record(event, { commandId, index: 0, count: 1 }) as unknown as Recorded<D>;
    },
    /** Decides a command; the input is parsed first, as at the edge. */
    decide<I extends Shape>(
      command: CommandDefinition<I>,
      input: z.input<I>,
      record: RecordOptions = {},
    ): Decision {
      commandNumber += 1;
      const parsed = command.input.parse(input) as z.output<I>;
      const deciding = command.decide(parsed, contextOf(command.name, record));
      let step = deciding.next([]);
      for (let reads = 0; !step.done; reads += 1) {
        if (reads > commandEventsMax) throw new Error(`${command.name} does not stop reading`);
        step = deciding.next(
          step.value.map(({ stream, fold }) =>
            (streams.get(stream) ?? []).reduce(fold.evolve, fold.initial),
          ),
        );
      }
      return step.value;
    },
    /** Decides and records; throws the refusals' codes when refused. Returns the recorded events. */
    accepted<I extends Shape>(
      command: CommandDefinition<I>,
      input: z.input<I>,
      options: RecordOptions = {},
    ): Recorded[] {
      const decision = self.decide(command, input, options);
      if (decision.kind === 'refused') {
        throw new Error(`refused: ${decision.refusals.map(({ code }) => code).join(', ')}`);
      }
      const commandId = idOf<CommandId>(`${command.name}/${commandNumber}/command`);
      const basis = (options.basis ?? null) as DocumentNumber | null;
      return decision.events.map((event, index) =>
        record(event, { commandId, index, count: decision.events.length, basis }),
      );
    },
    /** The codes of the refusals, sorted; empty when accepted. */
    refused<I extends Shape>(
      command: CommandDefinition<I>,
      input: z.input<I>,
      options: RecordOptions = {},
    ): string[] {
      const decision = self.decide(command, input, options);
      return decision.kind === 'refused' ? decision.refusals.map(({ code }) => code).sort() : [];
    },
    /** All events in position order. */
    all(): Recorded[] {
      return [...streams.values()].flat().sort((a, b) => a.position - b.position);
    },
  };
  return self;
}

type RecordOptions = { effectiveOn?: string; basis?: string; reason?: string | null };

function reasonOf(command: string): string | null {
  return /^(Correct|Void)/.test(command) ? '误录' : null;
}
