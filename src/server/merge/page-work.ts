import type { ActivityContent } from '../../domain/activity.ts';
import { type Day, officeDay } from '../../domain/day.ts';
import type { AccountId, ActivityId, MutationId, UnitId } from '../../domain/ids.ts';
import type { Patch } from '../../domain/patch.ts';
import { type Person, recordsForOn, type Scope } from '../../domain/person.ts';
import type { World } from '../../domain/rules.ts';
import type { FieldConflict, MutationResult } from '../../protocol/sync.ts';
import type { StoredActivity } from '../store/activity-row.ts';
import type { FinePlace } from '../store/cells.ts';
import type { OfficeReference } from '../store/reference.ts';
import type { VersionStep } from './merge-edit.ts';

/** Whose changes these are: from the proof of sign-in, never from the body. */
export interface Sender {
  readonly person: Person;
  readonly scope: Scope;
  readonly deviceId: string;
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

/** Why a record was returned, or which one is kept instead of it. */
export type Verdict = Pick<StoredActivity, 'returnReason' | 'duplicateOfId'>;

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
  readonly conflicts: readonly FieldConflict[];
}

/** A record that left one unit for another. */
export interface Departure {
  readonly activityId: ActivityId;
  readonly from: UnitId;
  readonly to: UnitId;
}

/** One page of mutations at work: what was read for it, and what is to be written at the end, all in one transaction. */
export interface PageWork {
  readonly sender: Sender;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly today: Day;
  readonly reference: OfficeReference;
  /** Mutations of this page that the server stumbled over earlier: what builds on them must wait with them. */
  readonly failed: ReadonlySet<string>;

  readonly activities: Map<ActivityId, StoredActivity>;
  readonly versions: Map<ActivityId, VersionStep[]>;
  readonly answers: Map<string, Answered>;

  readonly changed: Set<ActivityId>;
  readonly newVersions: NewVersion[];
  readonly newAnswers: NewAnswer[];
  readonly touchedCells: FinePlace[];
  readonly departures: Departure[];
}

/** Work on records of which nobody sent anything yet. */
export const beginWork = (
  sender: Sender,
  now: number,
  reference: OfficeReference,
  activities: readonly StoredActivity[],
  failed: ReadonlySet<string> = new Set(),
): PageWork => ({
  sender,
  now,
  today: officeDay(now),
  reference,
  failed,
  activities: new Map(activities.map((one) => [one.id, one])),
  versions: new Map(),
  answers: new Map(),
  changed: new Set(),
  newVersions: [],
  newAnswers: [],
  touchedCells: [],
  departures: [],
});

/** What a record is checked against. `before`: the record that is changed, where it is no new one. */
export const worldOf =
  ({ sender, today, reference }: PageWork, before?: ActivityContent) =>
  ({ planId, date }: ActivityContent): World => ({
    units: reference.units,
    localities: reference.localities,
    partners: reference.partners,
    settings: reference.settings,
    plan: reference.plans.get(planId),
    today,
    recordsFor: recordsForOn(sender.person, date),
    before,
  });
