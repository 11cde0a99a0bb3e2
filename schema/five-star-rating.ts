/** Five-star ratings of village and community branches; their commands stand with organizations. */
import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import type { PartialDate } from '../events/dates.ts';
import { fiveStarRatings } from '../src/read-models/five-star-rating.ts';
import { Organization, organizationNode } from './organization.ts';
import type { Graph } from './toolkit/context.ts';
import { listOf } from './toolkit/list.ts';
import { defineNode, RowNode } from './toolkit/node.ts';
import { DateScalar, PartialDateScalar } from './toolkit/scalars.ts';

@ObjectType({ implements: RowNode, description: '“五星”支部评定 (a branch’s stars of a year)' })
export class FiveStarRating extends RowNode {
  readonly organizationId: string;
  @Field(() => Int)
  readonly year: number;
  @Field(() => [String])
  readonly stars: readonly string[];
  @Field(() => PartialDateScalar)
  readonly ratedOn: PartialDate;

  @Field(() => Organization, { nullable: true })
  organization(@Ctx() graph: Graph): Promise<Organization | null> {
    return graph.load(organizationNode, this.organizationId, this.at);
  }
}
const fiveStarRatingNode = defineNode('FiveStarRating', fiveStarRatings, () => FiveStarRating);

const list = listOf(fiveStarRatingNode, {
  description: '“五星”支部评定 (five-star ratings)',
  filters: {
    year: { column: 'year', type: () => Int },
    starCount: { column: 'stars', type: () => Int },
    organization: { column: 'organizationId', type: () => ID, idOf: 'Organization' },
    ratedOn: { range: 'ratedOn', type: () => DateScalar },
  },
  sorts: { YEAR: 'year', STARS: 'stars' },
  dimensions: { YEAR: 'year', STARS: 'stars' },
});
list.query('fiveStarRatings');
list.attach(Organization, 'fiveStarRatings', 'Its ratings, year by year.', (organization) => ({
  organizationId: organization.key,
}));
