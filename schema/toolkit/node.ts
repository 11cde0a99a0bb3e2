/** Entities: a row with a global id, read at one moment; whatever is reached from it is read there too. */
import { Ctx, Field, ID, InterfaceType } from 'type-graphql';
import type { EventId } from '../../events/values.ts';
import type { Moment } from '../../src/application/ports.ts';
import type { Found } from '../../src/application/rows.ts';
import type { Collection } from '../../src/read-models/projection.ts';
import type { State } from '../../src/read-models/row.ts';
import type { Graph } from './context.ts';
import { LedgerEvent, loadEvent } from './event.ts';
import { toGlobalId } from './global-id.ts';

/**
 * The base of every entity class. The row's state is assigned to it: declare the fields clients
 * see with `@Field()` and those that only resolvers need without; reach other entities by methods
 * that `graph.load(node, this.someId, this.at)`. Every row tells the facts it rests on.
 */
@InterfaceType('Node', {
  description: 'Anything with an id of its own, and the facts it rests on.',
})
export abstract class RowNode {
  readonly key: string;
  /** The moment it was read at. */
  readonly at: Moment;
  readonly county: string | null;
  readonly eventId: EventId;
  readonly lastEventId: EventId;

  @Field(() => ID)
  readonly id: string;
  @Field(() => String, { nullable: true, description: 'The number of the document it rests on.' })
  readonly document: string | null;
  @Field(() => LedgerEvent, { nullable: true, description: 'The event that began it.' })
  event(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.eventId);
  }
  @Field(() => LedgerEvent, { nullable: true, description: 'The event that made it as it is.' })
  lastEvent(@Ctx() graph: Graph): Promise<LedgerEvent | null> {
    return loadEvent(graph, this.lastEventId);
  }

  constructor(row: Found<State>, at: Moment) {
    Object.assign(this, row.state);
    this.key = row.key;
    this.at = at;
    this.lastEventId = row.version.event;
    this.id = toGlobalId(this.constructor.name, row.key);
  }
}

export type NodeDefinition<N extends RowNode = RowNode> = {
  /** The type's name in global ids and in the schema; also the class's. */
  readonly type: string;
  readonly collection: Collection;
  readonly objectType: () => new (row: Found<State>, at: Moment) => N;
  readonly wrap: (row: Found<State>, at: Moment) => N;
  /** Read as last known where nothing holds at the moment: a person is who they are on any day. */
  readonly isTimeless: boolean;
};

const nodes = new Map<string, NodeDefinition>();
/** All entity types, for `node(id:)`. */
export const nodeDefinitions: ReadonlyMap<string, NodeDefinition> = nodes;

/** Names an entity and the collection its rows are in. */
export function defineNode<S extends State, N extends RowNode>(
  type: string,
  collection: Collection<S>,
  objectType: () => new (row: Found<State>, at: Moment) => N,
  { isTimeless = false }: { readonly isTimeless?: boolean } = {},
): NodeDefinition<N> {
  const definition: NodeDefinition<N> = {
    type,
    collection: collection as unknown as Collection,
    objectType,
    wrap: (row, at) => new (objectType())(row, at),
    isTimeless,
  };
  nodes.set(type, definition as unknown as NodeDefinition);
  return definition;
}
