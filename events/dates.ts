/**
 * Calendar arithmetic of the ledger. A business date is a date in Asia/Shanghai whatever the time
 * zone of the machine, with the precision it is known to; nothing here reads a clock.
 */
import { z } from 'zod';

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const partialPattern = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const yearMin = 1900;
const yearMax = 2199;

/** A day of the calendar: `2019-03-15`. */
export const CivilDate = z
  .string()
  .refine((text) => dayPattern.test(text) && exists(text), {
    error: 'is no day of the calendar; write YYYY-MM-DD, years 1900 to 2199',
  })
  // A day is a date of full precision: it may stand wherever a PartialDate may.
  .brand<'PartialDate'>()
  .brand<'CivilDate'>()
  .meta({ id: 'CivilDate', scalar: 'Date' });
export type CivilDate = z.infer<typeof CivilDate>;

/** A business date with the precision it is known to: `2019`, `2019-03` or `2019-03-15`. */
export const PartialDate = z
  .string()
  .refine((text) => partialPattern.test(text) && exists(text), {
    error: 'is no date; write YYYY, YYYY-MM or YYYY-MM-DD, years 1900 to 2199',
  })
  .brand<'PartialDate'>()
  .meta({ id: 'PartialDate', scalar: 'PartialDate' });
export type PartialDate = z.infer<typeof PartialDate>;

/** A moment in UTC, always with milliseconds: `2024-06-30T08:00:00.000Z`. */
export const Instant = z
  .string()
  .refine((text) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text) && isMoment(text), {
    error: 'is no moment; write YYYY-MM-DDTHH:MM:SS.mmmZ',
  })
  .brand<'Instant'>()
  .meta({ id: 'Instant', scalar: 'DateTime' });
export type Instant = z.infer<typeof Instant>;

/** The end of an interval that has none: later than every date a ledger can hold. */
export const endOfTime = '9999-12-31' as CivilDate;

/** The day a date counts as for filters, order and intervals: its first. */
export function firstDay(date: PartialDate): CivilDate;
export function firstDay(date: PartialDate | null): CivilDate | null;
export function firstDay(date: PartialDate | null): CivilDate | null {
  if (date === null) return null;
  return (date + '-01-01'.slice(date.length === 4 ? 0 : date.length === 7 ? 3 : 6)) as CivilDate;
}

/** The last day the date may mean: `2019` → `2019-12-31`. */
export function lastDay(date: PartialDate | CivilDate): CivilDate {
  if (date.length === 10) return date as CivilDate;
  const [year = 0, month = 12] = date.split('-').map(Number);
  return civil(Date.UTC(year, month, 0));
}

/** The later of a start and an end that is known less precisely than it: an interval has no negative length. */
export function clampToStart(start: PartialDate, end: PartialDate): CivilDate {
  return firstDay(end) < firstDay(start) ? firstDay(start) : firstDay(end);
}

/** `date` moved by whole months; the day is kept where the month has it, else the month's last. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return civil(Date.UTC(year, month - 1 + months, Math.min(day, last)));
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return civil(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
}

/** Whole months from the month of `from` to the month before `to`'s (domain.md §2.3). */
export function monthsBetween(from: PartialDate | CivilDate, to: PartialDate | CivilDate): number {
  const count = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
  return Math.max(0, count(firstDay(to)) - count(firstDay(from)));
}

/** Full years of age on a day; of a birth known to the month only, counted from the month's first day. */
export function ageOn(birth: PartialDate, on: CivilDate): number {
  const born = firstDay(birth);
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4));
  return on.slice(5) < born.slice(5) ? years - 1 : years;
}

/** A date of which no more is known than its year. */
export function wholeYear(year: number): PartialDate {
  return `${year}` as PartialDate;
}

export function yearOf(date: PartialDate | CivilDate): number {
  return Number(date.slice(0, 4));
}

/** The day a moment falls on in Asia/Shanghai (UTC+8, no daylight saving since 1991). */
export function dayInShanghai(instant: Instant): CivilDate {
  return civil(Date.parse(instant) + 8 * 3_600_000);
}

export function instant(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString() as Instant;
}

function civil(milliseconds: number): CivilDate {
  return new Date(milliseconds).toISOString().slice(0, 10) as CivilDate;
}

function exists(text: string): boolean {
  const [year, month, day] = [text.slice(0, 4), text.slice(5, 7), text.slice(8)].map(Number);
  if (year === undefined || year < yearMin || year > yearMax) return false;
  if (month === undefined || text.length === 4) return true;
  if (month < 1 || month > 12) return false;
  return day === undefined || text.length === 7 || (day >= 1 && day <= daysIn(year, month));
}

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2) return isLeap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isMoment(text: string): boolean {
  return !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text;
}
