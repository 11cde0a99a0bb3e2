/** Tenure and rotation: what follows from somebody's postings, computed for whole pages at once. */
import DataLoader from 'dataloader';
import { Ctx, Field, Int, ObjectType } from 'type-graphql';
import { PostLevel } from '../events/code-tables.ts';
import type { CivilDate, Instant, PartialDate } from '../events/dates.ts';
import type { CountyCode, EventId } from '../events/values.ts';
import type { Moment } from '../src/application/ports.ts';
import { numberOf, rulesAt } from '../src/domain/rules/rule-set.ts';
import { type PostingRow, postings } from '../src/read-models/posting.ts';
import {
  type RotationCycle as CycleValue,
  rotationCycles,
  rotationStages,
  type RotationStay as StayValue,
} from '../src/read-models/rotation.ts';
import { ruleSets } from '../src/read-models/rule-set.ts';
import { monthsOfService, timeAtLevel, timeInPresentPost } from '../src/read-models/tenure.ts';
import { Cadre, cadreNode } from './person.ts';
import { Posting, postingNode } from './posting.ts';
import { addField, addRoot } from './toolkit/build.ts';
import { countyOf, type Graph, momentOf } from './toolkit/context.ts';
import { badUserInput } from './toolkit/errors.ts';
import { idOfType, toGlobalId } from './toolkit/global-id.ts';
import { countyArgument, countyCodeOf, momentArguments, pageFirstMax } from './toolkit/list.ts';
import { breakdownType, GroupCount, PageInfo } from './toolkit/page.ts';
import { waitFor } from './toolkit/position-token.ts';
import { PartialDateScalar } from './toolkit/scalars.ts';
import { codeEnum, enumOf } from './toolkit/types-of-zod.ts';

const stage = enumOf('RotationStage', rotationStages);
const dimension = breakdownType('RotationCycle', { STAGE: 'stage' });

@ObjectType({ description: 'Since when, and how many whole months that is.' })
export class TimeHeld {
  @Field(() => PartialDateScalar)
  readonly since: PartialDate;
  @Field(() => Int)
  readonly months: number;
}

@ObjectType({ description: 'Time at the level of the present main post, without a break.' })
export class TimeAtLevel extends TimeHeld {
  @Field(() => codeEnum(PostLevel))
  readonly level: string;
}

@ObjectType({ description: '任职年限 (months of service as of the day asked for)' })
export class Tenure {
  @Field(() => Int, { description: '基层工作经历: statutory grassroots work; organs count.' })
  readonly grassrootsMonths: number;
  @Field(() => Int, { description: '一线经历: village, township, enterprise, institution.' })
  readonly frontLineMonths: number;
  @Field(() => TimeHeld, { nullable: true, description: '任现职时间; null without a main post.' })
  readonly inPresentPost: TimeHeld | null;
  @Field(() => TimeAtLevel, { nullable: true, description: '任同级时间.' })
  readonly atLevel: TimeAtLevel | null;
}

@ObjectType({ description: 'How long somebody stood at one stage of a rotation.' })
export class RotationStay {
  readonly at: Moment;
  readonly postingIds: readonly EventId[];
  @Field(() => stage)
  readonly stage: string;
  @Field(() => PartialDateScalar)
  readonly from: PartialDate;
  @Field(() => PartialDateScalar, { nullable: true, description: 'null: it goes on.' })
  readonly to: PartialDate | null;
  @Field(() => Int)
  readonly months: number;
  @Field(() => [Posting], { description: 'The postings it consists of.' })
  async postings(@Ctx() graph: Graph): Promise<Posting[]> {
    const { at } = this;
    const found = await Promise.all(this.postingIds.map((id) => graph.load(postingNode, id, at)));
    return found.filter((posting) => posting !== null);
  }
}

