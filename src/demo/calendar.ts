/** The office's simulated time: working days, and the moment a fact of a day gets recorded. */
import {
  addDays,
  type CivilDate,
  dayInShanghai,
  type Instant,
  instant,
  type PartialDate,
} from '../../events/dates.ts';
import { isWorkingDay } from '../domain/rules/working-days.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** 08:30 and 17:30 in Asia/Shanghai (UTC+8), from midnight UTC. */
const opensAtMs = 0.5 * hourMs;
const closesAtMs = 9.5 * hourMs;

/** A day as the demo writes it. */
export const day = (text: string) => text as CivilDate;
/** A business date known to the month or the year. */
export const partial = (text: string) => text as PartialDate;

/** The day itself, or the next on which the office works. */
export function workingDay(on: CivilDate): CivilDate {
  return isWorkingDay(on) ? on : workingDay(addDays(on, 1));
}

/** So many working days later. */
export function workingDaysLater(on: CivilDate, count: number): CivilDate {
  const next = workingDay(addDays(on, 1));
  return count <= 1 ? next : workingDaysLater(next, count - 1);
}

/** The number of a document issued on a day: they rise through the year, a new one every third day. */
export function documentNumberOn(on: CivilDate): number {
  const dayOfYear = (Date.parse(on) - Date.parse(`${on.slice(0, 4)}-01-01`)) / (24 * hourMs);
  return 1 + Math.floor(dayOfYear / 3);
}

/** A moment of a working day, `minutes` after the office opens. */
export function momentOn(on: CivilDate, minutes: number): Instant {
  return instant(Date.parse(`${on}T00:00:00Z`) + opensAtMs + minutes * minuteMs);
}

/** The moment `seconds` later, never outside the office's hours. */
export function officeTime(at: Instant, seconds: number): Instant {
  const later = instant(Date.parse(at) + seconds * 1_000);
  const on = dayInShanghai(later);
  const closes = Date.parse(`${on}T00:00:00Z`) + closesAtMs;
  return Date.parse(later) < closes ? later : momentOn(workingDaysLater(on, 1), 0);
}
