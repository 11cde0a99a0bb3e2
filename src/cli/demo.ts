import { z } from 'zod';
import type { Application } from '../application/index.ts';
import { type Observer, relayed } from '../application/observe.ts';
import { demoCountiesMax, demoCounty, demoCountyAt } from '../demo/counties.ts';
import { demoPlan } from '../demo/demo-plan.ts';
import { type DemoClock, demoClock, loadDemo, OtherLoad } from '../demo/load.ts';
import { loadCounties } from '../demo/load-counties.ts';
import { historyEndsOn } from '../demo/plan.ts';
import { CannotStart } from '../server/cannot-start.ts';
import { closeOnSignal } from '../server/close-on-signal.ts';
import { openLog } from '../server/logging.ts';
import { type OpenApplication, serve, served, toldTo } from '../server/main.ts';
import { openFolder } from '../server/open-folder.ts';
import { readSettings, type Settings } from '../server/settings.ts';
import type { Command, Surroundings } from './command.ts';
import { figureLines } from './figures.ts';
import { pace, progress } from './progress.ts';
import { shownJournal } from './shown-journal.ts';

const Options = z.object({
  scale: z.coerce.number().int().min(1).max(demoCountiesMax).default(1),
});

export const demo: Command = {
  name: 'demo',
  describe: 'Loads a fictional county, prints its figures, and serves it',
  options: [
    { flags: '--load-only', describe: 'load and print, without serving' },
    { flags: '--scale <counties>', describe: 'load so many fictional counties, for work on load' },
  ],
  run: async (given, { environment, print }) => {
    const options = Options.safeParse(given);
    if (!options.success) {
      throw new CannotStart(`--scale must be a whole number from 1 to ${demoCountiesMax}.`);
    }
    const counties = options.data.scale;
    const { settings } = readSettings(environment);
    const relay = relayed();
    const logger = openLog(environment.CADRE_LEDGER_LOG_LEVEL ? settings.logLevel : 'warn');
    const watch = { observer: relay.observer, ...toldTo(logger) };
    const application = await openDemo(settings, counties, print, watch);
    if (given.loadOnly === true) {
      await application.close();
      return;
    }
    const open: OpenApplication = (_settings, _logger, observer) => {
      relay.to(observer);
      return served(application, true);
    };
    const { url, metricsUrl, close } = await serve({ settings, logger, open });
    closeOnSignal(close, logger);
    if (metricsUrl !== null) print(`指标 Metrics ${metricsUrl}`);
    for (const line of whatNext(url, counties)) print(line);
  },
};

/** The demo's ledger with all of its history, loaded as far as it was not, and its figures printed. */
async function openDemo(
  settings: Settings,
  counties: number,
  print: Surroundings['print'],
  watch: { readonly observer: Observer } & ReturnType<typeof toldTo>,
): Promise<Application> {
  const clock = demoClock();
  const journal = { ...watch.journal, ...shownJournal(print) };
  const options = { demo: true, create: true, clock, ...watch, journal };
  const { application } = await openFolder(settings, options);
  try {
    const loaded = await load(application, clock, counties, settings.dataFolder);
    if (loaded === 0)
      print(`演示县已在 ${settings.dataFolder} · The demo county is there already.`);
    print(`\n${demoCounty.name} · all people, units and facts are fictional`);
    for (const line of await figureLines(application, demoCounty.code, historyEndsOn, null)) {
      print(line);
    }
    if (counties > 1) print(`\n${furtherCounties(counties)}`);
    return application;
  } catch (error) {
    await application.close();
    throw error instanceof OtherLoad ? new CannotStart(error.message, { cause: error }) : error;
  }
}

/** How many steps were loaded. One county is loaded as it always was, a step after the other. */
async function load(
  application: Application,
  clock: DemoClock,
  counties: number,
  folder: string,
): Promise<number> {
  const screen = process.stderr;
  if (counties === 1) {
    const onProgress = progress(screen, '载入演示县 Loading the demo county');
    return (await loadDemo({ application, clock, steps: demoPlan(), onProgress })).loaded;
  }
  const onProgress = pace(
    screen,
    `载入 ${counties} 个演示县 Loading ${counties} demo counties`,
    'commands',
  );
  return (await loadCounties({ application, clock, counties, folder, onProgress })).loaded;
}

function furtherCounties(counties: number): string {
  const [first, last] = [demoCountyAt(1).code, demoCountyAt(counties - 1).code];
  const which = counties === 2 ? first : `${first} – ${last}`;
  return `另有虚构县 ${counties - 1} 个 · and ${counties - 1} more: ${which}; a query names one, county: "${first}"`;
}

/** Queries that fit on a line, for GraphiQL or curl; `which` names the county among several. */
const queries = (which: string) => [
  `{ grassrootsReport(${which}asOf: "${historyEndsOn}") { figures { code value articleValue satisfied } } }`,
  figureQuery(`${which}asOf: "2023-12-31", knownAt: "2024-01-01T00:00:00.000Z"`, 'value'),
  figureQuery(
    `${which}asOf: "${historyEndsOn}"`,
    'items(first: 3) { totalCount breakdown(by: [YEAR, CHANNEL]) { values count } }',
  ),
];

function figureQuery(moment: string, fields: string): string {
  const codes = 'codes: ["SELECTED_FROM_GRASSROOTS"]';
  return `{ grassrootsReport(${moment}) { figures(${codes}) { ${fields} } } }`;
}

function whatNext(url: string, counties: number): readonly string[] {
  const which = counties === 1 ? '' : `county: "${demoCounty.code}", `;
  return [
    '',
    `GraphQL ${url}/graphql · GraphiQL: open the same address in a browser · 在浏览器中打开同一地址`,
    '试一试 Try:',
    ...queries(which).map((query) => `  ${query}`),
    '停止 Stop: Ctrl-C',
  ];
}
