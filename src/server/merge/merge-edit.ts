import { type ActivityContent, ownFieldsSchema } from '../../domain/activity.ts';
import type { FieldValue } from '../../domain/activity-types.ts';
import type { AccountId } from '../../domain/ids.ts';
import { applyPatch, clashingFields, fieldValue, type Patch } from '../../domain/patch.ts';
import type { RecordAction } from '../../domain/record-action.ts';
import type { FieldConflict } from '../../protocol/server-activity.ts';
import type { StoredActivity } from './stored-activity.ts';

/** One version of a record as far as a merge needs it. */
export interface VersionStep {
  readonly version: number;
  readonly accountId: AccountId;
  readonly action: RecordAction;
  readonly patch: Patch;
  readonly before: Patch;
  /** The record came to count in the place of another one; nobody changed it by itself. */
  readonly countsInstead?: boolean;
}

export interface MergedEdit {
  readonly current: StoredActivity;
  /** The version the person saw. */
  readonly base: number;
  readonly patch: Patch;
  readonly by: AccountId;
  /** Versions of others that earlier changes of the same chain were merged over: the person has not seen them. */
  readonly unseen: readonly VersionStep[];
  /** Versions later than the base, oldest first. */
  readonly since: readonly VersionStep[];
}

const stated = (content: ActivityContent, field: string): FieldValue | null => fieldValue(content, field) ?? null;
const mutable = (value: FieldValue | null): FieldConflict['kept'] => (Array.isArray(value) ? [...value] : (value as FieldConflict['kept']));

/** The fields of the patch that are not yet so. */
export function effectivePatch(content: ActivityContent, patch: Patch): Patch {
  const now: Patch = Object.fromEntries(Object.keys(patch).map((field) => [field, stated(content, field)]));
  return Object.fromEntries(clashingFields(patch, now).map((field) => [field, patch[field] ?? null]));
}

/** What the patch replaces: laid over the result, it gives back what was. */
export const replacedFields = (content: ActivityContent | undefined, patch: Patch): Patch =>
  Object.fromEntries(Object.keys(patch).map((field) => [field, content ? stated(content, field) : null]));

/** The record as the person saw it. */
export function contentAtBase({ current, since }: MergedEdit): unknown {
  return since.toReversed().reduce<unknown>((content, step) => applyPatch(content as ActivityContent, step.before), current.content);
}

/** Fields set by others after the base, to another value than here: the later arrival counts, the other stays readable. */
export function newConflicts({ current, patch, by, unseen, since }: MergedEdit): FieldConflict[] {
  const theirs = new Map<string, VersionStep>();
  for (const step of [...unseen, ...since]) for (const field of Object.keys(step.patch)) theirs.set(field, step);
  const values: Patch = Object.fromEntries([...theirs.keys()].map((field) => [field, stated(current.content, field)]));
  return clashingFields(patch, values).map((field) => ({
    field,
    kept: mutable(patch[field] ?? null),
    lost: mutable(values[field] ?? null),
    keptBy: by,
    lostBy: theirs.get(field)?.accountId ?? by,
    version: current.version + 1,
  }));
}

/** Conflicts that stay open: one ends when its field is set by someone who saw it. */
export const openConflicts = ({ current, base, patch }: MergedEdit): FieldConflict[] =>
  (current.conflicts ?? []).filter((conflict) => !(Object.hasOwn(patch, conflict.field) && base >= conflict.version));

const says = (patch: Patch, field: string): boolean => Object.hasOwn(patch, field);

/**
 * An item is one of a plan, and plans share codes: who chose an item chose it in the plan they saw, whatever plan others have put
 * the record into since. With its plan a record leaves the items it also served there.
 */
export function withPlanSeen(edit: MergedEdit): Patch {
  const { patch, current } = edit;
  if (!says(patch, 'itemCode') && !says(patch, 'planId')) return patch;
  const seen = contentAtBase(edit) as ActivityContent;
  const place = { planId: seen.planId, itemCode: seen.itemCode, ...patch };
  if (place.planId === current.content.planId) return place;
  return { alsoItemCodes: place.planId === seen.planId ? seen.alsoItemCodes : [], ...place };
}

/** Whether the edit names only items that the record also serves, in a plan that it has left since. */
export const servesPlanLeft = (edit: MergedEdit): boolean =>
  says(edit.patch, 'alsoItemCodes') &&
  !says(edit.patch, 'planId') &&
  !says(edit.patch, 'itemCode') &&
  (contentAtBase(edit) as ActivityContent).planId !== edit.current.content.planId;

/**
 * The patch of an edit that gives a record another type. With its type a record leaves the own fields of that type, and a
 * phone clears those it knows. One of a release behind was never shown the others: what lay there in the version it saw,
 * does not fit the new type and is not spoken of is cleared for it.
 */
export function withUnseenCleared(edit: MergedEdit): Patch {
  const { patch, current } = edit;
  if (typeof patch['type'] !== 'string' || patch['type'] === current.content.type) return patch;
  const { own } = applyPatch(current.content, patch) as ActivityContent;
  const issues = ownFieldsSchema(patch['type'])?.safeParse(own).error?.issues ?? [];
  const misfits = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0])]));
  const seen = (contentAtBase(edit) as ActivityContent).own;
  const unseen = misfits.filter((field) => Object.hasOwn(seen, field) && !Object.hasOwn(patch, field));
  return { ...Object.fromEntries(unseen.map((field) => [field, null])), ...patch };
}