@ObjectType({
  description: '轮岗周期 (up from the front line, a mid-level post, down to a township, up again)',
})
export class RotationCycle {
  readonly at: Moment;
  readonly cadreId: string;
  @Field(() => stage, { nullable: true, description: 'Where they stand; null: it is over.' })
  readonly stage: string | null;
  @Field(() => [RotationStay])
  readonly stays: readonly RotationStay[];
  @Field(() => Cadre, { nullable: true })
  cadre(@Ctx() graph: Graph): Promise<Cadre | null> {
    return graph.load(cadreNode, this.cadreId, this.at);
  }
}

@ObjectType()
export class RotationCycleEdge {
  @Field(() => RotationCycle)
  readonly node: RotationCycle;
  @Field(() => String)
  readonly cursor: string;
}

@ObjectType({ description: 'Who stands in a rotation.' })
export class RotationCycleConnection {
  readonly all: readonly RotationCycle[];
  @Field(() => [RotationCycleEdge])
  readonly edges: readonly RotationCycleEdge[];
  @Field(() => [RotationCycle], { description: 'The nodes of the edges.' })
  readonly nodes: readonly RotationCycle[];
  @Field(() => Int)
  readonly totalCount: number;
  @Field(() => PageInfo)
  readonly pageInfo: PageInfo;
}
addField(
  RotationCycleConnection,
  'breakdown',
  {
    type: () => [GroupCount],
    description: 'Counts by the values of dimensions, largest first.',
    args: { by: { type: () => [dimension] } },
  },
  ({ all }, { by }) => {
    const groups = Map.groupBy(all, ({ stage }) => (by as string[]).map(() => stage).join());
    return [...groups.values()]
      .map((of) => ({ values: (by as string[]).map(() => of[0]?.stage ?? null), count: of.length }))
      .sort((a, b) => b.count - a.count);
  },
);

addField(
  Cadre,
  'tenure',
  { type: () => Tenure, description: 'Months of service, from the postings recorded.' },
  async ({ key, county, at }, _args, graph): Promise<Tenure> => {
    const services = await postingsOf(graph, at).load(key);
    const monthsMin = await secondedMonthsMin(graph, county as CountyCode, at);
    return {
      grassrootsMonths: monthsOfService(services, 'grassroots', at.asOf, monthsMin),
      frontLineMonths: monthsOfService(services, 'frontLine', at.asOf, monthsMin),
      inPresentPost: timeInPresentPost(services, at.asOf),
      atLevel: timeAtLevel(services, at.asOf),
    };
  },
);
addField(
  Cadre,
  'rotation',
  { type: () => [RotationCycle], description: 'The cycles gone through, the present one last.' },
  async ({ key, at }, _args, graph) => {
    const held = await postingsOf(graph, at).load(key);
    return rotationCycles(held, at.asOf).map((cycle) => cycleOf(key, cycle, at));
  },
);
addRoot(
  'query',
  'rotationCycles',
  {
    type: () => RotationCycleConnection,
    description: '轮岗 (who stands at which stage of a rotation, and for how long)',
    complexity: 300,
    args: {
      county: countyArgument,
      stage: { type: () => stage, nullable: true },
      first: { type: () => Int, description: `How many, 1 to ${pageFirstMax}.` },
      after: {
        type: () => String,
        nullable: true,
        description: 'The endCursor of the page before.',
      },
      ...momentArguments,
    },
  },
  async (given, graph) => {
    await waitFor(graph, given.atLeast as string | null);
    const county = await countyOf(graph, countyCodeOf(given.county));
    const at = momentOf(graph, given.asOf as CivilDate, given.knownAt as Instant);
    const standing = await standingIn(graph, county, at);
    const asked = standing.filter((one) => !given.stage || one.stage === given.stage);
    return pageOf(asked, given.first as number, given.after as string | null | undefined);
  },
);

type Loader = DataLoader<string, readonly PostingRow[]>;
const loaders = new WeakMap<Graph, Map<string, Loader>>();

