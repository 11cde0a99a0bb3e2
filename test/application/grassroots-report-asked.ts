/** Asks for the report over a history, and tells whom a figure counts. */
import { expect } from '@jest/globals';
import type { CivilDate, Instant } from '../../events/dates.ts';
import { grassrootsReport } from '../../src/application/grassroots-report.ts';
import type { Rows } from '../../src/application/rows.ts';
import { type ReportFigure, reportWindow } from '../../src/read-models/grassroots-report.ts';
import { testCounty } from '../scenario.ts';
import { who } from './grassroots-report-people.ts';
import type { History } from './history.ts';

type Asked = {
  asOf?: string;
  knownAt?: string;
  window?: { fiveYearFrom?: string; threeYearFrom?: string; to?: string };
};
/** All figures by their codes. */
export const reported = async (given: History, asked: Asked = {}) =>
  reportedFrom(await given.rows(), asked);

export async function reportedFrom(
  rows: Rows,
  { asOf = '2024-06-30', knownAt, window = {} }: Asked = {},
): Promise<Map<string, ReportFigure>> {
  const day = asOf as CivilDate;
  const at = { asOf: day, knownAt: (knownAt ?? null) as Instant | null };
  const days = reportWindow(day, window as Parameters<typeof reportWindow>[1]);
  const { figures } = await grassrootsReport(rows, testCounty, at, days);
  return new Map(figures.map((figure) => [figure.code, figure]));
}

export async function figure(
  given: History,
  code: string,
  asked: Asked = {},
): Promise<ReportFigure> {
  const found = (await reported(given, asked)).get(code);
  if (found === undefined) throw new Error(`there is no figure ${code}`);
  return found;
}

/** Who is counted, by the names the history gives them. */
export const counted = ({ items }: ReportFigure, names: readonly string[]) =>
  names.filter((name) => items.some(({ cadreId }) => cadreId === who(name)));

/** The value, and that the figure counts exactly these people. */
export function expectPeople(found: ReportFigure, names: readonly string[]): void {
  expect(new Set(found.items.map(({ cadreId }) => cadreId))).toEqual(
    new Set(names.map((name) => who(name))),
  );
  expect(found.value).toBe(names.length);
  expect(found.items).toHaveLength(names.length);
}
