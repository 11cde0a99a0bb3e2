import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readsAtOnce } from '../../src/stores/sqlite/reads-at-once.ts';

let database = new DatabaseSync(':memory:');
beforeEach(() => {
  database = new DatabaseSync(':memory:');
});
afterEach(() => database.close());

test('reads at once are in one transaction, which ends with them', () => {
  expect(readsAtOnce(database)(() => database.isTransaction)).toBe(true);
  expect(database.isTransaction).toBe(false);
});

test('a read that throws leaves no transaction open and is heard of', () => {
  const read = () => database.prepare('SELECT * FROM nowhere').all();
  expect(() => readsAtOnce(database)(read)).toThrow('no such table: nowhere');
  expect(database.isTransaction).toBe(false);
});

test('a transaction that is open already is read in, and stays open', () => {
  database.exec('BEGIN; CREATE TABLE made (id INTEGER)');
  expect(readsAtOnce(database)(() => database.prepare('SELECT * FROM made').all())).toEqual([]);
  expect(database.isTransaction).toBe(true);
});
