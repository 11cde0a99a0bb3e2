/** Working days of the PRC by year; written by scripts/working-days.ts, never by hand. */

export type YearOfWork = {
  /** Weekdays that are holidays, `MM-DD`. */
  readonly holidays: ReadonlySet<string>;
  /** Weekend days that are worked, `MM-DD`. */
  readonly workingWeekends: ReadonlySet<string>;
};
const days = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

export const workingDayTable: ReadonlyMap<number, YearOfWork> = new Map([
  [
    2019,
    {
      holidays: days(`01-01 02-04 02-05 02-06 02-07 02-08 04-05 05-01 05-02 05-03 06-07 09-13
        10-01 10-02 10-03 10-04 10-07`),
      workingWeekends: days(`02-02 02-03 04-28 05-05 09-29 10-12`),
    },
  ],
  [
    2020,
    {
      holidays: days(`01-01 01-24 01-27 01-28 01-29 01-30 01-31 04-06 05-01 05-04 05-05 06-25
        06-26 10-01 10-02 10-05 10-06 10-07 10-08`),
      workingWeekends: days(`01-19 04-26 05-09 06-28 09-27 10-10`),
    },
  ],
  [
    2021,
    {
      holidays: days(`01-01 02-11 02-12 02-15 02-16 02-17 04-05 05-03 05-04 05-05 06-14 09-20
        09-21 10-01 10-04 10-05 10-06 10-07`),
      workingWeekends: days(`02-07 02-20 04-25 05-08 09-18 09-26 10-09`),
    },
  ],
  [
    2022,
    {
      holidays: days(`01-03 01-31 02-01 02-02 02-03 02-04 04-04 04-05 05-02 05-03 05-04 06-03
        09-12 10-03 10-04 10-05 10-06 10-07`),
      workingWeekends: days(`01-29 01-30 04-02 04-24 05-07 10-08 10-09`),
    },
  ],
  [
    2023,
    {
      holidays: days(`01-02 01-23 01-24 01-25 01-26 01-27 04-05 05-01 05-02 05-03 06-22 06-23
        09-29 10-02 10-03 10-04 10-05 10-06`),
      workingWeekends: days(`01-28 01-29 04-23 05-06 06-25 10-07 10-08`),
    },
  ],
  [
    2024,
    {
      holidays: days(`01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10
        09-16 09-17 10-01 10-02 10-03 10-04 10-07`),
      workingWeekends: days(`02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12`),
    },
  ],
  [
    2025,
    {
      holidays: days(`01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02
        10-01 10-02 10-03 10-06 10-07 10-08`),
      workingWeekends: days(`01-26 02-08 04-27 09-28 10-11`),
    },
  ],
  [
    2026,
    {
      holidays: days(`01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05
        06-19 09-25 10-01 10-02 10-05 10-06 10-07`),
      workingWeekends: days(`01-04 02-14 02-28 05-09 09-20 10-10`),
    },
  ],
]);
