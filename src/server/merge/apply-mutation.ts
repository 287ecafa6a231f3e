import type { ActivityContent } from '../../domain/activity.ts';
import { type Changed, changeRecord, snapshotOf } from '../../domain/change.ts';
import { isCounted } from '../../domain/contribution.ts';
import { instant } from '../../domain/day.ts';
import { applyPatch, changedFields, type Patch } from '../../domain/patch.ts';
import { mayAct, maySee, type Post, scopeOf, standsInFor } from '../../domain/person.ts';
import { isReview } from '../../domain/record-action.ts';
import type { Result } from '../../domain/result.ts';
import { recordsInPlaceOf } from '../../domain/units-on-day.ts';
import { findUnprintable } from '../../domain/unprintable.ts';
import type { Mutation } from '../../protocol/mutation.ts';
import type { MutationResult, REJECT_REASONS } from '../../protocol/mutation-result.ts';
import type { FieldConflict } from '../../protocol/server-activity.ts';
import { type ContentIssue, judgeContent, tellable } from './check-content.ts';
import {
  contentAtBase,
  effectivePatch,
  type MergedEdit,
  newConflicts,
  openConflicts,
  servesPlanLeft,
  withPlanSeen,
  withUnseenCleared,
} from './merge-edit.ts';
import { mutationHash } from './mutation-hash.ts';
import { type PageWork, worldOf } from './page-work.ts';
import { nextVersion, partOf, putVersion, type VersionFacts } from './put-version.ts';
import { putFollowers, type Settled, settleDuplicates } from './settle-duplicates.ts';
import type { StoredActivity } from './stored-activity.ts';

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
  if (work.given.failed.has(base)) return { kind: 'failed' };
  const earlier = work.answers.get(base);
  const known = earlier?.accountId === work.given.sender.person.id && earlier.activityId === activityId ? earlier.result : undefined;
  if (!earlier || (known?.status !== 'applied' && known?.status !== 'merged')) return { kind: 'refused' };
  return { kind: 'version', version: known.version, seen: earlier.seen };
}

const versionFacts = (
  { id, action, at, reason }: Mutation,
  said: Settled['said'],
  patch: Patch,
  conflicts: readonly FieldConflict[],
): VersionFacts => ({ mutationId: id, action, at, said: { ...said, ...(reason !== undefined && { reason }) }, patch, conflicts });

const ownerOf = ({ authorId, content, state }: StoredActivity) => ({ authorId, unitId: content.unitId, state });

/** Whether a record may say this: one that is new, or one that said something else before. */
const judgeFor =
  (work: PageWork, before?: ActivityContent) =>
  (content: unknown): Result<ActivityContent, ContentIssue[]> =>
    judgeContent(content, worldOf(work, before));

type Principal = VersionFacts['standsInFor'];
/**
 * In whose place the sender records this: as it is with their units, the day of the work decides, and not the one on which it comes.
 * Whoever enters the work of another stands in for nobody.
 */
const principalOfWork = ({ given: { sender }, today }: PageWork, { date, unitId }: ActivityContent): Principal =>
  sender.enteredBy ? undefined : recordsInPlaceOf(sender.person, date, today, unitId);

/**
 * In whose place a record is changed. Nobody's own work needs a role of today; a verdict, and a correction of somebody else's work, is
 * of the day on which it comes.
 */
function principalOfChange(work: PageWork, { action }: Mutation, current: StoredActivity, content: ActivityContent): Principal {
  const { person, enteredBy } = work.given.sender;
  const isVerdict = isReview(action) || (action === 'restore' && current.state === 'duplicate');
  const isOwnWork = current.authorId === person.id && !isVerdict;
  if (isOwnWork) return principalOfWork(work, current.content) ?? principalOfWork(work, content);
  const allows = (post: Post): boolean => mayAct(scopeOf(post), person, ownerOf(current), action);
  return enteredBy ? undefined : standsInFor(person, work.today, allows);
}

