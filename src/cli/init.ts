import { z } from 'zod';
import { PartialDate } from '../../events/dates.ts';
import { CountyCode, Name } from '../../events/values.ts';
import { OpenCounty } from '../domain/county.ts';
import { sentenceOf } from '../domain/sentences/index.ts';
import { CannotStart } from '../server/cannot-start.ts';
import { openFolder } from '../server/open-folder.ts';
import { readSettings } from '../server/settings.ts';
import type { Command } from './command.ts';
import { shownJournal } from './shown-journal.ts';

/** Before anybody who could be in a ledger began to work: the county's history can be entered. */
const alwaysThere = '1949-10-01' as PartialDate;
const Options = z.object({
  county: CountyCode,
  name: Name,
  since: PartialDate.default(alwaysThere),
});

export const init: Command = {
  name: 'init',
  describe:
    'Opens a county in the ledger of the data folder, and makes the ledger if there is none',
  options: [
    { flags: '--county <code>', describe: 'its code, six digits (GB/T 2260)', required: true },
    { flags: '--name <name>', describe: 'its name', required: true },
    {
      flags: '--since <date>',
      describe: `since when it exists, no fact of it can be earlier (${alwaysThere})`,
    },
  ],
  run: async (given, { environment, print }) => {
    const options = Options.safeParse(given);
    if (!options.success) {
      const [issue] = options.error.issues;
      throw new CannotStart(`--${String(issue?.path[0])} ${issue?.message}.`);
    }
    const { county, name, since } = options.data;
    const { settings } = readSettings(environment);
    const { application } = await openFolder(settings, {
      ...{ demo: false, create: true, journal: shownJournal(print) },
    });
    try {
      const outcome = await application.handle({
        definition: OpenCounty,
        input: { name },
        record: { commandId: null, dryRun: false, effectiveOn: since, basis: null, reason: null },
        county,
        actor: { subject: 'command-line', cadreId: null },
        correlationId: 'init',
        traceparent: null,
      });
      if (outcome.kind === 'refused') {
        throw new CannotStart(outcome.refusals.map((one) => sentenceOf(one).en).join('\n'));
      }
      print(
        outcome.kind === 'unchanged'
          ? `County ${county} (${name}) is open already in ${settings.dataFolder}.`
          : `County ${county} (${name}) is open in ${settings.dataFolder}. Serve it: npm start.`,
      );
    } finally {
      await application.close();
    }
  },
};
