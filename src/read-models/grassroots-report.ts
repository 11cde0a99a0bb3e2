/** 选人用人报告: every figure of the founding article, counted of the rows of one moment. */
import { addDays, addMonths, type CivilDate } from '../../events/dates.ts';
import type { Count } from './grassroots-report-counting.ts';
import type { ReportFacts } from './grassroots-report-facts.ts';
import {
  type Figure,
  type FigureRule,
  figuresOf,
  type ReportWindow,
} from './grassroots-report-figures.ts';
import type { FigureItem } from './grassroots-report-item.ts';

export type ReportFigure = Omit<Figure, 'count'> &
  Count & {
    /** null: the article says nothing of it. */
    readonly satisfied: boolean | null;
  };

const fiveYearsMonths = 60;
const threeYearsMonths = 36;

/** The days of «the last five years» and «three years», by default those that end with `asOf`. */
export function reportWindow(
  asOf: CivilDate,
  given: {
    readonly fiveYearFrom?: CivilDate | null;
    readonly threeYearFrom?: CivilDate | null;
    readonly to?: CivilDate | null;
  },
): ReportWindow {
  const to = given.to ?? asOf;
  const back = (months: number) => addDays(addMonths(to, -months), 1);
  return {
    fiveYears: { from: given.fiveYearFrom ?? back(fiveYearsMonths), to },
    threeYears: { from: given.threeYearFrom ?? back(threeYearsMonths), to },
  };
}

export function reportFigures(
  facts: ReportFacts,
  window: ReportWindow,
  asOf: CivilDate,
): ReportFigure[] {
  return figuresOf(facts, window, asOf).map(({ count, ...figure }) => {
    const counted = count(facts);
    return { ...figure, ...counted, satisfied: satisfied(figure, counted.value) };
  });
}

function satisfied({ rule, articleValue }: Omit<Figure, 'count'>, value: number | null) {
  if (rule === null || articleValue === null) return null;
  return value !== null && answers[rule](value, articleValue);
}

/** What the article's words ask, by the value it gives or implies. */
const answers: Readonly<Record<FigureRule, (value: number, article: number) => boolean>> = {
  EQUALS: (value, article) => value === article,
  OVER_HALF: (value, article) => value > article,
  ALL: (value, article) => value >= article,
};

/** What items can be grouped by, and where in an item it stands. */
export const figureDimensions = {
  YEAR: 'year',
  ORIGIN: 'origin',
  ROLE: 'role',
  DESTINATION: 'destination',
  CHANNEL: 'channel',
  LAWFUL_ROUTE: 'lawfulRoute',
  LEVEL: 'level',
  ITEM_KIND: 'itemKind',
  OUTCOME: 'outcome',
  MIN_GRASSROOTS_YEARS: 'minGrassrootsYears',
  ALSO_SELECTED: 'alsoSelected',
} as const satisfies Readonly<Record<string, keyof FigureItem>>;
export type FigureDimension = keyof typeof figureDimensions;
export type FigureGroup = {
  readonly values: readonly (string | null)[];
  readonly count: number;
};

/** What items add up to by the values of dimensions, largest first, then by value. */
export function breakdown(
  items: readonly FigureItem[],
  by: readonly FigureDimension[],
): FigureGroup[] {
  const groups = new Map<string, FigureGroup>();
  for (const item of items) {
    const values = by.map((dimension) => {
      const value = item[figureDimensions[dimension]];
      return value === null ? null : String(value);
    });
    const name = JSON.stringify(values);
    groups.set(name, { values, count: (groups.get(name)?.count ?? 0) + item.weight });
  }
  return [...groups.entries()]
    .sort(([a, { count: x }], [b, { count: y }]) => y - x || (a < b ? -1 : 1))
    .map(([, group]) => group);
}
