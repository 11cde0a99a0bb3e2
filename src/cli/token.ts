import { z } from 'zod';
import { CadreId, CountyCode } from '../../events/values.ts';
import { CannotStart } from '../server/cannot-start.ts';
import { developmentToken } from '../server/development-key.ts';
import { readSettings } from '../server/settings.ts';
import type { Command } from './command.ts';

const daysMax = 366;
const Options = z.object({
  role: z.array(z.string().regex(/^[A-Z][A-Z_]{1,59}$/, 'must be in capitals, as ORG_OFFICER')),
  subject: z.string().min(1).max(200).default('developer'),
  name: z.string().min(1).max(200).optional(),
  county: z.array(CountyCode).optional(),
  cadre: CadreId.optional(),
  days: z
    .string()
    .default('30')
    .refine((days) => /^\d+$/.test(days) && Number(days) >= 1 && Number(days) <= daysMax, {
      error: `must be a whole number from 1 to ${daysMax}`,
    })
    .transform(Number),
});

export const token: Command = {
  name: 'token',
  describe: 'Signs a development token; refused once CADRE_LEDGER_JWKS is set',
  options: [
    { flags: '--role <role...>', describe: 'what the bearer is, as ORG_OFFICER', required: true },
    { flags: '--subject <subject>', describe: 'who the bearer is (developer)' },
    { flags: '--name <name>', describe: "the bearer's name" },
    { flags: '--county <code...>', describe: 'the counties the token is for (all)' },
    { flags: '--cadre <id>', describe: 'the cadre the bearer is' },
    { flags: '--days <n>', describe: `how long it holds, at most ${daysMax} (30)` },
  ],
  run: async (given, { environment, print }) => {
    const options = Options.safeParse(given);
    if (!options.success) {
      const [issue] = options.error.issues;
      throw new CannotStart(`--${String(issue?.path[0])} ${issue?.message ?? 'is wrong'}.`);
    }
    const { role, county, cadre, subject, name, days } = options.data;
    const { settings } = readSettings(environment);
    print(
      await developmentToken(settings, {
        ...{ subject, roles: role, days },
        ...{ name: name ?? null, counties: county ?? null, cadreId: cadre ?? null },
      }),
    );
  },
};
