import { type Day, dayFrom, dayOfMonth, monthOf, yearOf } from './day.ts';
import { cutDays, type Period, type Reporting } from './period.ts';

/** All days of a month-part; `part` is its first. */
export function monthPartSpan(part: Day, reporting: Reporting): Period {
  const next = cutDays(reporting).find((cut) => cut > dayOfMonth(part));
  const [year, month] = [yearOf(part), monthOf(part)];
  return { from: part, to: next === undefined ? dayFrom(year, month + 1, 0) : dayFrom(year, month, next - 1) };
}
