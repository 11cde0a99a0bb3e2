/** The list of features, and the schema made of them. */
import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema as build, type PubSub } from 'type-graphql';
import './appointment.ts';
import './county.ts';
import './exchange.ts';
import './five-star-rating.ts';
import './grassroots-report.ts';
import './observation.ts';
import './open-selection-application.ts';
import './open-selection-item.ts';
import './open-selection.ts';
import './organization.ts';
import './person.ts';
import './post.ts';
import './posting.ts';
import './recruitment-applicant.ts';
import './recruitment.ts';
import './register.ts';
import './relief-posting.ts';
import './reserve-funnel.ts';
import './reserve-pool.ts';
import './reserve-round.ts';
import './rule-set.ts';
import './tenure.ts';
import { EventLogResolver } from './event-log.ts';
import { EventSubscriptionResolver } from './event-subscription.ts';
import { LedgerResolver } from './ledger.ts';
import { rootResolvers } from './toolkit/build.ts';
import { nodeDefinitions } from './toolkit/node.ts';

/** type-graphql wants one even where every subscription has its own source. */
const noPubSub: PubSub = {
  publish: () => {},
  subscribe: () => {
    throw new Error('subscriptions of this schema have sources of their own');
  },
};

/** The executable schema. */
export function buildSchema(): Promise<GraphQLSchema> {
  return build({
    resolvers: [
      EventLogResolver,
      EventSubscriptionResolver,
      LedgerResolver,
      ...rootResolvers,
    ] as never,
    orphanedTypes: [...nodeDefinitions.values()].map(({ objectType }) => objectType()) as never,
    validate: false,
    pubSub: noPubSub,
    // Whoever executes it checks it; asking it here for all it is took a sixth of a start.
    skipCheck: true,
  });
}

/** The interface as text, sorted: what schema/schema.graphql holds. */
export function printed(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
