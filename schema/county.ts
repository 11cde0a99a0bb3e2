/** The counties of the ledger; one is opened here or by `cli -- init`. */
import { Ctx, Field, ObjectType } from 'type-graphql';
import type { PartialDate } from '../events/dates.ts';
import { countyCommands } from '../src/domain/county.ts';
import { counties } from '../src/read-models/county.ts';
import { Organization, organizationNode } from './organization.ts';
import { addRoot } from './toolkit/build.ts';
import { addCommand } from './toolkit/command.ts';
import { countyToOpen, type Graph, momentOf } from './toolkit/context.ts';
import { defineNode, RowNode } from './toolkit/node.ts';
import { PartialDateScalar } from './toolkit/scalars.ts';

@ObjectType({ implements: RowNode, description: '县 (a county)' })
export class County extends RowNode {
  readonly rootOrganizationId: string;
  @Field(() => String)
  readonly name: string;
  @Field(() => PartialDateScalar)
  readonly openedOn: PartialDate;

  @Field(() => String, { description: 'Six digits (GB/T 2260).' })
  code(): string {
    return this.key;
  }
  @Field(() => Organization, { nullable: true, description: 'The root of its organizations.' })
  root(@Ctx() graph: Graph): Promise<Organization | null> {
    return graph.load(organizationNode, this.rootOrganizationId, this.at);
  }
}
const countyNode = defineNode('County', counties, () => County);

addRoot(
  'query',
  'counties',
  { type: () => [County], description: '县 (the counties one may see)' },
  async (_args, graph) => {
    const codes = graph.counties ?? (await graph.application.counties());
    const at = momentOf(graph, null, null);
    const found = await Promise.all(codes.map((code) => graph.load(countyNode, code, at)));
    return found.filter((county) => county !== null);
  },
);

for (const command of countyCommands) {
  const subject = { field: 'county', node: () => countyNode, idField: 'county' };
  addCommand(command, subject, countyToOpen);
}
