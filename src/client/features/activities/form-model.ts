import { createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import type { ActivityContent } from '../../../domain/activity.ts';
import type { ActivityDraft, DraftValue } from '../../../domain/activity-draft.ts';
import { countedFieldChanged } from '../../../domain/contribution.ts';
import { officeDay } from '../../../domain/day.ts';
import { type Issue, isPossibleDuplicate, type World } from '../../../domain/rules.ts';
import type { App } from '../../app-context.ts';
import { createAutosave } from '../../autosave.ts';
import type { ActivityRow, DraftRow } from '../../store/db.ts';
import { type StorageTrouble, storageTrouble } from '../../store/open-db.ts';
import { saveDraft } from '../../store/records/drafts.ts';
import { receivedOf } from '../../store/records/outbox.ts';
import { recordActivity } from '../../store/records/record-activity.ts';
import { findPossibleDuplicate } from '../../store/records/record-lookups.ts';
import { forgetLastWords, keepLastWords } from '../../store/safekeeping/last-words.ts';
import { answerKey, checkForm, issueOf } from './form-issues.ts';

/** What a form begins with. */
export interface FormStart {
  readonly draft: ActivityDraft;
  /** The record that is corrected; absent for a new one. */
  readonly record?: ActivityRow | undefined;
  /** When the draft was last written (ISO); absent while it lies nowhere but here. */
  readonly keptAt?: string | undefined;
}

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly content: ActivityContent }
  | { readonly kind: 'wrong'; readonly field: string }
  /** The person must say that it is another one; saving again says so. */
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'failed' }
  /** A save is already on its way. */
  | { readonly kind: 'busy' };

/** The id of a field's control on the page. */
export const controlId = (field: string): string => `f-${field}`;

export type FormModel = ReturnType<typeof createFormModel>;

