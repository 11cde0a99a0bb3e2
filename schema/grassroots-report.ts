/** 选人用人报告: the article's figures of a county on a day, with whom and what each counts. */
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { z } from 'zod';
import { CivilDate, type Instant } from '../events/dates.ts';
import type { Label } from '../events/define.ts';
import { grassrootsReport } from '../src/application/grassroots-report.ts';
import type { Moment } from '../src/application/ports.ts';
import { type ReportFigure, reportWindow } from '../src/read-models/grassroots-report.ts';
import type { Span } from '../src/read-models/grassroots-report-counting.ts';
import {
  figureKinds,
  figureRules,
  type ReportWindow,
} from '../src/read-models/grassroots-report-figures.ts';
import { FigureItemConnection, itemArguments, itemPage } from './grassroots-report-item.ts';
import { addField, addRoot } from './toolkit/build.ts';
import { countyOf, momentOf } from './toolkit/context.ts';
import { badUserInput } from './toolkit/errors.ts';
import { LabelText } from './toolkit/event.ts';
import { countyArgument, countyCodeOf, momentArguments } from './toolkit/list.ts';
import { waitFor } from './toolkit/position-token.ts';
import { DateScalar, DateTimeScalar } from './toolkit/scalars.ts';
import { enumOf, inputOf, parseInput } from './toolkit/types-of-zod.ts';

const figureKind = enumOf('FigureKind', figureKinds);
const figureRule = enumOf('FigureRule', figureRules);

@ObjectType({ description: 'A figure of the report; the article’s own value stands beside it.' })
export class Figure {
  readonly figure: ReportFigure;
  readonly at: Moment;
  @Field(() => String)
  readonly code: string;
  @Field(() => LabelText)
  readonly label: Label;
  @Field(() => LabelText, { description: 'What is counted, and what is not.' })
  readonly definition: Label;
  @Field(() => LabelText, { nullable: true, description: 'What the article leaves unclear.' })
  readonly note: Label | null;
  @Field(() => String, { description: 'The clause of the article.' })
  readonly sourceQuote: string;
  @Field(() => figureKind, { description: 'What its items are.' })
  readonly kind: string;
  @Field(() => Float, { nullable: true, description: 'null: there is nothing to count of.' })
  readonly value: number | null;
  @Field(() => Float, { nullable: true, description: 'null: the article gives none.' })
  readonly articleValue: number | null;
  @Field(() => figureRule, { nullable: true, description: 'What the article’s words ask.' })
  readonly rule: string | null;
  @Field(() => Boolean, { nullable: true, description: 'null: the article asks nothing.' })
  readonly satisfied: boolean | null;
  @Field(() => Int, { nullable: true, description: 'Of shares.' })
  readonly numerator: number | null;
  @Field(() => Int, { nullable: true, description: 'Of shares.' })
  readonly denominator: number | null;
  @Field(() => DateScalar, { nullable: true, description: 'null: from the beginning.' })
  readonly windowFrom: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'null: up to the day of the report.' })
  readonly windowTo: string | null;

  constructor(figure: ReportFigure, at: Moment) {
    const { items: _items, outside: _outside, span, ...fields } = figure;
    Object.assign(this, fields);
    this.figure = figure;
    this.at = at;
    this.windowFrom = span?.from ?? null;
    this.windowTo = span?.to ?? null;
  }
}
addField(
  Figure,
  'items',
  {
    type: () => FigureItemConnection,
    description: 'Whom or what it counts: of shares, the numerator; in order of date.',
    args: itemArguments,
  },
  ({ figure, at }, given) => itemPage(figure.items, at, given),
);
addField(
  Figure,
  'outside',
  {
    type: () => FigureItemConnection,
    description: 'Of shares, those in the denominator only.',
    args: itemArguments,
  },
  ({ figure, at }, given) => itemPage(figure.outside, at, given),
);

@ObjectType({ description: 'The days the windowed figures are counted in, both ends included.' })
export class ReportWindowDays {
  @Field(() => DateScalar)
  readonly fiveYearFrom: string;
  @Field(() => DateScalar)
  readonly threeYearFrom: string;
  @Field(() => DateScalar)
  readonly to: string;
}

@ObjectType({ description: '选人用人报告 (the report on selection from the grassroots)' })
export class GrassrootsReport {
  readonly all: readonly Figure[];
  @Field(() => String, { description: 'Six digits.' })
  readonly county: string;
  @Field(() => DateScalar)
  readonly asOf: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'null: all that is known.' })
  readonly knownAt: string | null;
  @Field(() => ReportWindowDays)
  readonly window: ReportWindowDays;
}
addField(
  GrassrootsReport,
  'figures',
  {
    type: () => [Figure],
    description: 'In the article’s order; figures with a year for the rounds and campaigns held.',
    args: {
      codes: { type: () => [String], nullable: true, description: 'Only these.' },
    },
  },
  ({ all }, { codes }) => {
    if (!Array.isArray(codes)) return all;
    const known = new Set(all.map(({ code }) => code));
    const unknown = codes.findIndex((code) => !known.has(code));
    if (unknown >= 0) {
      const sentence = `is no figure of this report; it has ${[...known].join(', ')}`;
      throw badUserInput(sentence, ['codes', unknown]);
    }
    return all.filter(({ code }) => codes.includes(code));
  },
);

const windowShape = z.strictObject({
  fiveYearFrom: CivilDate.nullable().meta({
    description: 'Of the 192 and the 77; by default five years up to `to`.',
  }),
  threeYearFrom: CivilDate.nullable().meta({
    description: 'Of the institution positions; by default three years up to `to`.',
  }),
  to: CivilDate.nullable().meta({ description: 'Of all three; by default the day of the report.' }),
});
const windowInput = inputOf('ReportWindow', windowShape);

addRoot(
  'query',
  'grassrootsReport',
  {
    type: () => GrassrootsReport,
    complexity: 300,
    description: '选人用人报告: the figures of the founding article, counted of what is recorded.',
    args: {
      county: countyArgument,
      window: { type: () => windowInput, nullable: true },
      ...momentArguments,
    },
  },
  async (given, graph) => {
    const { fiveYearFrom, threeYearFrom, to } = parseInput(windowShape, given.window ?? {}, [
      'window',
    ]);
    await waitFor(graph, given.atLeast as string | null | undefined);
    const county = await countyOf(graph, countyCodeOf(given.county));
    const at = momentOf(graph, given.asOf as CivilDate, given.knownAt as Instant);
    const window = reportWindow(at.asOf, { fiveYearFrom, threeYearFrom, to });
    assertOrder(window.fiveYears, 'fiveYearFrom');
    assertOrder(window.threeYears, 'threeYearFrom');
    const report = await grassrootsReport(graph.application.rows, county, at, window);
    return Object.assign(new GrassrootsReport(), {
      all: report.figures.map((figure) => new Figure(figure, at)),
      county,
      asOf: at.asOf,
      knownAt: at.knownAt,
      window: daysOf(window),
    });
  },
);

function daysOf({ fiveYears, threeYears }: ReportWindow): ReportWindowDays {
  return { fiveYearFrom: fiveYears.from, threeYearFrom: threeYears.from, to: fiveYears.to };
}

function assertOrder({ from, to }: Span, field: string): void {
  if (from > to) throw badUserInput('must not be after the end of the window', ['window', field]);
}
