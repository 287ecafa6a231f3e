import type { Day } from '../day.ts';
import type { UnitId } from '../ids.ts';
import type { Milestone, Occurrence } from '../milestone.ts';
import { DEFAULT_REPORTING, type Period, periodOf, type Reporting } from '../period.ts';
import { foldTone } from '../plan-reading/clean-text.ts';
import { readDueDays } from '../plan-reading/due-days.ts';
import { isValidDuring, type Unit } from '../reference.ts';
import type { DraftHeader, DraftNode } from './plan-draft.ts';

/** "Các phòng chuyên môn", "Các đơn vị trực thuộc": every unit has to deliver by itself. */
const EVERY_UNIT = /^(?:các|từng|mỗi|tất cả(?: các)?)\s+(?:phòng|đơn vị|cơ quan|ban|trung tâm|bộ phận|khoa)(?!\p{L})/u;

const CALENDAR_MONTHS: Reporting = { ...DEFAULT_REPORTING, calendar: 'calendar' };

const clip = (day: Day, { from, to }: Period): Day => (day < from ? from : day > to ? to : day);

/** Units that work in the period of a plan, for those who choose one. */
export const unitsIn = (period: Period, units: readonly Unit[]): Unit[] => units.filter((unit) => isValidDuring(unit, period));

function occurrencesOf({ text, body, schedule }: DraftNode, { year, period }: DraftHeader): Occurrence[] {
  const named = readDueDays(`${text} ${body}`, year);
  if (named.length > 0) return named.map((day, at) => ({ id: `d${at + 1}`, due: clip(day, period) }));
  const last = (kind: 'quarter' | 'month', index: number): Occurrence => ({
    id: `${kind === 'quarter' ? 'q' : 'm'}${index}`,
    // The decree's calendar ends a month on the 14th for who reports; work said for a month may be done on its last day.
    due: clip(periodOf({ kind, year, index }, CALENDAR_MONTHS).to, period),
  });
  switch (schedule.type) {
    case 'quarter':
      return (schedule.quarters ?? []).map((index) => last('quarter', index));
    case 'month':
      return (schedule.months ?? []).map((index) => last('month', index));
    case 'adhoc':
      return [{ id: 'w1', due: null }];
    case 'year':
    case 'recurring':
      return [{ id: 'y1', due: period.to }];
  }
}

/** When an item's work is due and by whom: as somebody set it, or as its schedule and text say. */
export function milestoneOf(node: DraftNode, header: DraftHeader, units: readonly Unit[]): Milestone {
  if (node.milestone !== null) return node.milestone;
  const ofEvery = node.leadUnit !== null && EVERY_UNIT.test(foldTone(node.leadUnit));
  const unitIds: UnitId[] = ofEvery ? unitsIn(header.period, units).map(({ id }) => id) : [];
  return { occurrences: occurrencesOf(node, header), unitIds };
}
