/** Events and findings as clients see them. */
import { Ctx, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { dayInShanghai, type Instant, lastDay, type PartialDate } from '../../events/dates.ts';
import type { Finding, Label, Recorded } from '../../events/define.ts';
import { eventCodec } from '../../events/index.ts';
import type { CountyCode, EventId } from '../../events/values.ts';
import type { NewEvent } from '../../src/domain/command.ts';
import { sentenceOf } from '../../src/domain/sentences/index.ts';
import type { Graph } from './context.ts';
import { toGlobalId } from './global-id.ts';
import { toToken } from './position-token.ts';
import { DateTimeScalar, JsonScalar, PartialDateScalar } from './scalars.ts';

@ObjectType({ description: 'The same sentence or name in both languages.' })
export class LabelText {
  @Field(() => String)
  readonly zh: string;
  @Field(() => String)
  readonly en: string;
}

@ObjectType({
  description:
    'A recorded fact. Personal values are not shown here but by the entities they belong to.',
})
export class LedgerEvent {
  @Field(() => ID)
  readonly id: string;
  @Field(() => String)
  readonly type: string;
  @Field(() => LabelText)
  readonly label: Label;
  @Field(() => String)
  readonly stream: string;
  @Field(() => Int)
  readonly revision: number;
  // A Float: an Int has 32 bits, a ledger may have more events.
  @Field(() => Float)
  readonly position: number;
  @Field(() => String, { nullable: true, description: 'Six digits.' })
  readonly county: string | null;
  @Field(() => PartialDateScalar, { description: 'When it holds in the world.' })
  readonly effectiveOn: PartialDate;
  @Field(() => DateTimeScalar, { description: 'When we learned it.' })
  readonly recordedAt: Instant;
  @Field(() => Boolean, { description: 'Recorded on a later day than it took effect.' })
  readonly backEntry: boolean;
  @Field(() => String, { description: 'Who acted.' })
  readonly actor: string;
  @Field(() => String, { nullable: true, description: 'The number of the document it rests on.' })
  readonly document: string | null;
  @Field(() => String, { nullable: true })
  readonly reason: string | null;
  @Field(() => String)
  readonly command: string;
  @Field(() => ID)
  readonly commandId: string;
  @Field(() => JsonScalar)
  readonly data: unknown;

  constructor(event: Recorded) {
    const { meta } = event;
    this.id = toGlobalId('Event', event.id);
    this.type = event.type;
    this.label = labelOf(event.type);
    this.stream = event.stream;
    this.revision = event.revision;
    this.position = event.position;
    this.county = meta.county;
    this.effectiveOn = meta.effectiveOn;
    this.recordedAt = meta.recordedAt;
    this.backEntry = dayInShanghai(meta.recordedAt) > lastDay(meta.effectiveOn);
    this.actor = meta.actor.subject;
    this.document = meta.basis;
    this.reason = meta.reason;
    this.command = meta.command;
    this.commandId = meta.commandId;
    this.data = event.data;
  }

  @Field(() => String, { description: 'For `since` and `atLeast`.' })
  token(@Ctx() graph: Graph): string {
    return toToken(graph, this.position);
  }
}

@ObjectType({ description: 'An event a command would record.' })
export class PlannedEvent {
  @Field(() => String)
  readonly type: string;
  @Field(() => LabelText)
  readonly label: Label;
  @Field(() => String)
  readonly stream: string;
  @Field(() => PartialDateScalar)
  readonly effectiveOn: PartialDate;
  @Field(() => JsonScalar)
  readonly data: unknown;

  constructor(event: NewEvent) {
    this.type = event.definition.type;
    this.label = event.definition.label;
    this.stream = event.stream;
    this.effectiveOn = event.effectiveOn;
    this.data = event.data;
  }
}

@ObjectType({ description: 'An obstacle or an advisory, with the rule and the facts it rests on.' })
export class CommandFinding {
  @Field(() => String)
  readonly code: string;
  @Field(() => LabelText)
  readonly sentence: Label;
  @Field(() => String, { nullable: true, description: 'The id of the rule in the rule set.' })
  readonly rule: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'The article it rests on; null: no law says it, the facts would contradict each other.',
  })
  readonly basis: string | null;
  @Field(() => [LedgerEvent])
  readonly evidence: readonly LedgerEvent[];
}

/** One event by its id, batched with others asked for in the same answer. */
export async function loadEvent(
  graph: Graph,
  id: EventId | null | undefined,
): Promise<LedgerEvent | null> {
  if (id === null || id === undefined) return null;
  const event = await graph.event(id);
  return event === null ? null : new LedgerEvent(event);
}

/** Events by their ids, in that order. */
export async function loadEvents(graph: Graph, ids: readonly EventId[]): Promise<LedgerEvent[]> {
  const events = await Promise.all(ids.map((id) => loadEvent(graph, id)));
  return events.filter((event) => event !== null);
}

/** Findings with their sentences and evidence. */
export async function findingsOf(
  graph: Graph,
  findings: readonly Finding[],
): Promise<CommandFinding[]> {
  const evidence = await graph.application.eventsById(findings.flatMap((one) => one.evidence));
  const byId = new Map(evidence.map((event) => [event.id, event]));
  return findings.map((one) =>
    Object.assign(new CommandFinding(), {
      code: one.code,
      sentence: sentenceOf(one),
      rule: one.rule,
      basis: one.basis,
      evidence: one.evidence.flatMap((id) => {
        const event = byId.get(id);
        return event === undefined ? [] : [new LedgerEvent(event)];
      }),
    }),
  );
}

export function labelOf(type: string): Label {
  return eventCodec.definitionOf(type)?.label ?? { zh: type, en: type };
}

/** The counties whose events one may see, and the ledger's own; undefined: all of them. */
export function countiesSeen({ counties }: Graph): readonly (string | null)[] | undefined {
  return counties === null ? undefined : [null, ...counties];
}

export function maySee(graph: Graph, event: Recorded): boolean {
  const county = event.meta.county as CountyCode | null;
  return county === null || graph.counties === null || graph.counties.includes(county);
}
