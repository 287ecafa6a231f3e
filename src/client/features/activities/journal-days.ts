import { addDays, type Day, daysBetween } from '../../../domain/day.ts';
import type { ActivityRow } from '../../store/db.ts';

/** The entries of one day. */
export interface JournalDay {
  readonly id: Day;
  readonly rows: readonly ActivityRow[];
}

/** Rows come newest day first; each day begins where the day of the row changes. */
export function groupByDay(rows: readonly ActivityRow[]): JournalDay[] {
  const days: { id: Day; rows: ActivityRow[] }[] = [];
  for (const row of rows) {
    const day = days.at(-1);
    if (day?.id === row.date) day.rows.push(row);
    else days.push({ id: row.date, rows: [row] });
  }
  return days;
}

/** Days with the very same rows as before are the same as before. */
export function reuseUnchangedDays(before: readonly JournalDay[], next: readonly JournalDay[]): JournalDay[] {
  const known = new Map(before.map((entry) => [entry.id, entry]));
  const isSame = (a: JournalDay, b: JournalDay): boolean =>
    a.rows.length === b.rows.length && a.rows.every((row, at) => row === b.rows[at]);
  return next.map((day) => {
    const old = known.get(day.id);
    return old && isSame(old, day) ? old : day;
  });
}

const WEEK = 7;

export type DayNote =
  | { readonly kind: 'weekday' }
  | { readonly kind: 'daysAgo'; readonly days: number }
  | { readonly kind: 'lastWeek' }
  | undefined;

/** What stands small beside a day: its weekday while it is called today or yesterday, then how long ago it was. */
export function dayNote(day: Day, today: Day): DayNote {
  const days = daysBetween(day, today);
  if (day === today || day === addDays(today, -1)) return { kind: 'weekday' };
  if (days < 0 || days >= 2 * WEEK) return undefined;
  return days < WEEK ? { kind: 'daysAgo', days } : { kind: 'lastWeek' };
}
