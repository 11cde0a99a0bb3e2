import { expect, test } from '@jest/globals';
import { buildSchema } from '../../schema/index.ts';
import { commands } from '../../src/domain/index.ts';

test('every command is a mutation, and every mutation a command', async () => {
  const mutations = Object.keys((await buildSchema()).getMutationType()?.getFields() ?? {});
  const named = commands.map(({ name }) => `${name[0]?.toLowerCase()}${name.slice(1)}`);
  expect(mutations.sort()).toEqual(named.sort());
});