function create(work: PageWork, mutation: Mutation): Answer {
  const changed = changeRecord(undefined, mutation, judgeFor(work));
  if (!changed.ok) return changed.error === 'notPossible' ? reject(mutation, 'notPossible') : reject(mutation, 'invalid', changed.error);
  const { content, state } = changed.value;
  const at = instant(work.given.now);
  const activity: StoredActivity = {
    id: mutation.activityId,
    version: 1,
    state,
    authorId: work.given.sender.person.id,
    content,
    part: partOf(work, content),
    createdAt: at,
    updatedAt: at,
  };
  const facts = versionFacts(mutation, {}, changedFields(undefined, content), []);
  putVersion(work, undefined, activity, { ...facts, standsInFor: principalOfWork(work, content) });
  return accept(mutation, 'applied', 1);
}

/** What a change says beside what it does to the record. */
interface Saying {
  readonly patch: Patch;
  /** All that are open after it, and those that came about with it. */
  readonly conflicts: readonly FieldConflict[];
  readonly arisen: readonly FieldConflict[];
}

/** Puts the new version of a record, and those of its group that follow from it; gives its number. */
function putChange(work: PageWork, mutation: Mutation, edit: MergedEdit, changed: Changed, saying: Saying): number {
  const { current } = edit;
  const { own, said, places } = settleDuplicates(work, mutation, changed);
  const snapshot = snapshotOf({ content: changed.content, ...own, returnReason: mutation.reason });
  const next = nextVersion(work, current, snapshot, saying.conflicts);
  const principal = principalOfChange(work, mutation, current, changed.content);
  const facts = { ...versionFacts(mutation, said, saying.patch, saying.arisen), standsInFor: principal };
  putVersion(work, current, next, facts);
  putFollowers(work, places, { activityId: current.id, mutationId: mutation.id, action: mutation.action, at: mutation.at });
  return next.version;
}

function refuseEdit(work: PageWork, mutation: Mutation, edit: MergedEdit, issues: ContentIssue[]): Answer {
  // Where the edit breaks the rules even on what the person saw, nobody else's change is to blame.
  const base = contentAtBase(edit) as ActivityContent;
  const alone = edit.since.length === 0 || !judgeFor(work, base)(applyPatch(base, mutation.patch)).ok;
  if (alone) return reject(mutation, 'invalid', issues);
  const { id, activityId, patch } = mutation;
  return { result: { status: 'conflict', id, activityId, version: edit.current.version, issues }, aside: patch };
}

function changeFields(work: PageWork, mutation: Mutation, edit: MergedEdit): Answer {
  const { current } = edit;
  const status = edit.since.length + edit.unseen.length === 0 ? 'applied' : 'merged';
  if (servesPlanLeft(edit)) return refuseEdit(work, mutation, edit, [{ field: 'alsoItemCodes', code: 'unknownItem' }]);
  const patch = effectivePatch(current.content, withPlanSeen({ ...edit, patch: withUnseenCleared(edit) }));
  const changed = changeRecord(current, { action: 'record', patch }, judgeFor(work, current.content));
  if (!changed.ok)
    return changed.error === 'notPossible'
      ? { ...reject(mutation, 'notPossible'), aside: mutation.patch }
      : refuseEdit(work, mutation, edit, changed.error);
  const arisen = newConflicts({ ...edit, patch });
  const conflicts = [...openConflicts(edit), ...arisen];
  // Saying what is so already makes no version, unless it sends a returned record again or settles a conflict.
  if (Object.keys(patch).length === 0 && changed.value.state === current.state && conflicts.length === (current.conflicts ?? []).length)
    return accept(mutation, status, current.version);
  return accept(mutation, status, putChange(work, mutation, edit, changed.value, { patch, conflicts, arisen }));
}

