/** Mutations: one for each command, made from its definition; a result is a union of three. */
import { createUnionType, Field, ID, ObjectType } from 'type-graphql';
import { z } from 'zod';
import { PartialDate } from '../../events/dates.ts';
import type { Label, Recorded } from '../../events/define.ts';
import {
  CommandId as CommandIdShape,
  DocumentNumber as DocumentShape,
  text,
} from '../../events/values.ts';
import type { Outcome } from '../../src/application/handle.ts';
import type { CommandDefinition } from '../../src/domain/command.ts';
import { addField, addRoot } from './build.ts';
import { countyOf, type Graph, momentOf } from './context.ts';
import { clientError } from './errors.ts';
import { CommandFinding, findingsOf, LedgerEvent, PlannedEvent } from './event.ts';
import { countyCodeOf } from './list.ts';
import type { NodeDefinition, RowNode } from './node.ts';
import { toToken } from './position-token.ts';
import { inputOf, parseInput } from './types-of-zod.ts';

/** What every mutation says beside its input. */
const recordShape = z.strictObject({
  commandId: CommandIdShape.nullable().meta({
    description: 'Yours, a UUID (version 7 is best); sent again, it answers with what it recorded.',
  }),
  dryRun: z.boolean().default(false).meta({ description: 'Decide only; nothing is recorded.' }),
  effectiveOn: PartialDate.nullable().meta({
    description: 'When it holds in the world; by default today. An earlier date is a back-entry.',
  }),
  basis: DocumentShape.nullable().meta({ description: 'The number of the document it rests on.' }),
  reason: text(500).nullable(),
  county: z.string().nullable().meta({
    description: 'Six digits or a County id; may be left out when there is one county.',
  }),
});

@ObjectType({
  description: 'The command was decided and would record these events; nothing was recorded.',
})
export class CommandDryRun {
  @Field(() => ID, { description: 'Entity ids below hold only for this command id.' })
  readonly commandId: string;
  @Field(() => [PlannedEvent])
  readonly events: readonly PlannedEvent[];
  @Field(() => [CommandFinding])
  readonly advisories: readonly CommandFinding[];
}

@ObjectType({ description: 'The command was refused; every obstacle is named.' })
export class CommandRefused {
  @Field(() => ID)
  readonly commandId: string;
  @Field(() => [CommandFinding])
  readonly refusals: readonly CommandFinding[];
}

@ObjectType({ description: 'What was recorded of a command, or that nothing was.' })
export class CommandRecord {
  @Field(() => ID)
  readonly commandId: string;
  @Field(() => Boolean)
  readonly recorded: boolean;
  @Field(() => [LedgerEvent])
  readonly events: readonly LedgerEvent[];
  @Field(() => String, { nullable: true })
  readonly token: string | null;
}

/** The entity a command is about: how it is called in the result, and the field that holds its id. */
export type Subject = {
  readonly field: string;
  readonly node: () => NodeDefinition<RowNode>;
  /** The field of the input or of an event's data that holds the entity's id. */
  readonly idField: string;
};

/** Adds the mutation of a command; `county` tells which one it acts for, by default one there is. */
export function addCommand(
  definition: CommandDefinition,
  subject: Subject,
  county: typeof countyOf = countyOf,
): void {
  const { name } = definition;
  const recorded = recordedType(name, definition.label, subject);
  const result = createUnionType({
    name: `${name}Result`,
    types: () => [recorded, CommandDryRun, CommandRefused] as never,
  });
  const inputType = inputOf(`${name}Input`, definition.input);
  const recordType = inputOf('RecordInput', recordShape);
  addRoot(
    'mutation',
    name.slice(0, 1).toLowerCase() + name.slice(1),
    {
      type: () => result as never,
      description: `${definition.label.zh} (${definition.label.en})`,
      args: {
        input: { type: () => inputType },
        record: { type: () => recordType, nullable: true },
      },
    },
    async ({ input, record }, graph) => {
      const parsed = parseInput(definition.input, input, ['input']);
      const { county: named, ...options } = parseInput(recordShape, record ?? {}, ['record']);
      const outcome = await graph.application.handle({
        definition,
        input: parsed,
        record: options as never,
        county: await county(graph, countyCodeOf(named)),
        actor: graph.actor,
        correlationId: graph.correlationId,
        traceparent: graph.traceparent,
      });
      return resultOf(graph, outcome, recorded, subject, parsed as Record<string, unknown>);
    },
  );
}

function recordedType(name: string, label: Label, subject: Subject) {
  const typeName = `${name}Recorded`;
  const made = { [typeName]: class {} }[typeName] as new () => RecordedResult;
  ObjectType(typeName, { description: `${label.zh}: recorded, or already so (no events).` })(made);
  Field(() => ID)(made.prototype, 'commandId');
  Field(() => [LedgerEvent])(made.prototype, 'events');
  Field(() => String, { description: 'For `atLeast` and `since`.' })(made.prototype, 'token');
  Field(() => [CommandFinding])(made.prototype, 'advisories');
  addField(
    made,
    subject.field,
    {
      type: () => subject.node().objectType() as never,
      nullable: true,
      description: 'As it stands now; null when it takes effect later.',
    },
    (result, _args, graph) =>
      graph.load(subject.node(), result.entityKey, momentOf(graph, null, null)),
  );
  return made;
}
type RecordedResult = {
  commandId: string;
  events: readonly LedgerEvent[];
  token: string;
  advisories: readonly CommandFinding[];
  entityKey: string | null;
};

async function resultOf(
  graph: Graph,
  outcome: Outcome,
  recorded: new () => RecordedResult,
  subject: Subject,
  input: Readonly<Record<string, unknown>>,
): Promise<object> {
  switch (outcome.kind) {
    case 'recorded':
    case 'unchanged': {
      const events = outcome.kind === 'recorded' ? outcome.events : [];
      return Object.assign(new recorded(), {
        commandId: outcome.commandId,
        events: events.map((event) => new LedgerEvent(event)),
        token: toToken(graph, outcome.position),
        advisories: await findingsOf(graph, outcome.kind === 'recorded' ? outcome.advisories : []),
        entityKey: keyOf(subject, events, input),
      });
    }
    case 'dryRun':
      return Object.assign(new CommandDryRun(), {
        commandId: outcome.commandId,
        events: outcome.events.map((event) => new PlannedEvent(event)),
        advisories: await findingsOf(graph, outcome.advisories),
      });
    case 'refused':
      return Object.assign(new CommandRefused(), {
        commandId: outcome.commandId,
        refusals: await findingsOf(graph, outcome.refusals),
      });
    case 'commandIdReused':
      throw clientError(
        'COMMAND_ID_REUSED',
        'This command id belongs to another command. Make a new one; a repeat must be the same in every field.',
        { commandId: outcome.commandId },
      );
    case 'conflict':
      throw clientError('CONFLICT', 'Others changed the same records again and again. Try again.', {
        commandId: outcome.commandId,
      });
  }
}

function keyOf(
  subject: Subject,
  events: readonly Recorded[],
  input: Readonly<Record<string, unknown>>,
): string | null {
  if (subject.idField === 'eventId') return events[0]?.id ?? null;
  const holder = events.find(({ data }) => (data as Record<string, unknown>)[subject.idField]);
  const data = (holder?.data ?? input) as Record<string, unknown>;
  const id = data[subject.idField] ?? input[subject.idField];
  return typeof id === 'string' ? id : null;
}
