import type { ActivityContent } from '../../domain/activity.ts';
import { type Day, officeDay } from '../../domain/day.ts';
import type { AccountId, ActivityId, MutationId, UnitId } from '../../domain/ids.ts';
import type { Patch } from '../../domain/patch.ts';
import type { Person, Scope } from '../../domain/person.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Reference } from '../../domain/reference.ts';
import type { World } from '../../domain/rules.ts';
import type { MutationResult } from '../../protocol/mutation-result.ts';
import type { FieldConflict } from '../../protocol/server-activity.ts';
import type { VersionStep } from './merge-edit.ts';
import type { MarkerPlace, StoredActivity, TouchedPlace } from './stored-activity.ts';

/** What records are checked against: the office's units, the outside world, and the plans. */
export interface OfficeReference extends Reference {
  readonly plans: ReadonlyMap<string, Plan>;
}

/** Whose changes these are: from the proof of sign-in, never from the body. */
export interface Sender {
  readonly person: Person;
  readonly scope: Scope;
  readonly deviceId: string;
  /** Who enters this for them, from the file of a phone that did not send it. */
  readonly enteredBy?: AccountId;
}

/** A mutation that has its answer. */
export interface Answered {
  readonly mutationId: MutationId;
  readonly accountId: AccountId;
  readonly activityId: ActivityId;
  readonly hash: string;
  /** The version of the record the person saw when beginning the chain of changes this one belongs to. */
  readonly seen: number;
  readonly result: MutationResult;
}

export interface NewAnswer extends Answered {
  /** The fields of an edit kept beside the record. */
  readonly aside: Patch | undefined;
}

export interface NewVersion extends VersionStep {
  readonly activityId: ActivityId;
  readonly mutationId: MutationId;
  readonly state: StoredActivity['state'];
  /**
   * Beside the state: why it was returned, and which record counts instead. Where the version was made because of another
   * record, the action done to that one, and which one it was or which one counts now.
   */
  readonly said: { readonly reason?: string; readonly duplicateOfId?: ActivityId };
  readonly deviceAt: string;
  /** Staff code of whose deputy made it, where nothing else allowed it. */
  readonly standsInFor: string | undefined;
  readonly conflicts: readonly FieldConflict[];
}

/** A record that left one unit for another. */
export interface Departure {
  readonly activityId: ActivityId;
  readonly from: UnitId;
  readonly to: UnitId;
}

/** All that a page of mutations is decided upon, as it was in one transaction. */
export interface PageGiven {
  readonly sender: Sender;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly reference: OfficeReference;
  /** Records the page names, with all that are linked with them as duplicates. */
  readonly activities: ReadonlyMap<ActivityId, StoredActivity>;
  /** Versions of records that somebody may have changed since the phone saw them, oldest first. */
  readonly versions: ReadonlyMap<ActivityId, readonly VersionStep[]>;
  /** Mutations of the page, and those they build on, that were answered before. */
  readonly answers: ReadonlyMap<string, Answered>;
  /** Records of the page that were cleared away with the demonstration. */
  readonly cleared: ReadonlySet<ActivityId>;
  /** Mutations of this page that the server failed over before. Changes that build on them must wait with them. */
  readonly failed: ReadonlySet<string>;
}

/** All that is to be written because of a page, in the same transaction. */
export interface PageWrites {
  /** From which device, and when (milliseconds since 1970). */
  readonly deviceId: string;
  readonly enteredBy?: AccountId | undefined;
  readonly now: number;
  /** New and changed records, each once, in the order in which they were first touched. */
  readonly activities: readonly StoredActivity[];
  readonly versions: readonly NewVersion[];
  readonly answers: readonly NewAnswer[];
  readonly touchedCells: readonly TouchedPlace[];
  readonly touchedMarkers: readonly MarkerPlace[];
  readonly departures: readonly Departure[];
}

/** The work on a page. Only the function that began it writes to it; `given` is never changed. */
export interface PageWork {
  readonly given: PageGiven;
  readonly today: Day;

  readonly activities: Map<ActivityId, StoredActivity>;
  readonly versions: Map<ActivityId, readonly VersionStep[]>;
  readonly answers: Map<string, Answered>;

  readonly changed: Set<ActivityId>;
  readonly newVersions: NewVersion[];
  readonly newAnswers: NewAnswer[];
  readonly touchedCells: TouchedPlace[];
  readonly touchedMarkers: MarkerPlace[];
  readonly departures: Departure[];
}

export const beginWork = (given: PageGiven): PageWork => ({
  given,
  today: officeDay(given.now),
  activities: new Map(given.activities),
  versions: new Map(given.versions),
  answers: new Map(given.answers),
  changed: new Set(),
  newVersions: [],
  newAnswers: [],
  touchedCells: [],
  touchedMarkers: [],
  departures: [],
});

export const writesOf = ({
  given,
  activities,
  changed,
  newVersions,
  newAnswers,
  touchedCells,
  touchedMarkers,
  departures,
}: PageWork): PageWrites => ({
  deviceId: given.sender.deviceId,
  enteredBy: given.sender.enteredBy,
  now: given.now,
  activities: [...changed].flatMap((id) => activities.get(id) ?? []),
  versions: newVersions,
  answers: newAnswers,
  touchedCells,
  touchedMarkers,
  departures,
});

/** What a record is checked against. `before`: the record that is changed, where it is no new one. */
export const worldOf =
  ({ given: { sender, reference }, today }: PageWork, before?: ActivityContent) =>
  ({ planId }: ActivityContent): World => ({
    units: reference.units,
    localities: reference.localities,
    partners: reference.partners,
    settings: reference.settings,
    plan: reference.plans.get(planId),
    today,
    person: sender.person,
    before,
  });
