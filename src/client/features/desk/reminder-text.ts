import type { Day } from '../../../domain/day.ts';
import type { Pace } from '../../../domain/pace.ts';
import { findItem, type Plan } from '../../../domain/plan.ts';
import { holdsNothing, type QuietPhone, SILENT_AFTER_DAYS } from '../../../domain/silent-phones.ts';
import type { NearWork, PlanToday, UnitToday } from '../../../domain/today.ts';
import type { Device } from '../../../protocol/account.ts';
import { formatDay, formatNumber, timeOf, withUnit } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { doneText, neededText, overText, waitingOfPace } from '../../office/late-lines.lazy.tsx';

const itemText = (plan: Plan, code: string): string => `${code} ${findItem(plan, code)?.title ?? ''}`.trim();

/** `partNote`: said where the figure is a part of the office's alone. */
function lateLine(plan: Plan, pace: Pace, partNote: string | undefined): string {
  const words = labels().tallies.today.reminder;
  const { unit } = labels().domain.measures[pace.place.measure];
  const [waiting, needed] = [waitingOfPace(pace), neededText(pace)];
  const end = formatDay(pace.instance.period.to);
  return [
    `${itemText(plan, pace.place.itemCode)}: ${words.late(doneText(pace), overText(pace), withUnit(pace.by, unit))}`,
    ...(waiting === undefined ? [] : [words.waiting(waiting)]),
    needed === undefined ? words.ended(end) : words.needed(needed, end),
    ...(partNote === undefined ? [] : [partNote]),
  ].join('; ');
}

function overdueLine(plan: Plan, { work, daysLeft }: NearWork): string {
  const due = work.due === null ? '' : formatDay(work.due);
  return `${itemText(plan, work.place.itemCode)}: ${labels().tallies.today.reminder.overdue(formatNumber(-daysLeft), due)}`;
}

type Closing = Pick<PlanToday, 'period' | 'daysLeft'>;

/** Nothing once the day is past. */
function closingLines({ period, daysLeft }: Closing): string[] {
  const words = labels().tallies.today.reminder;
  const day = formatDay(period.period.to);
  if (daysLeft < 0) return [];
  return [daysLeft === 0 ? words.closingToday(day) : words.closing(day, formatNumber(daysLeft))];
}

export interface UnitReminder {
  readonly plan: Plan;
  /** What the plan is called among the others. */
  readonly planName: string;
  readonly closing: Closing;
  readonly behind: Pick<UnitToday, 'unit' | 'late' | 'overdue'>;
  /** "số đến 16:40" */
  readonly asOf: string;
  readonly partNote: (pace: Pace) => string | undefined;
}

/** What a unit is behind with and what is asked of it, for where the office talks; the figures are those of the screen. */
export function unitReminder({ plan, planName, closing, behind: { unit, late, overdue }, asOf, partNote }: UnitReminder): string {
  const words = labels().tallies.today.reminder;
  const lines = [...late.map((pace) => lateLine(plan, pace, partNote(pace))), ...overdue.map((work) => overdueLine(plan, work))];
  return [
    words.toUnit(unit.name),
    words.behind(planName, asOf, formatNumber(lines.length)),
    ...lines.map((line, at) => `${at + 1}. ${line}.`),
    words.askUnit,
    ...closingLines(closing),
    words.thanks,
  ].join('\n');
}

export interface PhoneReminder {
  readonly phone: QuietPhone<Device>;
  /** The name the desk has for the person, and the unit. */
  readonly whose: string;
  /** The next closing, of whichever plan. */
  readonly closing: Closing | undefined;
  readonly dayOf: (at: string) => Day;
}

/** To the person whose phone is silent or holds records: since when, and how many it said it held. */
export function phoneReminder({ phone: { device, days }, whose, closing, dayOf }: PhoneReminder): string {
  const words = labels().tallies.today.reminder;
  const seen = `${timeOf(device.seenAt)} ${formatDay(dayOf(device.seenAt))}`;
  const { staffCode } = device.person;
  return [
    words.toPerson(whose === '' ? staffCode : `${staffCode} (${whose})`),
    [
      days >= SILENT_AFTER_DAYS ? words.silent(seen, formatNumber(days)) : words.heard(seen),
      ...(holdsNothing(device) ? [words.heldNothing] : []),
      ...(device.held > 0 ? [words.held(formatNumber(device.held))] : []),
      ...(device.attention > 0 ? [words.refused(formatNumber(device.attention))] : []),
      ...(device.loss ? [words.lost(formatNumber(device.loss.missing))] : []),
    ].join(' '),
    words.askPhone,
    ...(closing ? closingLines(closing) : []),
    words.thanks,
  ].join('\n');
}
