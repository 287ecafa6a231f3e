import type { ActivityContent } from '../../domain/activity.ts';
import type { Snapshot } from '../../domain/change.ts';
import { instant } from '../../domain/day.ts';
import type { MutationId } from '../../domain/ids.ts';
import type { Patch } from '../../domain/patch.ts';
import { monthPart } from '../../domain/period.ts';
import type { RecordAction } from '../../domain/record-action.ts';
import type { FieldConflict } from '../../protocol/server-activity.ts';
import { replacedFields } from './merge-edit.ts';
import type { NewVersion, PageWork } from './page-work.ts';
import { contributionOf, markerPlaces, type StoredActivity } from './stored-activity.ts';

/** What a new version says in the history beside its content. */
export interface VersionFacts {
  readonly mutationId: MutationId;
  readonly action: RecordAction;
  /** By the phone's clock. */
  readonly at: string;
  readonly said: NewVersion['said'];
  readonly standsInFor?: NewVersion['standsInFor'];
  readonly patch: Patch;
  readonly conflicts: readonly FieldConflict[];
}

/** Whether a version was made because the record counts in the place of another one: no person's own `restore` names one and counts. */
export const countsInstead = ({
  action,
  state,
  duplicateOfId,
}: {
  action: string;
  state: string;
  duplicateOfId?: string | null;
}): boolean => action === 'restore' && state === 'sent' && typeof duplicateOfId === 'string';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Puts the new version of a record into the page's work, with all that follows from it. */
export function putVersion(work: PageWork, before: StoredActivity | undefined, after: StoredActivity, facts: VersionFacts): void {
  work.activities.set(after.id, after);
  work.changed.add(after.id);
  const version: NewVersion = {
    activityId: after.id,
    version: after.version,
    mutationId: facts.mutationId,
    accountId: work.given.sender.person.id,
    action: facts.action,
    state: after.state,
    said: facts.said,
    deviceAt: facts.at,
    standsInFor: facts.standsInFor,
    patch: facts.patch,
    before: replacedFields(before?.content, facts.patch),
    countsInstead: countsInstead({ ...facts.said, action: facts.action, state: after.state }),
    conflicts: facts.conflicts,
  };
  work.newVersions.push(version);
  work.versions.set(after.id, [...(work.versions.get(after.id) ?? []), version]);
  const place = (activity: StoredActivity) => ({ ...contributionOf(activity), part: activity.part, authorId: activity.authorId });
  const [markersBefore, markersAfter] = [before ? markerPlaces(before) : [], markerPlaces(after)];
  // What is done at a marker changes with fields that count nowhere else, so it is told apart from the cells.
  if (!same(markersBefore, markersAfter)) work.touchedMarkers.push(...markersBefore, ...markersAfter);
  if (before && same(place(before), place(after))) return;
  if (before) work.touchedCells.push(place(before));
  work.touchedCells.push(place(after));
  if (before && before.content.unitId !== after.content.unitId)
    work.departures.push({ activityId: after.id, from: before.content.unitId, to: after.content.unitId });
}

export const partOf = (work: PageWork, content: ActivityContent): StoredActivity['part'] => {
  const plan = work.given.reference.plans.get(content.planId);
  if (!plan) throw new Error(`Plan ${content.planId} passed the rules but is not there`);
  return monthPart(content.date, plan.reporting);
};

/** The record after a change. With its state it loses the reason of the verdict, and settled conflicts are gone. */
export function nextVersion(
  work: PageWork,
  current: StoredActivity,
  snapshot: Snapshot,
  conflicts: readonly FieldConflict[],
): StoredActivity {
  const { returnReason: _, duplicateOfId: __, conflicts: ___, ...rest } = current;
  return {
    ...rest,
    ...snapshot,
    version: current.version + 1,
    part: partOf(work, snapshot.content),
    updatedAt: instant(work.given.now),
    ...(conflicts.length > 0 && { conflicts: [...conflicts] }),
  };
}
