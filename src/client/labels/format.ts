import type { ActivityContent } from '../../domain/activity.ts';
import { type ActivityType, activityType } from '../../domain/activity-types.ts';
import { contribution } from '../../domain/contribution.ts';
import { addDays, type Day, daysBetween, officeDay, officeTime, weekdayOf } from '../../domain/day.ts';
import type { MeasureKey } from '../../domain/measure.ts';
import type { FieldWords, TypeWords } from '../../domain/record-words.ts';
import type { Issue } from '../../domain/rules.ts';
import { capital } from '../../domain/text.ts';
import { labels } from './labels.ts';
import { slashDay, thousands } from './plain.ts';
import type { IssueParams } from './words.ts';

/** Holds a figure and its unit together at the end of a line. */
const NBSP = '\u00a0';
/** No line begins with the dot. */
export const DOT = `${NBSP}· `;

/** For a label in the middle of a sentence; capitals inside it (UBND, PGCM) stay. */
export const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** 1.250; 1,2 where there is a fraction. */
export function formatNumber(value: number): string {
  const { thousandsMark, decimalMark } = labels().common;
  const rounded = Math.round(Math.abs(value) * 10) / 10;
  const whole = Math.floor(rounded);
  const tenth = Math.round((rounded - whole) * 10);
  return `${value < 0 ? '−' : ''}${thousands(whole, thousandsMark)}${tenth > 0 ? decimalMark + tenth : ''}`;
}

export const withUnit = (value: number, unit: string): string => `${formatNumber(value)}${NBSP}${labels().common.unitBeside(value, unit)}`;
/** "64 lượt người" */
export const formatMeasure = (key: MeasureKey, value: number): string => withUnit(value, labels().domain.measures[key].unit);

/** 12/6 */
export const dayShort = (value: Day): string => slashDay(value).replace(/\/\d+$/, '');
/** 12/6/2024 */
export const formatDay = (value: Day): string => slashDay(value);
/** thứ Tư */
export const weekday = (value: Day): string => labels().domain.weekdays[weekdayOf(value)] ?? '';
/** "thứ Tư 12/6/2024", at the head of a line "Thứ Tư 12/6/2024". */
export const dayLong = (value: Day): string => `${weekday(value)} ${formatDay(value)}`;
export const dayHeading = (value: Day): string => capital(dayLong(value));

/** Hôm nay, Hôm qua, Thứ Sáu 7/6, and with the year once that is another. */
export function dayWord(value: Day, today: Day): string {
  if (value === today) return labels().common.today;
  if (value === addDays(today, -1)) return labels().common.yesterday;
  return value.slice(0, 4) === today.slice(0, 4) ? capital(`${weekday(value)} ${dayShort(value)}`) : dayHeading(value);
}

/** "15/12/2023 – 14/6/2024" */
export const daySpan = (from: Day, to: Day): string => `${formatDay(from)}${NBSP}– ${formatDay(to)}`;

const toMs = (at: string | number): number => (typeof at === 'number' ? at : Date.parse(at));

/** 16:40, by the office's clock. */
export const timeOf = (at: string | number): string => officeTime(toMs(at));

/** 16:40 today, "11/6 16:40" on other days, with the year where it is another. */
export function formatTime(at: string | number, now: number): string {
  const on = officeDay(toMs(at));
  const today = officeDay(now);
  if (on === today) return timeOf(at);
  return `${on.slice(0, 4) === today.slice(0, 4) ? dayShort(on) : formatDay(on)} ${timeOf(at)}`;
}

const MINUTE_MS = 60_000;
/** How long ago, in its largest unit: "36 phút", "3 ngày". */
export function ageOf(at: string | number, now: number): string {
  const words = labels().common;
  const minutes = Math.floor((now - toMs(at)) / MINUTE_MS);
  if (minutes < 1) return words.justNow;
  if (minutes < 60) return words.minutes(minutes);
  if (minutes < 48 * 60) return words.hours(Math.floor(minutes / 60));
  return words.days(Math.max(2, daysBetween(officeDay(toMs(at)), officeDay(now))));
}

/** Words of a type by a key that may come from a newer server. */
export const typeWords = (type: string): TypeWords =>
  activityType(type) ? labels().domain.types[type as ActivityType] : { name: type, short: type, hint: '' };

export function fieldWords(field: string): FieldWords {
  const { fields } = labels().domain;
  return Object.hasOwn(fields, field) ? fields[field as keyof typeof fields] : { label: field };
}

/** The unit beside a label, unless the label says it: "Số tập thể", not "Số tập thể tập thể". */
export const unitBeside = ({ label, unit = '' }: FieldWords): string | undefined =>
  label.toLowerCase().includes(unit.toLowerCase()) ? undefined : unit;

export function optionLabel(type: string, field: string, option: string): string {
  const options: { readonly [key: string]: { readonly [option: string]: string } } = labels().domain.options;
  return options[`${type}.${field}`]?.[option] ?? option;
}

/** What is wrong and how to go on. */
export function issueText({
  field,
  code,
  params = {},
}: Pick<Issue, 'field' | 'code'> & { readonly params?: IssueParams | undefined }): string {
  const { issues, measures } = labels().domain;
  // What was computed from several fields is named itself: no field alone is at fault.
  const words = measures[params['measure'] as MeasureKey] ?? fieldWords(field);
  return issues[code](words.label, params, field);
}

const SUMMARY_PARTS = 3;
/**
 * What a record counted, in one line: "1 buổi · khoảng 46 lượt người, 18 lượt tàu". The leading measure stands alone,
 * the others follow it; zero is left out unless it is all there is.
 */
export function activitySummary(content: ActivityContent): string {
  const { measures } = contribution(content, 'sent');
  const keys = activityType(content.type)?.measures ?? [];
  const counted = keys.filter((key) => measures[key] !== undefined);
  const telling = counted.filter((key) => measures[key] !== 0);
  const shown = (telling.length > 0 ? telling : counted).slice(0, SUMMARY_PARTS);
  const [first, ...rest] = shown.map((key) => formatMeasure(key, measures[key] ?? 0));
  if (first === undefined) return labels().common.noCount;
  const about = content.estimated ? `${labels().common.about}${NBSP}` : '';
  return rest.length === 0 ? about + first : `${first}${DOT}${about}${rest.join(', ')}`;
}
