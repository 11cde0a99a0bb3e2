import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CountyCode } from '../../events/values.ts';
import { toGlobalId } from '../../schema/toolkit/global-id.ts';
import { OpenReserveRound } from '../../src/domain/reserve-round.ts';
import { type LedgerUnderTest, ledgerUnderTest } from '../ledger-under-test.ts';
import { idOf } from '../scenario.ts';
import { asking } from './asking.ts';

const person = {
  identityNumber: '419999190001010020',
  name: '某甲',
  gender: 'FEMALE',
  birth: '1900-01',
  ethnicity: '01',
  openingBalance: false,
};
const register = `mutation ($input: RegisterPersonInput!, $record: RecordInput) {
  registerPerson(input: $input, record: $record) {
    __typename
    ... on CommandRefused { refusals { code } }
  }
}`;

let under: LedgerUnderTest;
let officer: ReturnType<typeof asking>;
let headBefore: number;
beforeAll(async () => {
  under = await ledgerUnderTest('memory');
  officer = asking(() => under.application());
  headBefore = await under.ledger().head();
});
afterAll(() => under.close());

describe('malformed input', () => {
  test.each([
    ['a wrong check character', { identityNumber: '419999190001010021' }, 'input.identityNumber'],
    ['a birth that never was', { identityNumber: '41999919000229001X' }, 'input.identityNumber'],
    ['control characters', { name: '某\u0007甲' }, 'input.name'],
    ['a name nobody can see', { name: '\u200b' }, 'input.name'],
    ['a name written backwards', { name: '某\u202e甲' }, 'input.name'],
    ['a line break in a name', { name: '某\n甲' }, 'input.name'],
    ['an over-long name', { name: '某'.repeat(61) }, 'input.name'],
    ['blanks around a name', { name: ' 某甲' }, 'input.name'],
    ['an unknown ethnicity', { ethnicity: '77' }, 'input.ethnicity'],
  ])('with %s names the field and nothing of its value', async (_what, wrong, path) => {
    const { errors } = await officer.ask(register, { input: { ...person, ...wrong } });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ code: 'BAD_USER_INPUT', inputPath: path });
    expect(errors[0]?.message).not.toMatch(/419999|某/);
  });

  test('names every field that is wrong, the first by its path', async () => {
    const wrong = { identityNumber: '419999190001010021', ethnicity: '77' };
    const { errors } = await officer.ask(register, { input: { ...person, ...wrong } });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ inputPath: 'input.identityNumber' });
    expect(errors[0]?.message).toMatch(/^input\.identityNumber: .*; input\.ethnicity: /);
  });

  test.each([
    ['a date that does not exist', { ...person, birth: '1985-02-30' }, /input\.birth.*no date/],
    ['an unknown field', { ...person, height: 180 }, /"height" is not defined/],
    ['an unknown enum value', { ...person, gender: 'X' }, /input\.gender.*does not exist/],
    ['a missing field', { ...person, name: undefined }, /"name" of required type/],
    ['a number where text goes', { ...person, name: 7 }, /input\.name.*String cannot represent/],
  ])('with %s is refused before anything runs', async (_what, input, message) => {
    const { data, errors } = await officer.ask(register, { input });
    expect(data).toBeNull();
    expect(errors[0]?.message).toMatch(message);
  });

  test('with an id of another type says which type goes there', async () => {
    const id = toGlobalId('Cadre', idOf('somebody'));
    const { errors } = await officer.ask(
      `mutation { closeReserveRound(input: { roundId: "${id}" }) { __typename } }`,
    );
    expect(errors[0]).toMatchObject({ code: 'BAD_USER_INPUT', inputPath: 'input.roundId' });
    expect(errors[0]?.message).toContain('a ReserveRound id goes here');
  });

  test('with a command id that is none names it', async () => {
    const { errors } = await officer.ask(register, { input: person, record: { commandId: '7' } });
    expect(errors[0]).toMatchObject({ code: 'BAD_USER_INPUT', inputPath: 'record.commandId' });
  });

  test('a cursor that was made up is refused', async () => {
    const forged = Buffer.from('["x",5]').toString('base64url');
    const { errors } = await officer.ask(`{ cadres(first: 1, after: "${forged}") { totalCount } }`);
    expect(errors[0]).toMatchObject({ code: 'BAD_USER_INPUT', inputPath: 'after' });
  });

  test.each([0, 201, -1])('a page of %i is refused', async (first) => {
    const { errors } = await officer.ask(`{ cadres(first: ${first}) { totalCount } }`);
    expect(errors[0]).toMatchObject({ code: 'BAD_USER_INPUT', inputPath: 'first' });
  });

  test('a cursor of another list is refused', async () => {
    const { errors } = await officer.ask('{ cadres(first: 1, after: "bm9uZQ") { totalCount } }');
    expect(errors[0]).toMatchObject({ code: 'BAD_USER_INPUT', inputPath: 'after' });
  });

  test('nothing of it was recorded', async () => {
    expect(await under.ledger().head()).toBe(headBefore);
  });
});

describe('input that makes no sense', () => {
  test('an unknown round is a refusal', async () => {
    const roundId = toGlobalId('ReserveRound', idOf('no round'));
    const { data } = await officer.ask(
      `mutation { closeReserveRound(input: { roundId: "${roundId}" }) {
        ... on CommandRefused { refusals { code sentence { zh en } } } } }`,
    );
    expect(data).toMatchObject({
      closeReserveRound: {
        refusals: expect.arrayContaining([
          {
            code: 'ReserveRoundUnknown',
            sentence: { zh: '本县没有这个推荐轮次。', en: 'This county has no such round.' },
          },
        ]),
      },
    });
  });

  test('a fact of next year is a refusal', async () => {
    const { data } = await officer.ask(register, {
      input: person,
      record: { effectiveOn: '2025-01' },
    });
    expect(data?.registerPerson).toEqual({
      __typename: 'CommandRefused',
      refusals: [{ code: 'EffectiveInFuture' }],
    });
  });

  test('a county that is not the asker’s is unknown to them', async () => {
    const stranger = asking(() => under.application(), { counties: ['419997' as CountyCode] });
    const { errors } = await stranger.ask('{ cadres(county: "419998", first: 1) { totalCount } }');
    expect(errors[0]).toMatchObject({ code: 'COUNTY_UNKNOWN' });
  });

  test('another county’s round is not there for a stranger', async () => {
    const [opened] = await under.record(OpenReserveRound, { year: 2024, title: '推荐' });
    const id = toGlobalId('ReserveRound', String(opened?.data.roundId));
    const stranger = asking(() => under.application(), { counties: ['419997' as CountyCode] });
    expect((await stranger.ask(`{ node(id: "${id}") { id } }`)).data).toEqual({ node: null });
    expect((await officer.ask(`{ node(id: "${id}") { id } }`)).data).toEqual({ node: { id } });
  });

  test('a command id that another command used is an error', async () => {
    const commandId = idOf('reused');
    const send = (name: string) =>
      officer.ask(register, { input: { ...person, name }, record: { commandId } });
    expect((await send('某甲')).data?.registerPerson).toMatchObject({
      __typename: 'RegisterPersonRecorded',
    });
    expect((await send('某乙')).errors[0]).toMatchObject({ code: 'COMMAND_ID_REUSED' });
    expect((await send('某甲')).data?.registerPerson).toMatchObject({
      __typename: 'RegisterPersonRecorded',
    });
  });
});
