/**
 * 工作日: working days of the PRC, with the weekends moved by the yearly notices. In a year without
 * a table Monday to Friday count, and whoever asks is told so.
 */
import { addDays, type CivilDate, yearOf } from '../../../events/dates.ts';
import type { Finding } from '../../../events/define.ts';
import { finding } from '../command.ts';
import { workingDayTable } from './working-day-table.ts';

/** Working days one period may have; longer periods are counted in months. */
const workingDaysMax = 250;

export function isWorkingDay(day: CivilDate): boolean {
  const table = workingDayTable.get(yearOf(day));
  const monthDay = day.slice(5);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6
    ? (table?.workingWeekends.has(monthDay) ?? false)
    : !(table?.holidays.has(monthDay) ?? false);
}

/**
 * The day the period of `count` working days from `start` ends on, the start counted when it is a
 * working day. `advisories` name the years without a table. Throws when count is not 1 to 250.
 */
export function workingDaysFrom(
  start: CivilDate,
  count: number,
): { readonly lastDay: CivilDate; readonly advisories: readonly Finding[] } {
  if (!Number.isInteger(count) || count < 1 || count > workingDaysMax) {
    throw new Error(`a period of ${count} working days is not 1 to ${workingDaysMax}`);
  }
  let lastDay = start;
  let left = isWorkingDay(start) ? count - 1 : count;
  while (left > 0) {
    lastDay = addDays(lastDay, 1);
    if (isWorkingDay(lastDay)) left -= 1;
  }
  const years = [...new Set([yearOf(start), yearOf(lastDay)])];
  return {
    lastDay,
    advisories: years
      .filter((year) => !workingDayTable.has(year))
      .map((year) => finding('WorkingDaysUnpublished', { year })),
  };
}
