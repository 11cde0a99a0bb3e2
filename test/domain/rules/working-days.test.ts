import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type CivilDate } from '../../../events/dates.ts';
import { workingDayTable as published } from '../../../scripts/working-days.ts';
import { workingDayTable } from '../../../src/domain/rules/working-day-table.ts';
import { isWorkingDay, workingDaysFrom } from '../../../src/domain/rules/working-days.ts';

const day = (text: string) => text as CivilDate;

/** domain.md, Appendix A: two independent sources agree on these days. */
const appendix: Record<number, { holidays: string; workingWeekends: string }> = {
  2019: {
    holidays: '01-01 02-04..08 04-05 05-01..03 06-07 09-13 10-01..04 10-07',
    workingWeekends: '02-02 02-03 04-28 05-05 09-29 10-12',
  },
  2020: {
    holidays: '01-01 01-24 01-27..31 04-06 05-01 05-04 05-05 06-25 06-26 10-01 10-02 10-05..08',
    workingWeekends: '01-19 04-26 05-09 06-28 09-27 10-10',
  },
  2021: {
    holidays: '01-01 02-11 02-12 02-15..17 04-05 05-03..05 06-14 09-20 09-21 10-01 10-04..07',
    workingWeekends: '02-07 02-20 04-25 05-08 09-18 09-26 10-09',
  },
  2022: {
    holidays: '01-03 01-31..31 02-01..04 04-04 04-05 05-02..04 06-03 09-12 10-03..07',
    workingWeekends: '01-29 01-30 04-02 04-24 05-07 10-08 10-09',
  },
  2023: {
    holidays: '01-02 01-23..27 04-05 05-01..03 06-22 06-23 09-29 10-02..06',
    workingWeekends: '01-28 01-29 04-23 05-06 06-25 10-07 10-08',
  },
  2024: {
    holidays: '01-01 02-12..16 04-04 04-05 05-01..03 06-10 09-16 09-17 10-01..04 10-07',
    workingWeekends: '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  },
  2025: {
    holidays: '01-01 01-28..31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01..03 10-06..08',
    workingWeekends: '01-26 02-08 04-27 09-28 10-11',
  },
  2026: {
    holidays:
      '01-01 01-02 02-16..20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05..07',
    workingWeekends: '01-04 02-14 02-28 05-09 09-20 10-10',
  },
};

/** `02-04..08` → the five days. */
function days(words: string): string[] {
  return words.split(' ').flatMap((word) => {
    const [from = '', last] = word.split('..');
    const first = Number(from.slice(3));
    return Array.from(
      { length: Number(last ?? first) - first + 1 },
      (_, index) => `${from.slice(0, 3)}${String(first + index).padStart(2, '0')}`,
    );
  });
}

describe('working days', () => {
  test('the table has the holidays and worked weekends of 2019 to 2026', () => {
    expect([...workingDayTable.keys()]).toEqual(Object.keys(appendix).map(Number));
    for (const [year, { holidays, workingWeekends }] of Object.entries(appendix)) {
      const table = workingDayTable.get(Number(year));
      expect([year, ...(table?.holidays ?? [])]).toEqual([year, ...days(holidays)]);
      expect([year, ...(table?.workingWeekends ?? [])]).toEqual([year, ...days(workingWeekends)]);
    }
  });

  test('the table is what the published notices say', () => {
    const committed = [...workingDayTable].map(([year, { holidays, workingWeekends }]) => [
      String(year),
      { holidays: [...holidays], workingWeekends: [...workingWeekends] },
    ]);
    expect(committed).toEqual(Object.entries(published()));
  });

  test('a notice of five working days from a Monday ends on the Friday', () => {
    expect(workingDaysFrom(day('2024-07-01'), 5).lastDay).toBe('2024-07-05');
  });

  test('a notice before the National Day holiday ends after it, on a worked Sunday', () => {
    expect(workingDaysFrom(day('2023-09-26'), 5).lastDay).toBe('2023-10-08');
  });

  test('a notice before Labour Day counts the Saturday that is worked', () => {
    expect(workingDaysFrom(day('2022-04-29'), 5).lastDay).toBe('2022-05-09');
  });

  test('a start on a holiday is not counted', () => {
    expect(workingDaysFrom(day('2023-10-01'), 1).lastDay).toBe('2023-10-07');
  });

  test('a year without a table counts Monday to Friday and says so', () => {
    expect(isWorkingDay(day('2030-10-01'))).toBe(true);
    const { lastDay, advisories } = workingDaysFrom(day('2026-12-30'), 3);
    expect(lastDay).toBe('2027-01-01');
    expect(advisories.map(({ code, params }) => [code, params.year])).toEqual([
      ['WorkingDaysUnpublished', 2027],
    ]);
    expect(workingDaysFrom(day('2024-07-01'), 5).advisories).toEqual([]);
  });

  test('a period ends on a working day and holds exactly as many as were asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2900 }),
        fc.integer({ min: 1, max: 30 }),
        (at, count) => {
          const start = addDays(day('2019-01-01'), at);
          const { lastDay } = workingDaysFrom(start, count);
          let counted = 0;
          for (let on = start; on <= lastDay; on = addDays(on, 1))
            counted += isWorkingDay(on) ? 1 : 0;
          expect(isWorkingDay(lastDay)).toBe(true);
          expect(counted).toBe(count);
        },
      ),
    );
  });

  test('no period has less than one working day', () => {
    expect(() => workingDaysFrom(day('2024-07-01'), 0)).toThrow('1 to 250');
  });
});
