/** Entities: a row with a global id, read at one moment; whatever is reached from it is read there too. */
import { Field, ID, InterfaceType } from 'type-graphql';
import type { Moment } from '../../src/application/ports.ts';
import type { Found } from '../../src/application/rows.ts';
import type { Collection } from '../../src/read-models/projection.ts';
import type { State } from '../../src/read-models/row.ts';
import { toGlobalId } from './global-id.ts';

export type NodeDefinition<N extends RowNode = RowNode> = {
  /** The type's name in global ids and in the schema. */
  readonly type: string;
  readonly collection: Collection;
  readonly objectType: () => new (...args: never[]) => N;
  readonly wrap: (row: Found<State>, at: Moment) => N;
};

const nodes = new Map<string, NodeDefinition>();
/** All entity types, for `node(id:)`. */
export const nodeDefinitions: ReadonlyMap<string, NodeDefinition> = nodes;

/** Names an entity; the class is made from a row by assigning its state's fields. */
export function defineNode<S extends State, N extends RowNode>(
  type: string,
  collection: Collection<S>,
  objectType: () => new (row: Found<State>, at: Moment) => N,
): NodeDefinition<N> {
  const definition: NodeDefinition<N> = {
    type,
    collection: collection as unknown as Collection,
    objectType: objectType as never,
    wrap: (row, at) => new (objectType())(row, at),
  };
  nodes.set(type, definition as unknown as NodeDefinition);
  return definition;
}

@InterfaceType('Node', { description: 'Anything with an id of its own.' })
export abstract class NodeInterface {
  @Field(() => ID)
  readonly id: string;
}

/**
 * The base of every entity class. Declare fields of the row's state with `@Field() readonly`;
 * reach other entities by methods that `context.load(node, this.someId, this.at)`.
 */
export abstract class RowNode {
  /** Not a field: the row's key. */
  readonly key: string;
  /** Not a field: the moment it was read at. */
  readonly at: Moment;
  /** Not a field: the event that brought this state about. */
  readonly lastEventId: string;
  readonly id: string;
  constructor(row: Found<State>, at: Moment) {
    Object.assign(this, row.state);
    this.key = row.key;
    this.at = at;
    this.lastEventId = row.version.event;
    this.id = toGlobalId(this.constructor.name, row.key);
  }
}
