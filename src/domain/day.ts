import * as z from 'zod/mini';

/** All dates of activities are days of this zone, whatever the phone's own zone is. */
const OFFICE_TIME_ZONE = 'Asia/Ho_Chi_Minh';
const DAY_MS = 86_400_000;

const isRealDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
};

/** A civil day as text, '2026-03-15'. Never an instant: no zone can move it, and text order is time order. */
export const Day = z.string().check(z.refine(isRealDay)).brand<'Day'>();
export type Day = z.infer<typeof Day>;

/** For days written in code; throws on text that is no day. */
export const day = (text: string): Day => Day.parse(text);

const fromMs = (ms: number): Day => new Date(ms).toISOString().slice(0, 10) as Day;
const toMs = (value: Day): number => Date.parse(`${value}T00:00:00Z`);

export const addDays = (value: Day, count: number): Day => fromMs(toMs(value) + count * DAY_MS);
/** Whole days from one day to another; negative when `to` lies before. */
export const daysBetween = (from: Day, to: Day): number => Math.round((toMs(to) - toMs(from)) / DAY_MS);
/** 0 is Sunday. */
export const weekdayOf = (value: Day): number => new Date(toMs(value)).getUTCDay();

export const yearOf = (value: Day): number => Number(value.slice(0, 4));
export const monthOf = (value: Day): number => Number(value.slice(5, 7));
export const dayOfMonth = (value: Day): number => Number(value.slice(8, 10));

/** Months and days may overflow: (2026, 13, 0) is 2026-12-31. */
export const dayFrom = (year: number, month: number, date: number): Day => fromMs(Date.UTC(year, month - 1, date));

const officeClock = new Intl.DateTimeFormat('en', {
  timeZone: OFFICE_TIME_ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** The office's day and time at an instant (ms since 1970). Part by part: their order is the browser's affair and has changed. */
export function officeMoment(nowMs: number): { readonly day: Day; readonly time: string } {
  const part: Record<string, string> = {};
  for (const { type, value } of officeClock.formatToParts(nowMs)) part[type] = value;
  return { day: `${part['year']}-${part['month']}-${part['day']}` as Day, time: `${part['hour']}:${part['minute']}` };
}

/** A moment as it travels and is shown to programs: milliseconds since 1970 as text. */
export const instant = (ms: number): string => new Date(ms).toISOString();

/** The instant (ms since 1970) at which a day begins at the office, whose zone has no summer time. */
export const startOfDay = (value: Day): number => Date.parse(`${value}T00:00:00+07:00`);

/** The office's day at an instant. */
export const officeDay = (nowMs: number): Day => officeMoment(nowMs).day;
/** 16:40, by the office's clock. */
export const officeTime = (nowMs: number): string => officeMoment(nowMs).time;
