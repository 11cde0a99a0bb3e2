import { z } from 'zod';
import { CivilDate, Instant } from '../../events/dates.ts';
import { CountyCode } from '../../events/values.ts';
import { grassrootsReport } from '../application/grassroots-report.ts';
import type { Application } from '../application/index.ts';
import { reportWindow } from '../read-models/grassroots-report.ts';
import { CannotStart } from '../server/cannot-start.ts';
import { openFolder } from '../server/open-folder.ts';
import { readSettings } from '../server/settings.ts';
import type { Command } from './command.ts';
import { figuresTable } from './figures-table.ts';

const Options = z.object({
  asOf: CivilDate.optional(),
  knownAt: Instant.optional(),
  county: CountyCode.optional(),
});
const flagOf: Readonly<Record<string, string>> = {
  asOf: '--as-of',
  knownAt: '--known-at',
  county: '--county',
};

export const figures: Command = {
  name: 'figures',
  describe: 'Prints the figures of the report beside the article’s; also while the server runs',
  options: [
    { flags: '--as-of <day>', describe: 'as of this day, YYYY-MM-DD (today)' },
    { flags: '--known-at <moment>', describe: 'as known then, YYYY-MM-DDTHH:MM:SS.mmmZ (now)' },
    { flags: '--county <code>', describe: 'the county, six digits; needed when there are several' },
  ],
  run: async (given, { environment, print }) => {
    const options = Options.safeParse(given);
    if (!options.success) {
      const [issue] = options.error.issues;
      throw new CannotStart(`${flagOf[String(issue?.path[0])]} ${issue?.message}.`);
    }
    const { settings } = readSettings(environment);
    const { application } = await openFolder(settings, {
      ...{ demo: null, create: false, readOnly: true },
    });
    try {
      const { asOf = application.today(), knownAt = null, county } = options.data;
      const code = county ?? (await onlyCounty(application));
      for (const line of await figureLines(application, code, asOf, knownAt)) print(line);
    } finally {
      await application.close();
    }
  },
};

/** The table of a county's figures, with the day it is of above it. */
export async function figureLines(
  application: Application,
  county: CountyCode,
  asOf: CivilDate,
  knownAt: Instant | null,
): Promise<readonly string[]> {
  const at = { asOf, knownAt };
  const report = await grassrootsReport(application.rows, county, at, reportWindow(asOf, {}));
  const known = knownAt === null ? '' : ` · 截至 ${knownAt} 所知 as known then`;
  return [`${county} · 截至 ${asOf} as of that day${known}`, ...figuresTable(report.figures)];
}

async function onlyCounty(application: Application): Promise<CountyCode> {
  const [first, ...others] = await application.counties();
  if (first === undefined) {
    throw new CannotStart(
      'The ledger has no county yet. Open one: npm run cli -- init --county <code> --name <name>.',
    );
  }
  if (others.length > 0) {
    throw new CannotStart(`Name one with --county: ${[first, ...others].join(', ')}.`);
  }
  return first;
}
