import type { ActivityContent } from '../../domain/activity.ts';
import { countsTheSame, isCounted } from '../../domain/contribution.ts';
import { applyPatch, changedFields, type Patch } from '../../domain/patch.ts';
import { monthPart } from '../../domain/period.ts';
import { mayAct, maySee } from '../../domain/person.ts';
import { isReview, nextState } from '../../domain/record-action.ts';
import type { FieldConflict, Mutation, MutationResult, REJECT_REASONS } from '../../protocol/sync.ts';
import { contributionOf, instant, type StoredActivity } from '../store/activity-row.ts';
import { type ContentIssue, judgeContent } from './check-content.ts';
import { contentAtBase, type Edit, effectivePatch, newConflicts, openConflicts, replacedFields, withUnseenCleared } from './merge-edit.ts';
import { mutationHash } from './mutation-hash.ts';
import { type PageWork, type Verdict, worldOf } from './page-work.ts';

type RejectReason = (typeof REJECT_REASONS)[number];
interface Answer {
  readonly result: MutationResult;
  readonly aside?: Patch;
}

const reject = ({ id }: Mutation, reason: RejectReason, issues?: ContentIssue[]): Answer => ({
  result: { status: 'rejected', id, reason, ...(issues && { issues }) },
});
const accept = ({ id, activityId }: Mutation, status: 'applied' | 'merged', version: number): Answer => ({
  result: { status, id, activityId, version },
});

type Base =
  | { readonly kind: 'version'; readonly version: number; readonly seen: number }
  | { readonly kind: 'refused' }
  | { readonly kind: 'failed' };

/** The version a change was made upon. An earlier change of the same person and record stands for the version it made. */
function resolveBase(work: PageWork, { base, activityId }: Mutation): Base {
  if (typeof base === 'number') return { kind: 'version', version: base, seen: base };
  if (work.failed.has(base)) return { kind: 'failed' };
  const earlier = work.answers.get(base);
  const known = earlier?.accountId === work.sender.person.id && earlier.activityId === activityId ? earlier.result : undefined;
  if (!earlier || (known?.status !== 'applied' && known?.status !== 'merged')) return { kind: 'refused' };
  return { kind: 'version', version: known.version, seen: earlier.seen };
}

const verdictOf = ({ reason, duplicateOfId }: Mutation): Verdict => ({
  ...(reason !== undefined && { returnReason: reason }),
  ...(duplicateOfId !== undefined && { duplicateOfId }),
});

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Puts the new version of a record into the page's work, with all that follows from it. */
function putVersion(
  work: PageWork,
  mutation: Mutation,
  before: StoredActivity | undefined,
  after: StoredActivity,
  patch: Patch,
  conflicts: FieldConflict[],
): void {
  work.activities.set(after.id, after);
  work.changed.add(after.id);
  const version = {
    activityId: after.id,
    version: after.version,
    mutationId: mutation.id,
    accountId: work.sender.person.id,
    action: mutation.action,
    state: after.state,
    verdict: verdictOf(mutation),
    deviceAt: mutation.at,
    patch,
    before: replacedFields(before?.content, patch),
    conflicts,
  };
  work.newVersions.push(version);
  work.versions.set(after.id, [...(work.versions.get(after.id) ?? []), version]);
  const place = (one: StoredActivity) => ({ ...contributionOf(one), part: one.part });
  if (before && same(place(before), place(after))) return;
  if (before) work.touchedCells.push(place(before));
  work.touchedCells.push(place(after));
  if (before && before.content.unitId !== after.content.unitId)
    work.departures.push({ activityId: after.id, from: before.content.unitId, to: after.content.unitId });
}

const ownerOf = ({ authorId, content, state }: StoredActivity) => ({ authorId, unitId: content.unitId, state });

const partOf = (work: PageWork, content: ActivityContent): StoredActivity['part'] => {
  const plan = work.reference.plans.get(content.planId);
  if (!plan) throw new Error(`Plan ${content.planId} passed the rules but is not there`);
  return monthPart(content.date, plan.reporting);
};

function create(work: PageWork, mutation: Mutation): Answer {
  const judged = judgeContent(applyPatch(undefined, mutation.patch), worldOf(work));
  if (!judged.ok) return reject(mutation, 'invalid', judged.error);
  const content = judged.value;
  const at = instant(work.now);
  const activity: StoredActivity = {
    id: mutation.activityId,
    version: 1,
    state: 'sent',
    authorId: work.sender.person.id,
    content,
    part: partOf(work, content),
    createdAt: at,
    updatedAt: at,
  };
  putVersion(work, mutation, undefined, activity, changedFields(undefined, content), []);
  return accept(mutation, 'applied', 1);
}

/** The record after the change. Leaving a state leaves its verdict behind, and conflicts that are settled are no more. */
function nextVersion(
  work: PageWork,
  current: StoredActivity,
  content: ActivityContent,
  state: StoredActivity['state'],
  conflicts: FieldConflict[],
  verdict: Verdict,
): StoredActivity {
  const { returnReason: _, duplicateOfId: __, conflicts: ___, ...kept } = current;
  return {
    ...kept,
    version: current.version + 1,
    state,
    content,
    part: partOf(work, content),
    updatedAt: instant(work.now),
    ...verdict,
    ...(conflicts.length > 0 && { conflicts }),
  };
}

