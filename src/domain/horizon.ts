import type { RecordState } from './activity.ts';
import { type Day, dayFrom, yearOf } from './day.ts';

/**
 * The first day whose settled records phones hold: the first of December of the year before last. So a phone holds this year and the
 * whole of the last one, whatever the closing day that parts the years of an office.
 */
export const horizonOf = (today: Day): Day => dayFrom(yearOf(today) - 2, 12, 1);

/** States in which a record waits for nobody. */
export const SETTLED_STATES = ['confirmed', 'withdrawn', 'duplicate'] as const satisfies readonly RecordState[];

/** A record that phones hold no more: the office has it, and nobody has still to do anything about it. */
export const isBeyond = (horizon: Day, { date, state }: { readonly date: Day; readonly state: RecordState }): boolean =>
  date < horizon && (SETTLED_STATES as readonly RecordState[]).includes(state);
