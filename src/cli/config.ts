import { readSettings } from '../server/settings.ts';
import type { Command } from './command.ts';

export const config: Command = {
  name: 'config',
  describe: 'Prints every setting with its value, where it comes from, and what it means',
  run: async (_, { environment, print }) => {
    const { shown, unknown } = readSettings(environment);
    for (const { name, value, source, meaning } of shown) {
      print(`${name}=${value}  (${source})`);
      print(`    ${meaning.en} · ${meaning.zh}`);
    }
    for (const name of unknown) print(`${name} is set, but no setting has this name.`);
  },
};