/** The record that is kept instead of a duplicate counts, is another one, and is known to who decides. */
function mayBeKept({ activities, given: { sender } }: PageWork, { activityId, duplicateOfId }: Mutation): boolean {
  if (duplicateOfId === undefined) return true;
  const counting = activities.get(duplicateOfId);
  return (
    counting !== undefined &&
    counting.id !== activityId &&
    isCounted(counting.state) &&
    maySee(sender.scope, sender.person, ownerOf(counting))
  );
}

/**
 * The state in which the reviewer saw the record. A duplicate may have come to count by itself since: who says that it is none
 * means the same.
 */
const stateMeant = ({ current, since }: Pick<MergedEdit, 'current' | 'since'>, { action }: Mutation): StoredActivity['state'] =>
  action === 'restore' && current.state === 'sent' && since.some((step) => step.countsInstead) ? 'duplicate' : current.state;

function changeState(work: PageWork, mutation: Mutation, edit: MergedEdit): Answer {
  const { current } = edit;
  const from = stateMeant(edit, mutation);
  // A verdict is on what the person saw; verdicts of others in between are theirs to see in the state.
  if (isReview(mutation.action) && edit.since.some((step) => !isReview(step.action))) return reject(mutation, 'changedSince');
  const { content, conflicts = [] } = current;
  const changed = changeRecord({ content, state: from }, mutation, judgeFor(work, content));
  if (!changed.ok || !mayBeKept(work, mutation)) return reject(mutation, 'notPossible');
  const version = putChange(work, mutation, edit, changed.value, { patch: {}, conflicts, arisen: [] });
  return accept(mutation, edit.since.length === 0 ? 'applied' : 'merged', version);
}

const unreadableFields = (patch: Mutation['patch']): ContentIssue[] =>
  tellable(
    Object.entries(patch).flatMap(([field, value]) => (findUnprintable(value) === undefined ? [] : [{ field, code: 'notAChoice' }])),
  );

/**
 * What is said of a record that was cleared away has nothing to change any more. It is answered as done, so that no phone keeps it,
 * offers it again, or takes it for lost.
 */
const acceptCleared = (mutation: Mutation): Answer =>
  accept(mutation, 'applied', typeof mutation.base === 'number' ? mutation.base + 1 : 1);

function decide(work: PageWork, mutation: Mutation): Answer {
  const { person, scope } = work.given.sender;
  if (work.given.cleared.has(mutation.activityId)) return acceptCleared(mutation);
  // Whatever becomes of an edit, it is kept readable: what cannot be read is named before anything else is judged.
  const odd = unreadableFields(mutation.patch);
  if (odd.length > 0) return reject(mutation, 'invalid', odd);
  const base = resolveBase(work, mutation);
  if (base.kind === 'failed') return { result: { status: 'failed', id: mutation.id } };
  if (base.kind === 'refused') return reject(mutation, 'baseRejected');
  const current = work.activities.get(mutation.activityId);
  if (base.version === 0 && mutation.action === 'record') {
    if (!current) return create(work, mutation);
    return reject(mutation, current.authorId === person.id ? 'exists' : 'forbidden');
  }
  const steps = (work.versions.get(mutation.activityId) ?? []).filter((step) => step.version > base.seen);
  const since = steps.filter((step) => step.version > base.version);
  // A foreign record and an unknown one must look the same.
  if (!current || !mayAct(scope, person, { ...ownerOf(current), state: stateMeant({ current, since }, mutation) }, mutation.action))
    return reject(mutation, 'forbidden');
  if (base.version > current.version) return reject(mutation, 'baseRejected');
  const unseen = steps.filter((step) => step.version <= base.version && step.accountId !== person.id);
  const edit: MergedEdit = { current, base: base.seen, patch: mutation.patch, by: person.id, unseen, since };
  return mutation.action === 'record' ? changeFields(work, mutation, edit) : changeState(work, mutation, edit);
}

/** Takes one mutation into the page's work and names its result; a repeat gets its first answer. */
export function applyMutation(work: PageWork, mutation: Mutation): MutationResult {
  const { person } = work.given.sender;
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
