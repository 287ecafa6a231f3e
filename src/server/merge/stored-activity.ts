import type { ActivityContent } from '../../domain/activity.ts';
import { type Contribution, contribution } from '../../domain/contribution.ts';
import type { Day } from '../../domain/day.ts';
import type { Cell } from '../../domain/tally.ts';
import type { ServerActivity } from '../../protocol/server-activity.ts';

/** A record as the office has it, with the month-part it was last counted in. */
export interface StoredActivity extends Omit<ServerActivity, 'content'> {
  readonly content: ActivityContent;
  readonly part: Day;
}

/** Where a record counts: its cell, and within it its type and locality. */
export type FinePlace = Pick<Contribution, 'planId' | 'itemCode' | 'unitId' | 'state' | 'type' | 'localityId'> & Pick<Cell, 'part'>;

export const contributionOf = (activity: StoredActivity): Contribution => contribution(activity.content, activity.state);
