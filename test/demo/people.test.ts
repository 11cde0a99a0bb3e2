import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CivilDate } from '../../events/dates.ts';
import { IdentityNumber } from '../../events/values.ts';
import { isDenied, personNames, placeNames } from '../../src/demo/names.ts';
import { identityNumber } from '../../src/demo/people.ts';
import { random } from '../../src/demo/random.ts';

test('an invented identity number is a valid one, of an area that does not exist', () => {
  const days = fc.date({
    min: new Date('1950-01-01'),
    max: new Date('2005-12-31'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(days, fc.constantFrom('MALE', 'FEMALE'), fc.nat(5_000), (birth, gender, number) => {
      const on = birth.toISOString().slice(0, 10) as CivilDate;
      const made = identityNumber('419999', on, gender, number);
      expect(IdentityNumber.safeParse(made).success).toBe(true);
      expect(made.slice(0, 14)).toBe(`419999${on.replaceAll('-', '')}`);
      expect(Number(made[16]) % 2 === 1).toBe(gender === 'MALE');
    }),
  );
});

test('names are given once, and never a denied one', () => {
  const nameOf = personNames(random('names'));
  const names = Array.from({ length: 2_000 }, (_, index) => nameOf(index % 3 ? 'MALE' : 'FEMALE'));
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter(isDenied)).toEqual([]);
  expect(['习近平', '褚姜楼', '王磊', '席靖平', '李蔷'].filter((name) => !isDenied(name))).toEqual(
    [],
  );
  expect(isDenied('白晓艳')).toBe(false);
});

test('no two places have one name', () => {
  const placeOf = placeNames(random('places'));
  const places = Array.from({ length: 200 }, placeOf);
  expect(new Set(places).size).toBe(places.length);
});
