/** The parts every connection shares. */
import { Field, Int, ObjectType } from 'type-graphql';
import { enumOf } from './types-of-zod.ts';

@ObjectType({ description: 'Where a page ends and whether another follows.' })
export class PageInfo {
  @Field(() => Boolean)
  readonly hasNextPage: boolean;
  @Field(() => String, { nullable: true })
  readonly endCursor: string | null;
}

@ObjectType({ description: 'How many share these values, one for each dimension asked for.' })
export class GroupCount {
  @Field(() => [String], { nullable: 'items' })
  readonly values: readonly (string | null)[];
  @Field(() => Int)
  readonly count: number;
}

/** Columns one may sort or count by at once; a further one would change nothing any more. */
export const sortsMax = 8;

/** Dimension names by column. */
export type Dimensions = Readonly<Record<string, string>>;

/** The enum of a list's dimensions, `CadreDimension`. */
export function breakdownType(type: string, dimensions: Dimensions): object {
  return enumOf(`${type}Dimension`, Object.keys(dimensions));
}
