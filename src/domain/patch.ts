import { type ActivityContent, COMMON_FIELDS, type CommonField } from './activity.ts';
import type { FieldValue } from './activity-types.ts';

/** Changed fields by name, own fields beside common ones (their names never meet). Null clears a field. */
export type Patch = { readonly [field: string]: FieldValue | null };

const isCommon = (field: string): field is CommonField => (COMMON_FIELDS as readonly string[]).includes(field);

/** A field's value wherever it lies; undefined when it is not answered. */
export const fieldValue = (content: ActivityContent, field: string): FieldValue | undefined =>
  isCommon(field) ? content[field] : content.own[field];

const same = (a: FieldValue | null | undefined, b: FieldValue | null | undefined): boolean =>
  Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((value, at) => value === b[at]) : (a ?? null) === (b ?? null);

/** What must be said to make `after` out of `before`; without `before`, all of it. Plans share codes: an item and its plan are said together. */
export function changedFields(before: ActivityContent | undefined, after: ActivityContent): Patch {
  const fields = new Set<string>([...COMMON_FIELDS, ...Object.keys(after.own), ...Object.keys(before?.own ?? {})]);
  const patch: Record<string, FieldValue | null> = {};
  for (const field of fields) {
    const old = before && fieldValue(before, field);
    const value = fieldValue(after, field);
    if (!same(old, value)) patch[field] = value ?? null;
  }
  if (patch['itemCode'] || patch['planId']) Object.assign(patch, { planId: after.planId, itemCode: after.itemCode });
  return patch;
}

/** The content with the patch laid over it, unchecked: parse it before trusting it. */
export function applyPatch(content: ActivityContent | undefined, patch: Patch): unknown {
  const { own: oldOwn, ...common } = content ?? { own: {} };
  const own: Record<string, unknown> = { ...oldOwn };
  const result: Record<string, unknown> = { ...common };
  for (const [field, value] of Object.entries(patch)) {
    const target = isCommon(field) ? result : own;
    if (value === null) delete target[field];
    // A key such as __proto__ must become a plain field, which the strict schema then refuses.
    else Object.defineProperty(target, field, { value, enumerable: true, configurable: true, writable: true });
  }
  return { ...result, own };
}

/** Fields that both patches set to different values. */
export const clashingFields = (mine: Patch, theirs: Patch): string[] =>
  Object.keys(mine).filter((field) => Object.hasOwn(theirs, field) && !same(mine[field], theirs[field]));
