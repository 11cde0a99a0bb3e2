/** The figures of the report: what each counts, of which rows, and what the article says. */
import type { UnitType } from '../../events/code-tables.ts';
import { type CivilDate, wholeYear } from '../../events/dates.ts';
import type { AppointmentRow } from './appointment.ts';
import {
  type Count,
  counted,
  countyManaged,
  distinct,
  examined,
  holdersOf,
  inTownshipTeams,
  leaders,
  recommended,
  roundsHeld,
  type Span,
  selected,
  share,
  townships,
  villagersHired,
  within,
  yearsOf,
} from './grassroots-report-counting.ts';
import type { ReportFacts } from './grassroots-report-facts.ts';
import {
  type FigureItem,
  isGrassroots,
  ofAppointment,
  ofExchange,
  ofIntake,
  ofMembership,
  ofOfferedItem,
  ofPosition,
  ofReliefPosting,
  ofRound,
} from './grassroots-report-item.ts';
import {
  contractWording,
  countyManagedWording,
  departmentHeadWording,
  examWording,
  exchangeWording,
  finalistWording,
  institutionPostsWording,
  intakeWording,
  intervalWording,
  keyPostWording,
  offeredWording,
  openSelectionWording,
  recommendedWording,
  regularWording,
  reliefWording,
  teamWording,
  type Wording,
} from './grassroots-report-wording.ts';

export const figureKinds = ['PERSONS', 'OFFERED_ITEMS', 'POSITIONS', 'ROUNDS', 'SHARE'] as const;
export type FigureKind = (typeof figureKinds)[number];
/** What the article's words ask of the value. */
export const figureRules = ['EQUALS', 'OVER_HALF', 'ALL'] as const;
export type FigureRule = (typeof figureRules)[number];

export type ReportWindow = { readonly fiveYears: Span; readonly threeYears: Span };
export type Figure = Wording & {
  readonly code: string;
  readonly kind: FigureKind;
  readonly articleValue: number | null;
  readonly rule: FigureRule | null;
  /** The days it is counted in; null: everything up to the day of the report. */
  readonly span: Span | null;
  readonly count: (facts: ReportFacts) => Count;
};

/** «Since 2019» of the article: an anchor, whatever the window. */
const examsSince = '2019-01-01' as CivilDate;
const recommendedByArticle: Readonly<Record<number, number>> = { 2020: 50, 2022: 50 };
const offeredByArticle: Readonly<Record<number, number>> = { 2022: 10, 2023: 12 };
/** Where the article's eight came from: villages are not named there. */
const openOrigins: ReadonlySet<UnitType> = new Set<UnitType>([
  'COMMUNITY',
  'STATE_ENTERPRISE',
  'PRIVATE_ENTERPRISE',
  'INSTITUTION',
]);

/** All figures in the article's order; those with a year for the rounds and campaigns there are. */
export function figuresOf(facts: ReportFacts, window: ReportWindow, asOf: CivilDate): Figure[] {
  const since: Span = { from: examsSince, to: asOf };
  return [
    intakeFigure(window.fiveYears),
    countyManagedFigure(window.fiveYears),
    ...yearsOf(roundsHeld(facts)).map(recommendedFigure),
    ...yearsOf(facts.offeredItems).map(offeredFigure),
    openSelectionFigure,
    regularFigure,
    examFigure(since),
    reliefFigure,
    exchangeFigure,
    institutionPostsFigure(window.threeYears),
    intervalFigure,
    keyPostFigure,
    departmentHeadFigure,
    teamFigure(since),
    contractFigure,
    finalistFigure,
  ];
}

/** A figure of distinct persons. */
function persons(
  code: string,
  wording: Wording,
  articleValue: number | null,
  items: (facts: ReportFacts) => readonly FigureItem[],
  span: Span | null = null,
): Figure {
  return {
    ...wording,
    code,
    kind: 'PERSONS',
    articleValue,
    rule: articleValue === null ? null : 'EQUALS',
    span,
    count: (facts) => distinct(items(facts)),
  };
}

const intakeFigure = (span: Span) =>
  persons(
    'SELECTED_FROM_GRASSROOTS',
    intakeWording,
    192,
    (facts) => selected(facts, span).map(ofIntake),
    span,
  );

const countyManagedFigure = (span: Span) =>
  persons(
    'APPOINTED_COUNTY_MANAGED',
    countyManagedWording,
    77,
    (facts) => countyManaged(facts, span),
    span,
  );