/** The postings of many people at a moment, by one query for those asked for together. */
function postingsOf(graph: Graph, at: Moment): Loader {
  const ofGraph = loaders.get(graph) ?? new Map<string, Loader>();
  loaders.set(graph, ofGraph);
  const moment = `${at.asOf} ${at.knownAt ?? ''}`;
  const loader =
    ofGraph.get(moment) ??
    new DataLoader<string, readonly PostingRow[]>(
      async (ids) => {
        const where = { cadreId: { in: [...ids] } };
        const found = await graph.application.rows.all(postings, { where, at });
        const byCadre = Map.groupBy(found, ({ state }) => state.cadreId);
        return ids.map((id) => (byCadre.get(id) ?? []).map(({ state }) => state));
      },
      { maxBatchSize: pageFirstMax },
    );
  ofGraph.set(moment, loader);
  return loader;
}

const monthsMins = new WeakMap<Graph, Map<string, Promise<number>>>();

/** From how many months on a secondment counts, by the rule set in force at the moment. */
function secondedMonthsMin(graph: Graph, county: CountyCode, at: Moment): Promise<number> {
  const ofGraph = monthsMins.get(graph) ?? new Map<string, Promise<number>>();
  monthsMins.set(graph, ofGraph);
  const name = `${county} ${at.asOf} ${at.knownAt ?? ''}`;
  const known = ofGraph.get(name) ?? readMonthsMin(graph, county, at);
  ofGraph.set(name, known);
  return known;
}

async function readMonthsMin(graph: Graph, county: CountyCode, at: Moment): Promise<number> {
  const latest = [{ column: 'version', descending: true }];
  const search = { where: { county }, at };
  const { rows } = await graph.application.rows.find(ruleSets, search, latest, null, 1);
  const versions = rows.map(({ state: { version, rules, issuedOn, eventId } }) => ({
    version,
    rules,
    on: issuedOn,
    eventId: eventId as EventId,
  }));
  const rules = rulesAt({ versions }, versions[0]?.version ?? 0);
  return numberOf(rules, 'TENURE.SECONDED', 'monthsMin');
}

/** Everybody who stands in a cycle at the moment, in the order of their ids. */
async function standingIn(
  graph: Graph,
  county: CountyCode,
  at: Moment,
): Promise<readonly RotationCycle[]> {
  const where = { county, kind: 'MAIN' };
  const order = [{ column: 'cadreId' }];
  const found = await graph.application.rows.all(postings, { where, at }, order);
  const byCadre = Map.groupBy(found, ({ state }) => state.cadreId);
  return [...byCadre].flatMap(([cadreId, rows]) => {
    const last = rotationCycles(
      rows.map(({ state }) => state),
      at.asOf,
    ).at(-1);
    return last === undefined || last.stage === null ? [] : [cycleOf(cadreId, last, at)];
  });
}

function cycleOf(cadreId: string, cycle: CycleValue, at: Moment): RotationCycle {
  const stays = cycle.stays.map((stay: StayValue) =>
    Object.assign(new RotationStay(), stay, { at }),
  );
  return Object.assign(new RotationCycle(), { cadreId, stage: cycle.stage, stays, at });
}

/** A page of cycles; the cursor is the last cadre's id. */
function pageOf(
  cycles: readonly RotationCycle[],
  first: number,
  after: string | null | undefined,
): RotationCycleConnection {
  if (first < 1 || first > pageFirstMax) {
    throw badUserInput(`must be 1 to ${pageFirstMax}`, ['first']);
  }
  const from = after == null ? null : idOfType('Cadre', after, ['after']);
  const rest = cycles.filter(({ cadreId }) => from === null || cadreId > from);
  const nodes = rest.slice(0, first);
  const last = nodes.at(-1);
  const endCursor = last === undefined ? null : toGlobalId('Cadre', last.cadreId);
  return Object.assign(new RotationCycleConnection(), {
    all: cycles,
    edges: nodes.map((node) => ({ node, cursor: toGlobalId('Cadre', node.cadreId) })),
    nodes,
    totalCount: cycles.length,
    pageInfo: { hasNextPage: rest.length > nodes.length, endCursor },
  });
}
