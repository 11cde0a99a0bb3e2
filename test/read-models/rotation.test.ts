import { describe, expect, test } from '@jest/globals';
import type { CivilDate, PartialDate } from '../../events/dates.ts';
import type { EventId } from '../../events/values.ts';
import { type RotationPosting, rotationCycles } from '../../src/read-models/rotation.ts';

const asOf = '2024-06-30' as CivilDate;
function main(
  from: string,
  to: string | null,
  unitType: RotationPosting['unitType'],
  postKind: RotationPosting['postKind'] = 'STAFF',
): RotationPosting {
  return {
    eventId: `${unitType} ${from}` as EventId,
    kind: 'MAIN',
    unitType,
    postKind,
    frontLine: unitType !== 'COUNTY_ORGAN',
    from: from as PartialDate,
    to: to as PartialDate | null,
  };
}
const whole = [
  main('2010-01', '2013-01', 'TOWNSHIP'),
  main('2013-01', '2015-01', 'COUNTY_ORGAN'),
  main('2015-01', '2019-01', 'COUNTY_ORGAN', 'MID_LEVEL'),
  main('2019-01', '2020-01', 'TOWNSHIP', 'LEADING_POST'),
  main('2020-01', '2022-01', 'TOWNSHIP', 'LEADING_POST'),
  main('2022-01', null, 'COUNTY_ORGAN', 'LEADING_POST'),
];
const short = (cycles: ReturnType<typeof rotationCycles>) =>
  cycles.map(({ stays, stage }) => ({
    stays: stays.map((stay) => `${stay.stage} ${stay.from} ${stay.to} ${stay.months}`),
    stage,
  }));

describe('a rotation cycle', () => {
  test('goes up, through a mid-level post, down and up again', () => {
    expect(short(rotationCycles(whole, asOf))).toEqual([
      {
        stays: [
          'UP_1 2013-01 2015-01 24',
          'MID_POST 2015-01 2019-01 48',
          'DOWN 2019-01 2022-01 36',
          'UP_2 2022-01 null 29',
        ],
        stage: 'UP_2',
      },
    ]);
  });

  test('is what it was on the day asked for', () => {
    const [cycle] = rotationCycles(whole, '2019-06-30' as CivilDate);
    expect(cycle?.stage).toBe('DOWN');
    expect(cycle?.stays.at(-1)).toMatchObject({ stage: 'DOWN', to: null, months: 5 });
    expect(cycle?.stays.at(-1)?.postingIds).toEqual(['TOWNSHIP 2019-01']);
  });

  test('does not depend on the order the postings come in', () => {
    expect(rotationCycles([...whole].reverse(), asOf)).toEqual(rotationCycles(whole, asOf));
  });

  test('straight into a mid-level post has come up in no time', () => {
    const postings = [
      main('2010-01', '2013-01', 'VILLAGE'),
      main('2013-01', null, 'COUNTY_ORGAN', 'MID_LEVEL'),
    ];
    expect(short(rotationCycles(postings, asOf))).toEqual([
      { stays: ['UP_1 2013-01 2013-01 0', 'MID_POST 2013-01 null 137'], stage: 'MID_POST' },
    ]);
  });

  test('begins at the front line only, and ends with leaving', () => {
    expect(rotationCycles([main('2013-01', null, 'COUNTY_ORGAN', 'MID_LEVEL')], asOf)).toEqual([]);
    const retired = [...whole.slice(0, 2), main('2015-01', '2023-01', 'COUNTY_ORGAN', 'MID_LEVEL')];
    expect(rotationCycles(retired, asOf)[0]?.stage).toBeNull();
    const away = [...whole.slice(0, 3), main('2019-01', null, 'INSTITUTION')];
    expect(rotationCycles(away, asOf)[0]?.stage).toBeNull();
  });

  test('is followed by another when somebody goes down once more and comes up', () => {
    const again = [
      ...whole.slice(0, 5),
      main('2022-01', '2023-01', 'COUNTY_ORGAN', 'LEADING_POST'),
      main('2023-01', '2024-01', 'TOWNSHIP', 'LEADING_POST'),
      main('2024-01', null, 'COUNTY_ORGAN', 'LEADING_POST'),
    ];
    const cycles = short(rotationCycles(again, asOf));
    expect(cycles.map(({ stage }) => stage)).toEqual([null, 'MID_POST']);
    expect(cycles[0]?.stays.at(-1)).toBe('UP_2 2022-01 2023-01 12');
  });

  test('is made of main postings, not of secondments and concurrent ones', () => {
    const seconded = { ...main('2016-01', '2017-01', 'TOWNSHIP'), kind: 'SECONDED' as const };
    expect(rotationCycles([...whole, seconded], asOf)).toEqual(rotationCycles(whole, asOf));
  });
});