function refuseEdit(work: PageWork, mutation: Mutation, edit: Edit, issues: ContentIssue[]): Answer {
  // Where the edit breaks the rules even on what the person saw, nobody else's change is to blame.
  const alone =
    edit.since.length === 0 || !judgeContent(applyPatch(contentAtBase(edit) as ActivityContent, mutation.patch), worldOf(work)).ok;
  if (alone) return reject(mutation, 'invalid', issues);
  const { id, activityId, patch } = mutation;
  return { result: { status: 'conflict', id, activityId, version: edit.current.version, issues }, aside: patch };
}

function changeFields(work: PageWork, mutation: Mutation, edit: Edit): Answer {
  const { current } = edit;
  const status = edit.since.length + edit.unseen.length === 0 ? 'applied' : 'merged';
  if (nextState(current.state, 'record', false) === undefined) return { ...reject(mutation, 'notPossible'), aside: mutation.patch };
  const patch = effectivePatch(current.content, withUnseenCleared(edit));
  const judged = judgeContent(applyPatch(current.content, patch), worldOf(work));
  if (!judged.ok) return refuseEdit(work, mutation, edit, judged.error);
  const state = nextState(current.state, 'record', !countsTheSame(judged.value, current.content));
  if (state === undefined) throw new Error(`No state for the edit ${mutation.id} although one is possible`);
  const arisen = newConflicts({ ...edit, patch });
  const conflicts = [...openConflicts(edit), ...arisen];
  // Saying what is so already makes no version, unless it sends a returned record again or settles a conflict.
  if (Object.keys(patch).length === 0 && state === current.state && conflicts.length === (current.conflicts ?? []).length)
    return accept(mutation, status, current.version);
  const next = nextVersion(work, current, judged.value, state, conflicts, {});
  putVersion(work, mutation, current, next, patch, arisen);
  return accept(mutation, status, next.version);
}

/** The record that is kept instead of a duplicate counts, is another one, and is known to who decides. */
function mayBeKept({ activities, sender: { scope, person } }: PageWork, { activityId, duplicateOfId }: Mutation): boolean {
  if (duplicateOfId === undefined) return true;
  const kept = activities.get(duplicateOfId);
  return kept !== undefined && kept.id !== activityId && isCounted(kept.state) && maySee(scope, person, ownerOf(kept));
}

function changeState(work: PageWork, mutation: Mutation, edit: Edit): Answer {
  const { current } = edit;
  // A verdict is on what the person saw; verdicts of others in between are theirs to see in the state.
  if (isReview(mutation.action) && edit.since.some((step) => !isReview(step.action))) return reject(mutation, 'changedSince');
  const state = nextState(current.state, mutation.action, false);
  if (state === undefined || !mayBeKept(work, mutation)) return reject(mutation, 'notPossible');
  const next = nextVersion(work, current, current.content, state, current.conflicts ?? [], verdictOf(mutation));
  putVersion(work, mutation, current, next, {}, []);
  return accept(mutation, edit.since.length === 0 ? 'applied' : 'merged', next.version);
}

function decide(work: PageWork, mutation: Mutation): Answer {
  const { person, scope } = work.sender;
  const base = resolveBase(work, mutation);
  if (base.kind === 'failed') return { result: { status: 'failed', id: mutation.id } };
  if (base.kind === 'refused') return reject(mutation, 'baseRejected');
  const current = work.activities.get(mutation.activityId);
  if (base.version === 0 && mutation.action === 'record') {
    if (!current) return create(work, mutation);
    return reject(mutation, current.authorId === person.id ? 'exists' : 'forbidden');
  }
  // A foreign record and an unknown one must look the same.
  if (!current || !mayAct(scope, person, ownerOf(current), mutation.action)) return reject(mutation, 'forbidden');
  if (base.version > current.version) return reject(mutation, 'baseRejected');
  const steps = (work.versions.get(current.id) ?? []).filter((step) => step.version > base.seen);
  const since = steps.filter((step) => step.version > base.version);
  const unseen = steps.filter((step) => step.version <= base.version && step.accountId !== person.id);
  const edit: Edit = { current, base: base.seen, patch: mutation.patch, by: person.id, unseen, since };
  return mutation.action === 'record' ? changeFields(work, mutation, edit) : changeState(work, mutation, edit);
}

/** Takes one mutation into the page's work and names its result; a repeat gets its first answer. */
export function applyMutation(work: PageWork, mutation: Mutation): MutationResult {
  const { person } = work.sender;
  const hash = mutationHash(mutation);
  const earlier = work.answers.get(mutation.id);
  if (earlier) {
    if (earlier.accountId !== person.id) return reject(mutation, 'forbidden').result;
    return earlier.hash === hash ? earlier.result : reject(mutation, 'keyReused').result;
  }
  const { result, aside } = decide(work, mutation);
  if (result.status === 'failed') return result;
  const base = resolveBase(work, mutation);
  const seen = base.kind === 'version' ? base.seen : 0;
  const answered = { mutationId: mutation.id, accountId: person.id, activityId: mutation.activityId, hash, seen, result, aside };
  work.answers.set(mutation.id, answered);
  work.newAnswers.push(answered);
  return result;
}
