import type { CountyCode } from '../../events/values.ts';
import type { Application } from '../application/index.ts';
import { type Observer, relayed } from '../application/observe.ts';
import { demoPlan } from '../demo/demo-plan.ts';
import { demoClock, loadDemo } from '../demo/load.ts';
import { historyEndsOn } from '../demo/plan.ts';
import { demoCounty } from '../demo/units.ts';
import { closeOnSignal } from '../server/close-on-signal.ts';
import { openLog } from '../server/logging.ts';
import { type OpenApplication, serve, served } from '../server/main.ts';
import { openFolder } from '../server/open-folder.ts';
import { readSettings, type Settings } from '../server/settings.ts';
import type { Command, Surroundings } from './command.ts';
import { figureLines } from './figures.ts';
import { progress } from './progress.ts';

export const demo: Command = {
  name: 'demo',
  describe: 'Loads a fictional county, prints its figures, and serves it',
  options: [{ flags: '--load-only', describe: 'load and print, without serving' }],
  run: async (given, { environment, print }) => {
    const { settings } = readSettings(environment);
    const relay = relayed();
    const application = await openDemo(settings, print, relay.observer);
    if (given.loadOnly === true) {
      await application.close();
      return;
    }
    const logger = openLog(environment.CADRE_LEDGER_LOG_LEVEL ? settings.logLevel : 'warn');
    const open: OpenApplication = (_settings, _logger, observer) => {
      relay.to(observer);
      return served(application, true);
    };
    const { url, metricsUrl, close } = await serve({ settings, logger, open });
    closeOnSignal(close, logger);
    if (metricsUrl !== null) print(`指标 Metrics ${metricsUrl}`);
    for (const line of whatNext(url)) print(line);
  },
};

/** The demo's ledger with all of its history, loaded as far as it was not, and its figures printed. */
async function openDemo(
  settings: Settings,
  print: Surroundings['print'],
  observer: Observer,
): Promise<Application> {
  const clock = demoClock();
  const options = { demo: true, create: true, clock, observer };
  const { application } = await openFolder(settings, options);
  try {
    const onProgress = progress(process.stderr, '载入演示县 Loading the demo county');
    const { loaded } = await loadDemo({ application, clock, steps: demoPlan(), onProgress });
    if (loaded === 0)
      print(`演示县已在 ${settings.dataFolder} · The demo county is there already.`);
    const county = demoCounty.code as CountyCode;
    print(`\n${demoCounty.name} · all people, units and facts are fictional`);
    for (const line of await figureLines(application, county, historyEndsOn, null)) print(line);
    return application;
  } catch (error) {
    await application.close();
    throw error;
  }
}

/** Queries that fit on a line, for GraphiQL or curl. */
const queries = [
  `{ grassrootsReport(asOf: "${historyEndsOn}") { figures { code value articleValue satisfied } } }`,
  figureQuery('asOf: "2023-12-31", knownAt: "2024-01-01T00:00:00.000Z"', 'value'),
  figureQuery(
    `asOf: "${historyEndsOn}"`,
    'items(first: 3) { totalCount breakdown(by: [YEAR, CHANNEL]) { values count } }',
  ),
];

function figureQuery(moment: string, fields: string): string {
  const codes = 'codes: ["SELECTED_FROM_GRASSROOTS"]';
  return `{ grassrootsReport(${moment}) { figures(${codes}) { ${fields} } } }`;
}

function whatNext(url: string): readonly string[] {
  return [
    '',
    `GraphQL ${url}/graphql · GraphiQL: open the same address in a browser · 在浏览器中打开同一地址`,
    '试一试 Try:',
    ...queries.map((query) => `  ${query}`),
    '停止 Stop: Ctrl-C',
  ];
}
