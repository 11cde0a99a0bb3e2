/** The documents that are compared, and the rows of their answers for those who hold no ledger. */
import { Agent } from 'node:http';
import type { Child } from './child.ts';
import { ask } from './http-load.ts';

const event = '{ id type recordedAt effectiveOn document }';
const own = 'id name gender birth nativePlace education';
export const oneCadre = `query One($id: ID!) { node(id: $id) { ... on Cadre { ${own} } } }`;
export const page = `query Page { cadres(first: 50) { nodes { ${own} lastEvent ${event}
  postings(first: 5) { nodes { id title from to organization { id name } lastEvent ${event} } } }
  pageInfo { hasNextPage endCursor } } }`;

type Event = { readonly id: string };
type Organization = { readonly id: string; readonly name: string };
type Answered = {
  readonly id: string;
  readonly lastEvent: Event;
  readonly postings: {
    readonly nodes: readonly {
      readonly id: string;
      readonly lastEvent: Event;
      readonly organization: Organization;
    }[];
  };
};
export type Rows = {
  readonly cadres: readonly { readonly id: string; readonly lastEventId: string }[];
  readonly postings: readonly {
    readonly cadreId: string;
    readonly lastEventId: string;
    readonly organizationId: string;
  }[];
  readonly organizations: readonly Organization[];
  readonly events: readonly Event[];
  readonly endCursor: string | null;
};

/** Asks the ledger once; the answer's text is what every contestant must give. */
export async function rowsOf(child: Child): Promise<{ rows: Rows; answer: string }> {
  const agent = new Agent();
  const body = JSON.stringify({ query: page });
  const answer = await ask(agent, child.url, { path: '/graphql', body });
  agent.destroy();
  const { data, errors } = JSON.parse(answer);
  if (errors !== undefined) throw new Error(`the ledger refused the page: ${answer.slice(0, 500)}`);
  const cadres: readonly Answered[] = data.cadres.nodes;
  const postings = cadres.flatMap(({ id, postings: { nodes } }) =>
    nodes.map(({ lastEvent, organization, ...fields }) => ({
      ...fields,
      ...{ cadreId: id, lastEventId: lastEvent.id, organizationId: organization.id },
    })),
  );
  const held = cadres.flatMap((cadre) => [cadre, ...cadre.postings.nodes]);
  const rows = {
    cadres: cadres.map(({ lastEvent, postings: _, ...fields }) => ({
      ...fields,
      lastEventId: lastEvent.id,
    })),
    postings,
    organizations: byId(cadres.flatMap((one) => one.postings.nodes.map((it) => it.organization))),
    events: byId(held.map(({ lastEvent }) => lastEvent)),
    endCursor: data.cadres.pageInfo.endCursor,
  };
  return { rows, answer };
}

function byId<T extends { readonly id: string }>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((one) => [one.id, one])).values()];
}