/** The state of one form: values as typed, what is wrong with them, and the draft that follows every change. */
export function createFormModel(app: App, start: FormStart, onKept: () => void) {
  const [values, setValues] = createSignal(start.draft.values);
  const [left, setLeft] = createSignal<ReadonlySet<string>>(fieldsLeftBefore(start));
  const [answered, setAnswered] = createSignal<ReadonlySet<string>>(new Set());
  const [tried, setTried] = createSignal(false);
  const [keptAt, setKeptAt] = createSignal(start.keptAt);
  const [keepFailed, setKeepFailed] = createSignal(false);
  const [saving, setSaving] = createSignal(false);
  const [failure, setFailure] = createSignal<StorageTrouble>();
  const [duplicate, setDuplicate] = createSignal<ActivityRow>();

  const draft = (): ActivityDraft => ({ ...start.draft, values: values() });
  const today = () => officeDay(app.now());
  const plan = () => app.plans()?.find((one) => one.id === values()['planId']);
  const before = start.record && receivedOf(start.record)?.content;
  const world = (): World => ({ ...app.reference(), plan: plan(), today: today(), recordsFor: app.scope.recordsFor, before });
  const check = createMemo(() => checkForm(draft(), world()));

  // Looked up while the person is still writing, so that Save need not wait for it; asked anew only when the answer could change.
  const content = createMemo(() => (start.record ? undefined : check().content), undefined, { equals: asksTheSame });
  let lookup: Promise<ActivityRow | undefined> | undefined;
  createEffect(() => {
    const wanted = content();
    lookup = wanted && findPossibleDuplicate(app.db, wanted, start.draft.id).catch(() => undefined);
  });

  const isShown = (issue: Issue): boolean =>
    (tried() || left().has(issue.field)) && (issue.level === 'error' || !answered().has(answerKey(issue, values()[issue.field])));
  const shown = createMemo(() => check().issues.filter(isShown));
  const mistakes = createMemo(() => [...new Set(shown().flatMap((one) => (one.level === 'error' ? [one.field] : [])))]);

  /** What the office confirmed is not what stands here now. */
  const losesConfirmation = createMemo((): boolean => {
    const { content } = check();
    return start.record?.state === 'confirmed' && content !== undefined && countedFieldChanged(start.record.content, content);
  });

  const rowNow = (): DraftRow => ({
    id: start.draft.id,
    draft: draft(),
    savedAt: new Date(app.now()).toISOString(),
    ...(start.record && { editOf: start.record.version }),
  });
  const write = async (): Promise<void> => {
    const row = rowNow();
    try {
      await saveDraft(app.db, row);
      forgetLastWords(app.db, row.id);
      setKeepFailed(false);
      setKeptAt(row.savedAt);
      onKept();
    } catch {
      // The text stays on the screen and beside the database, which may not take another word before the page is loaded anew.
      keepLastWords(app.db, row);
      onKept();
      setKeepFailed(true);
    }
  };
  const autosave = createAutosave(write);
  /** The page may be on its way out, and then nothing that answers later is heard. */
  const flush = (): void => {
    if (!autosave.isPending()) return;
    keepLastWords(app.db, rowNow());
    void autosave.flush();
  };
  document.addEventListener('visibilitychange', flush);
  window.addEventListener('pagehide', flush);
  onCleanup(() => {
    document.removeEventListener('visibilitychange', flush);
    window.removeEventListener('pagehide', flush);
    flush();
  });

  const leave = (field: string): void => {
    if (!left().has(field)) setLeft(new Set([...left(), field]));
  };
  const setMany = (changes: ActivityDraft['values']): void => {
    setValues({ ...values(), ...changes });
    setDuplicate(undefined);
    autosave.touch();
    // A field is judged while it is typed in only once the person has left it; keys and chips answer at once.
    for (const field of Object.keys(changes)) if (document.activeElement?.id !== controlId(field)) leave(field);
  };

  async function save(): Promise<SaveOutcome> {
    if (saving()) return { kind: 'busy' };
    setTried(true);
    const { content: wanted } = check();
    if (!wanted) return { kind: 'wrong', field: mistakes()[0] ?? '' };
    setSaving(true);
    setFailure(undefined);
    try {
      const known = duplicate() ? undefined : await lookup;
      if (known) {
        setDuplicate(known);
        setSaving(false);
        return { kind: 'duplicate' };
      }
      await autosave.stop();
      await recordActivity(app.db, { id: start.draft.id, content: wanted, authorId: app.person.id, now: app.now(), newId: app.newId });
      // Nothing can be saved a second time from here: the form is on its way out.
      return { kind: 'saved', content: wanted };
    } catch (error) {
      autosave.resume();
      setFailure(storageTrouble(error));
      setSaving(false);
      return { kind: 'failed' };
    }
  }

  return {
    start,
    draft,
    values,
    today,
    plan,
    check,
    /** Fields with a mistake the person has been told of, in the order of the form. */
    mistakes,
    keptAt,
    keepFailed,
    saving,
    failure,
    duplicate,
    losesConfirmation,
    text: (field: string): string => textOf(values()[field]),
    list: (field: string): readonly string[] => listOf(values()[field]),
    issue: (field: string): Issue | undefined => issueOf(shown(), field),
    set: (field: string, value: DraftValue) => setMany({ [field]: value }),
    setMany,
    leave,
    answer: (issue: Issue) => setAnswered(new Set([...answered(), answerKey(issue, values()[issue.field])])),
    save,
  };
}

const asksTheSame = (a: ActivityContent | undefined, b: ActivityContent | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && isPossibleDuplicate(a, b));

/** What was answered before the form was opened again is judged at once; a new form says nothing yet. */
function fieldsLeftBefore({ draft, record, keptAt }: FormStart): ReadonlySet<string> {
  if (!record && keptAt === undefined) return new Set();
  return new Set(Object.entries(draft.values).flatMap(([field, value]) => (value === '' ? [] : [field])));
}

const textOf = (value: DraftValue | undefined): string => (typeof value === 'string' ? value : '');
const listOf = (value: DraftValue | undefined): readonly string[] => (Array.isArray(value) ? value : []);
