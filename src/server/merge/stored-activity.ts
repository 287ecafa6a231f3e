import type { ActivityContent } from '../../domain/activity.ts';
import { type Contribution, contribution } from '../../domain/contribution.ts';
import type { Day } from '../../domain/day.ts';
import { markedPositions } from '../../domain/marked-positions.ts';
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

/** A place with the person who recorded there. */
export type TouchedPlace = FinePlace & Pick<StoredActivity, 'authorId'>;

/** A border marker that a record names, by its main position, and what was done there. */
export interface MarkerPlace extends Pick<FinePlace, 'planId' | 'unitId' | 'part' | 'state'> {
  readonly position: number;
  readonly sessions: number;
}

export function markerPlaces(activity: StoredActivity): MarkerPlace[] {
  const { planId, unitId, state, measures } = contributionOf(activity);
  return markedPositions(activity.content).map((position) => ({
    planId,
    unitId,
    state,
    part: activity.part,
    position,
    sessions: measures.sessions ?? 0,
  }));
}