const recommendedFigure = (year: number) =>
  persons(
    `RESERVE_RECOMMENDED_${year}`,
    recommendedWording(year),
    recommendedByArticle[year] ?? null,
    (facts) => recommended(facts, year),
  );

const offeredFigure = (year: number): Figure => ({
  ...offeredWording(year),
  code: `OPEN_SELECTION_OFFERED_${year}`,
  kind: 'OFFERED_ITEMS',
  articleValue: offeredByArticle[year] ?? null,
  rule: offeredByArticle[year] === undefined ? null : 'EQUALS',
  span: null,
  count: (facts) => {
    const items = facts.offeredItems.filter((row) => row.year === year).map(ofOfferedItem);
    return counted(
      items.reduce((sum, { weight }) => sum + weight, 0),
      items,
    );
  },
});

const appointedThrough =
  (channel: string, comesFrom: (row: AppointmentRow) => boolean) => (facts: ReportFacts) =>
    leaders(facts)
      .filter((row) => row.channel === channel && comesFrom(row))
      .map((row) => ofAppointment(row));

const openSelectionFigure = persons(
  'OPEN_SELECTION_GRASSROOTS_APPOINTED',
  openSelectionWording,
  8,
  appointedThrough(
    'OPEN_SELECTION',
    ({ origin }) => origin !== null && openOrigins.has(origin.unitType),
  ),
);

const regularFigure = persons(
  'REGULAR_SELECTION_APPOINTED',
  regularWording,
  3,
  appointedThrough('REGULAR', ({ origin }) => isGrassroots(origin)),
);

const examFigure = (since: Span) =>
  persons(
    'VILLAGE_CADRES_TO_CIVIL_SERVICE',
    examWording,
    17,
    (facts) => examined(facts, since),
    since,
  );

const reliefFigure = persons('POVERTY_RELIEF_TEMPERED', reliefWording, 152, (facts) =>
  facts.reliefPostings.map(ofReliefPosting),
);

const exchangeFigure = persons('EXCHANGED_TOWNSHIP_TO_COUNTY', exchangeWording, 7, (facts) =>
  facts.exchanges
    .filter(
      (row) => townships.has(row.fromType) && row.toType === 'COUNTY_ORGAN' && row.midLevelOrBelow,
    )
    .map(ofExchange),
);

const institutionPostsFigure = (span: Span): Figure => ({
  ...institutionPostsWording,
  code: 'INSTITUTION_POSTS_REQUIRING_GRASSROOTS',
  kind: 'SHARE',
  articleValue: 0.5,
  rule: 'OVER_HALF',
  span,
  count: ({ positions }) => {
    const rows = positions.filter((row) => within(row.announcedOn ?? wholeYear(row.year), span));
    return share(
      rows.filter((row) => row.requiresGrassroots).map(ofPosition),
      rows.filter((row) => !row.requiresGrassroots).map(ofPosition),
    );
  },
});

const intervalFigure: Figure = {
  ...intervalWording,
  code: 'RESERVE_ROUND_INTERVAL_YEARS',
  kind: 'ROUNDS',
  articleValue: 2,
  rule: 'EQUALS',
  span: null,
  count: (facts) => {
    const rounds = roundsHeld(facts);
    const [before, last] = yearsOf(rounds).slice(-2);
    const value = before === undefined || last === undefined ? null : last - before;
    return counted(value, rounds.map(ofRound));
  },
};

const keyPostFigure: Figure = {
  ...keyPostWording,
  code: 'KEY_POST_HOLDERS_WITH_GRASSROOTS',
  kind: 'SHARE',
  articleValue: 1,
  rule: 'ALL',
  span: null,
  count: (facts) => holdersOf(facts, facts.keyPosts),
};

const departmentHeadFigure: Figure = {
  ...departmentHeadWording,
  code: 'DEPARTMENT_HEADS_WITH_GRASSROOTS',
  kind: 'SHARE',
  articleValue: 0.5,
  rule: 'OVER_HALF',
  span: null,
  count: (facts) => holdersOf(facts, facts.departmentHeadPosts),
};

const teamFigure = (since: Span) =>
  persons('VILLAGE_CADRES_IN_TOWNSHIP_TEAMS', teamWording, null, (facts) =>
    inTownshipTeams(facts, since),
  );

const contractFigure = persons(
  'VILLAGE_CADRES_HIRED_BY_INSTITUTIONS',
  contractWording,
  null,
  villagersHired,
);

const finalistFigure = persons('FINALISTS_TO_RESERVE', finalistWording, null, (facts) =>
  facts.finalists.map(ofMembership),
);
