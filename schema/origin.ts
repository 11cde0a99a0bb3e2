/** Where somebody came from, as it was decided when they were selected. */
import { Ctx, Field, ObjectType, Root } from 'type-graphql';
import { GrassrootsRole, UnitType } from '../events/code-tables.ts';
import type { Origin as OriginValue } from '../events/posting.ts';
import { Organization, organizationNode } from './organization.ts';
import { type Graph, momentOf } from './toolkit/context.ts';
import { codeEnum } from './toolkit/types-of-zod.ts';

@ObjectType({ description: '来源 (where somebody served when they were selected)' })
export class Origin {
  @Field(() => codeEnum(UnitType))
  readonly unitType: string;
  @Field(() => codeEnum(GrassrootsRole), { nullable: true })
  readonly role: string | null;
  @Field(() => Organization, { nullable: true, description: 'As it is now.' })
  organization(@Root() origin: OriginValue, @Ctx() graph: Graph): Promise<Organization | null> {
    return graph.load(organizationNode, origin.organizationId, momentOf(graph, null, null));
  }
}
