import type { ActivityContent } from '../../../domain/activity.ts';
import { contribution, isCounted } from '../../../domain/contribution.ts';
import type { ServerActivity } from '../../../protocol/sync.ts';
import type { FigureKey } from './figure-key.ts';

/** What one record adds to a figure; undefined when it has no part in it. */
export function countOf(activity: ServerActivity, figure: FigureKey): number | undefined {
  if (!isCounted(activity.state)) return undefined;
  return figure === 'records' ? 1 : contribution(activity.content as ActivityContent, activity.state).measures[figure];
}

export interface RecordsSum {
  readonly confirmed: number;
  readonly waiting: number;
}

/** The records added up again, the same way the table's cells were. */
export function sumOf(activities: readonly ServerActivity[], figure: FigureKey): RecordsSum {
  const add = (state: ServerActivity['state']): number =>
    activities.reduce((sum, activity) => sum + (activity.state === state ? (countOf(activity, figure) ?? 0) : 0), 0);
  return { confirmed: add('confirmed'), waiting: add('sent') };
}
