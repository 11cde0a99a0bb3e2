import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CivilDate, PartialDate } from '../../events/dates.ts';
import {
  monthsAtLevel,
  monthsOfService,
  type Service,
  timeAtLevel,
  timeInPresentPost,
} from '../../src/read-models/tenure.ts';

const asOf = '2024-06-30' as CivilDate;
const six = 6;
function service(from: string, to: string | null, change: Partial<Service> = {}): Service {
  return {
    from: from as PartialDate,
    to: to as PartialDate | null,
    kind: 'MAIN',
    grassroots: true,
    frontLine: true,
    level: 'NONE',
    postId: null,
    organizationId: 'somewhere',
    title: '科员',
    ...change,
  };
}

describe('months of service', () => {
  test('run from the month of the start to the month before the end', () => {
    expect(monthsOfService([service('2019-03', '2021-03')], 'grassroots', asOf, six)).toBe(24);
    expect(monthsOfService([service('2019-03-31', '2019-04-01')], 'grassroots', asOf, six)).toBe(1);
    expect(monthsOfService([service('2019', '2020')], 'grassroots', asOf, six)).toBe(12);
  });

  test('of an open posting run to the day asked for, and not beyond a later end', () => {
    expect(monthsOfService([service('2024-01', null)], 'grassroots', asOf, six)).toBe(5);
    const early = '2020-01-15' as CivilDate;
    expect(monthsOfService([service('2019-01', '2022-01')], 'grassroots', early, six)).toBe(12);
    expect(monthsOfService([service('2021-01', null)], 'grassroots', early, six)).toBe(0);
  });

  test('count what overlaps once', () => {
    const village = service('2018-01', '2020-01');
    const concurrent = service('2019-01', '2021-01', { kind: 'CONCURRENT' });
    expect(monthsOfService([village, concurrent], 'frontLine', asOf, six)).toBe(36);
  });

  test('keep the two markers apart', () => {
    const organ = service('2018-01', '2020-01', { frontLine: false });
    const other = service('2020-01', '2021-01', { grassroots: false, frontLine: false });
    expect(monthsOfService([organ, other], 'grassroots', asOf, six)).toBe(24);
    expect(monthsOfService([organ, other], 'frontLine', asOf, six)).toBe(0);
  });

  test.each(['SECONDED', 'LOANED'] as const)('%s counts from six months on end', (kind) => {
    const five = service('2020-01', '2020-06', { kind });
    const more = service('2020-06', '2020-07', { kind });
    expect(monthsOfService([five], 'grassroots', asOf, six)).toBe(0);
    expect(monthsOfService([five, more], 'grassroots', asOf, six)).toBe(6);
    expect(monthsOfService([five], 'grassroots', asOf, 5)).toBe(5);
  });

  test('a short secondment does not take away what the main posting counts', () => {
    const main = service('2020-01', '2021-01');
    const short = service('2020-03', '2020-05', { kind: 'SECONDED' });
    expect(monthsOfService([main, short], 'grassroots', asOf, six)).toBe(12);
  });

  test('equal a count of the months one by one, in whatever order the postings come', () => {
    const month = fc.integer({ min: 0, max: 80 });
    const span = fc.tuple(month, month).map(([one, other]) => [one, one + (other % 20)] as const);
    const name = (months: number) =>
      `${2017 + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), (spans) => {
        const services = spans.map(([from, to]) => service(name(from), name(to)));
        const held = Array.from({ length: 120 }, (_, at) =>
          spans.some(([from, to]) => from <= at && at < to),
        );
        const expected = held.filter((is, at) => is && name(at) < '2024-06').length;
        expect(monthsOfService(services, 'grassroots', asOf, six)).toBe(expected);
        expect(monthsOfService([...services].reverse(), 'grassroots', asOf, six)).toBe(expected);
      }),
    );
  });
});

describe('time in the present post and at its level', () => {
  const deputy = { level: 'TOWNSHIP_DEPUTY', postId: 'one' } as const;
  const other = { level: 'TOWNSHIP_DEPUTY', postId: 'two' } as const;

  test('run back over postings that join', () => {
    const services = [
      service('2015-03', '2018-03', other),
      service('2018-03', '2021-04', deputy),
      service('2021-04', null, deputy),
    ];
    expect(timeInPresentPost(services, asOf)).toEqual({ since: '2018-03', months: 75 });
    expect(timeAtLevel(services, asOf)).toEqual({
      level: 'TOWNSHIP_DEPUTY',
      since: '2015-03',
      months: 111,
    });
  });

  test('stop at a break, which the sum at the level leaves out', () => {
    const services = [service('2015-01', '2016-01', deputy), service('2017-01', null, deputy)];
    expect(timeInPresentPost(services, asOf)).toEqual({ since: '2017-01', months: 89 });
    expect(monthsAtLevel(services, 'TOWNSHIP_DEPUTY', asOf)).toBe(12 + 89);
  });

  test('are of a day: before the start and after the end there is none', () => {
    const services = [service('2020-01', '2022-01', deputy)];
    expect(timeInPresentPost(services, '2021-01-01' as CivilDate)?.months).toBe(12);
    expect(timeInPresentPost(services, asOf)).toBeNull();
    expect(timeAtLevel(services, '2019-12-31' as CivilDate)).toBeNull();
  });

  test('of a posting without a post go by unit and title', () => {
    const services = [
      service('2018-01', '2020-01', { title: '村委会主任' }),
      service('2020-01', '2021-01', { title: '村党支部书记' }),
      service('2021-01', null, { title: '村党支部书记' }),
    ];
    expect(timeInPresentPost(services, asOf)?.since).toBe('2020-01');
  });
});
