/**
 * Writes src/domain/rules/working-day-table.ts from the holiday notices of the State Council as
 * `chinese-days` keeps them (its data only: its functions depend on the machine's time zone).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

type YearTable = { readonly holidays: string[]; readonly workingWeekends: string[] };
type Published = {
  readonly holidays: Record<string, string>;
  readonly workdays: Record<string, string>;
};

const require = createRequire(import.meta.url);
const published = dirname(require.resolve('chinese-days/package.json'));
const yearFirst = 2019;
const yearLast = 2026;
const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** Years with the weekdays that are holidays and the weekend days that are worked, `MM-DD`. */
export function workingDayTable(): Record<number, YearTable> {
  const years = Array.from({ length: yearLast - yearFirst + 1 }, (_, index) => yearFirst + index);
  return Object.fromEntries(years.map((year) => [year, tableOf(year)]));
}

function tableOf(year: number): YearTable {
  const source = join(published, 'dist', 'years', `${year}.json`);
  const { holidays, workdays } = JSON.parse(readFileSync(source, 'utf8')) as Published;
  const daysOf = (days: Record<string, string>, weekend: boolean) =>
    Object.keys(days)
      .filter((day) => Number(day.slice(0, 4)) === year && isWeekend(day) === weekend)
      .map((day) => day.slice(5))
      .sort();
  return {
    holidays: daysOf(holidays, false),
    workingWeekends: daysOf(workdays, true),
  };
}

function render(table: Record<number, YearTable>): string {
  const years = Object.entries(table).map(([year, { holidays, workingWeekends }]) =>
    [
      `  [`,
      `    ${year},`,
      `    {`,
      `      holidays: days(\`${wrapped(holidays)}\`),`,
      `      workingWeekends: days(\`${wrapped(workingWeekends)}\`),`,
      `    },`,
      `  ],`,
    ].join('\n'),
  );
  return `${head}\n${years.join('\n')}\n]);\n`;
}

const daysPerLine = 12;
function wrapped(days: readonly string[]): string {
  const lines = days.map((day, index) =>
    index > 0 && index % daysPerLine === 0 ? `\n        ${day}` : day,
  );
  return lines.join(' ').replaceAll(' \n', '\n');
}

const head = `/** Working days of the PRC by year; written by scripts/working-days.ts, never by hand. */

export type YearOfWork = {
  /** Weekdays that are holidays, \`MM-DD\`. */
  readonly holidays: ReadonlySet<string>;
  /** Weekend days that are worked, \`MM-DD\`. */
  readonly workingWeekends: ReadonlySet<string>;
};
const days = (text: string): ReadonlySet<string> => new Set(text.split(/\\s+/));

export const workingDayTable: ReadonlyMap<number, YearOfWork> = new Map([`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const target = new URL('../src/domain/rules/working-day-table.ts', import.meta.url);
  writeFileSync(target, render(workingDayTable()));
}
