import type { RecordState } from './activity.ts';
import { type Day, dayFrom, officeDay, yearOf } from './day.ts';
import type { ItemCode } from './ids.ts';
import { PLACEHOLDER_ITEM } from './placeholder.ts';

/**
 * The first day whose settled records phones hold: the first of December of the year before last. So a phone holds this year and the
 * whole of the last one, whatever the closing day that parts the years of an office.
 */
export const horizonOf = (today: Day): Day => dayFrom(yearOf(today) - 2, 12, 1);

/**
 * The horizon on the day of the last answer of the office, which came at `at` (ISO) by a phone's clock that is `skewMs` behind. What lies
 * before it is what the phone may lack, whatever its clock says by now.
 */
export const horizonHeard = (at: string, skewMs = 0): Day => horizonOf(officeDay(Date.parse(at) + skewMs));

/**
 * States in which a record waits for nobody. A duplicate is linked with another, and whoever judges or withdraws that one, however late,
 * is told what counts instead.
 */
export const SETTLED_STATES = ['confirmed', 'withdrawn'] as const satisfies readonly RecordState[];

interface Judged {
  readonly state: RecordState;
  readonly content: { readonly date: Day; readonly itemCode: ItemCode };
}

/**
 * A record that phones hold no more: the office has it, and nobody has still to do anything about it. One that counts and that nobody
 * has put under an item of a plan yet waits for somebody, whatever its state.
 */
export const isBeyond = (horizon: Day, { state, content: { date, itemCode } }: Judged): boolean =>
  date < horizon && (state === 'withdrawn' || (state === 'confirmed' && itemCode !== PLACEHOLDER_ITEM));
