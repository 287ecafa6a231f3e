import { type ActivityContent, parseContent } from '../../../domain/activity.ts';
import { type Change, changeRecord, type Snapshot, snapshotOf } from '../../../domain/change.ts';
import { isCounted } from '../../../domain/contribution.ts';
import { applyPatch, changedFields, type Patch } from '../../../domain/patch.ts';
import type { RecordAction } from '../../../domain/record-action.ts';
import { err, ok, type Result } from '../../../domain/result.ts';

/** Where the person wants a record to be. */
export interface Wanted {
  readonly content: ActivityContent;
  readonly withdrawn: boolean;
  /** Fields to name even where their value does not change: that settles a conflict. */
  readonly insist?: readonly string[];
  /** Make a change even where nothing differs: that sends a returned record again. */
  readonly resend?: boolean;
  /** A withdrawn record may be restored on the way to changing it: the person had done so. */
  readonly revives?: boolean;
  /** What it was changed from, where that is not the record as it is now: what did not change then is not said. */
  readonly shown?: ActivityContent | undefined;
}

export interface ChangeStep {
  readonly action: RecordAction;
  readonly patch: Patch;
}

function parse(value: unknown): Result<ActivityContent, undefined> {
  const content = parseContent(value);
  return content ? ok(content) : err(undefined);
}

/**
 * The record after one change; undefined where the change cannot be laid over it. Of its place among those of the same activity
 * this phone can say that one that is linked finds the other one counted. What else follows is for the server to say.
 */
function afterChange(before: Snapshot | undefined, change: Change): Snapshot | undefined {
  const changed = changeRecord(before, change, parse);
  if (changed.ok) {
    const { content, state, leaves } = changed.value;
    const duplicateOfId = change.duplicateOfId ?? (leaves ? undefined : before?.duplicateOfId);
    // In another state the words of the former verdict no longer apply.
    return snapshotOf({
      content,
      state: duplicateOfId && isCounted(state) ? 'duplicate' : state,
      returnReason: change.reason,
      duplicateOfId,
    });
  }
  if (!before || changed.error !== 'notPossible') return undefined;
  if (change.action !== 'record') return before;
  // Whatever the office has made of the record meanwhile, what its person wrote still shows.
  const content = parseContent(applyPatch(before.content, change.patch));
  return content && { ...before, content };
}

/** The received record with own changes laid over it, in their order. */
export const project = (received: Snapshot | undefined, changes: readonly Change[]): Snapshot | undefined => {
  let now = received;
  for (const change of changes) {
    const next = afterChange(now, change);
    if (!next) return undefined;
    now = next;
  }
  return now;
};

/** The changes that lead from the record as it is to what the person wants. */
export function stepsTo(from: Snapshot | undefined, wanted: Wanted): ChangeStep[] {
  const patch: Record<string, Patch[string]> = { ...changedFields(from?.content, wanted.content) };
  const whole = changedFields(undefined, wanted.content);
  for (const field of wanted.insist ?? []) patch[field] ??= whole[field] ?? null;
  const says = Object.keys(patch).length > 0 || (wanted.resend === true && from?.state === 'returned');
  const wasWithdrawn = from?.state === 'withdrawn';
  const restores = wasWithdrawn && (!wanted.withdrawn || (says && wanted.revives === true));
  const steps: ChangeStep[] = [];
  if (restores) steps.push({ action: 'restore', patch: {} });
  if (says || !from) steps.push({ action: 'record', patch });
  if (wanted.withdrawn && (restores || !wasWithdrawn)) steps.push({ action: 'withdraw', patch: {} });
  return steps;
}
