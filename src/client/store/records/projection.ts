import { type ActivityContent, parseContent, type RecordState } from '../../../domain/activity.ts';
import { countedFieldChanged, isCounted } from '../../../domain/contribution.ts';
import type { ActivityId } from '../../../domain/ids.ts';
import { applyPatch, changedFields, type Patch } from '../../../domain/patch.ts';
import { nextState, type RecordAction } from '../../../domain/record-action.ts';
import type { Mutation } from '../../../protocol/mutation.ts';

/** A record at one moment: what it says, and what was made of it. */
export interface Snapshot {
  readonly content: ActivityContent;
  readonly state: RecordState;
  /** Why it is returned: goes with that state. The record that is kept instead, or was when this one was withdrawn or returned. */
  readonly returnReason?: string;
  readonly duplicateOfId?: ActivityId;
}

/** Where the person wants a record to be. */
export interface Wanted {
  readonly content: ActivityContent;
  readonly withdrawn: boolean;
  /** Fields to state even where they are so already: that settles a conflict. */
  readonly insist?: readonly string[];
  /** Say it even where nothing changed: that sends a returned record again. */
  readonly resend?: boolean;
  /** A withdrawn record may be restored on the way to changing it: the person had done so. */
  readonly revives?: boolean;
}

export interface Step {
  readonly action: RecordAction;
  readonly patch: Patch;
}

/** What of a mutation changes the record. */
export type Change = Pick<Mutation, 'action' | 'patch' | 'reason' | 'duplicateOfId'>;

/**
 * In another state the old verdict's words no longer hold. The link to another record of the same activity does: who comes
 * back finds that one counted. What else follows for other records is for the server to say.
 */
function moved(before: Snapshot, state: RecordState | undefined, { action, reason, duplicateOfId }: Change): Snapshot {
  if (state === undefined || state === before.state) return before;
  const isTakenBack = action === 'restore' && before.state === 'duplicate';
  const link = duplicateOfId ?? (isTakenBack ? undefined : before.duplicateOfId);
  return {
    content: before.content,
    state: link !== undefined && isCounted(state) ? 'duplicate' : state,
    ...(reason !== undefined && { returnReason: reason }),
    ...(link !== undefined && { duplicateOfId: link }),
  };
}

/** The record after one change; undefined where the change cannot be laid over it. */
function afterMutation(before: Snapshot | undefined, change: Change): Snapshot | undefined {
  if (change.action !== 'record') return before && moved(before, nextState(before.state, change.action, false), change);
  const content = parseContent(applyPatch(before?.content, change.patch));
  if (!content) return undefined;
  if (!before) return { content, state: 'sent' };
  return { ...moved(before, nextState(before.state, 'record', countedFieldChanged(before.content, content)), change), content };
}

/** What is received with own changes laid over it, in their order. */
export const project = (received: Snapshot | undefined, changes: readonly Change[]): Snapshot | undefined => {
  let now = received;
  for (const change of changes) {
    const next = afterMutation(now, change);
    if (!next) return undefined;
    now = next;
  }
  return now;
};

/** What must be said to bring a record from where it is to where the person wants it. */
export function stepsTo(from: Snapshot | undefined, wanted: Wanted): Step[] {
  const patch: Record<string, Patch[string]> = { ...changedFields(from?.content, wanted.content) };
  const whole = changedFields(undefined, wanted.content);
  for (const field of wanted.insist ?? []) patch[field] ??= whole[field] ?? null;
  const says = Object.keys(patch).length > 0 || (wanted.resend === true && from?.state === 'returned');
  const wasWithdrawn = from?.state === 'withdrawn';
  const restores = wasWithdrawn && (!wanted.withdrawn || (says && wanted.revives === true));
  const steps: Step[] = [];
  if (restores) steps.push({ action: 'restore', patch: {} });
  if (says || !from) steps.push({ action: 'record', patch });
  if (wanted.withdrawn && (restores || !wasWithdrawn)) steps.push({ action: 'withdraw', patch: {} });
  return steps;
}
