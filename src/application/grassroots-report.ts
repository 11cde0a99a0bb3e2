/** The report of a county: its rows read at one moment, one indexed query a collection. */
import type { CountyCode } from '../../events/values.ts';
import { type ReportFigure, reportFigures } from '../read-models/grassroots-report.ts';
import {
  type FactQuery,
  factQueries,
  frontLineOf,
  holdersOf,
  type ReportFacts,
} from '../read-models/grassroots-report-facts.ts';
import type { ReportWindow } from '../read-models/grassroots-report-figures.ts';
import type { State } from '../read-models/row.ts';
import type { Moment } from './ports.ts';
import type { Rows } from './rows.ts';

export type GrassrootsReport = {
  readonly county: CountyCode;
  readonly at: Moment;
  readonly window: ReportWindow;
  readonly figures: readonly ReportFigure[];
};

/** All figures of a county at a moment. Throws TooLarge when a collection is past its bound. */
export async function grassrootsReport(
  rows: Rows,
  county: CountyCode,
  at: Moment,
  window: ReportWindow,
): Promise<GrassrootsReport> {
  const facts = await reportFacts(rows, county, at);
  return { county, at, window, figures: reportFigures(facts, window, at.asOf) };
}

async function reportFacts(rows: Rows, county: CountyCode, at: Moment): Promise<ReportFacts> {
  async function all<S extends State>({ collection, where }: FactQuery<S>): Promise<S[]> {
    const found = await rows.all(collection, { where: { ...where, county }, at });
    return found.map(({ state }) => state);
  }
  const found = await Promise.all(
    Object.entries(factQueries).map(
      async ([name, query]) => [name, await all(query as unknown as FactQuery)] as const,
    ),
  );
  // The names and rows are those of factQueries, of which ReportFacts is made.
  const facts = Object.fromEntries(found) as unknown as Omit<ReportFacts, 'holders' | 'frontLine'>;
  const posts = [...facts.keyPosts, ...facts.departmentHeadPosts];
  const holders = await all(holdersOf([...new Set(posts.map(({ postId }) => postId))]));
  const cadreIds = [...new Set(holders.map(({ cadreId }) => cadreId))];
  return { ...facts, holders, frontLine: await all(frontLineOf(cadreIds)) };
}
