import { type Day, daysBetween } from '../../../domain/day.ts';

/** Days of a series, both ends included; 1 where there is no later day. */
export const daysOfSeries = (date: string, endDate: string): number =>
  endDate > date && date !== '' ? daysBetween(date as Day, endDate as Day) + 1 : 1;

/** How often a day, where the total is the same on every day; otherwise not known. */
export function perDayOf(total: number | undefined | null, days: number): number | undefined {
  if (total === undefined || total === null || total === 0 || days < 2) return undefined;
  return total % days === 0 ? total / days : undefined;
}

/**
 * The total after the days have changed: what was so often a day stays so. A total typed for a single day is left
 * alone, since it may already be that of the whole series.
 */
export function totalForDays(total: number | undefined | null, before: number, after: number): number | undefined {
  const perDay = perDayOf(total, before);
  return perDay === undefined || after < 2 ? undefined : perDay * after;
}
