import { type Accessor, createEffect, createMemo, createSignal, onCleanup, untrack } from 'solid-js';
import type { ActivityContent } from '../../../domain/activity.ts';
import type { ActivityDraft, DraftCheck, DraftValue } from '../../../domain/activity-draft.ts';
import { latestDay } from '../../../domain/clock.ts';
import { contribution, countedFieldChanged } from '../../../domain/contribution.ts';
import { officeDay } from '../../../domain/day.ts';
import type { Issue, World } from '../../../domain/rules.ts';
import type { App } from '../../app-context.ts';
import { createAutosave } from '../../autosave.ts';
import { inTime } from '../../in-time.ts';
import type { ActivityRow, DraftRow } from '../../store/db.ts';
import { type StorageTrouble, storageTrouble } from '../../store/open-db.ts';
import { receivedOf } from '../../store/records/compose-row.ts';
import { saveDraft } from '../../store/records/drafts.ts';
import type { findPossibleDuplicate } from '../../store/records/possible-duplicate.lazy.ts';
import { recordActivity } from '../../store/records/record-activity.ts';
import { forgetUnloadDraft, saveUnloadDraft } from '../../store/safekeeping/unload-draft.ts';
import { answerKey, checkForm, issueOf } from './form-issues.ts';

/** A store that takes longer (ms) to keep a draft may never do it: the words are kept beside it meanwhile. */
const KEEPING_MS = 5_000;

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
  const draft = (): ActivityDraft => ({ ...start.draft, values: values() });
  const today = () => officeDay(app.now());
  /** A clock that is behind must not refuse the true day. */
  const latest = () => latestDay(app.now(), app.status()?.clockSkewMs);
  const plan = () => app.plans()?.find((plan) => plan.id === values()['planId']);
  const before = start.record && receivedOf(start.record)?.content;
  const world = (): World => ({
    ...app.reference(),
    plan: plan(),
    today: latest(),
    person: app.person,
    before,
  });
  const check = createMemo(() => checkForm(draft(), world()));

  const told = createTold(start, values, check);
  const keeping = createKeeping(app, start, draft, onKept);
  const saving = createSaving(app, start, check, keeping);

  /** The words with a number in them that Save asked about last. */
  let askedAbout: string | undefined;

  /** What the office confirmed is not what stands here now. */
  const losesConfirmation = createMemo((): boolean => {
    const { content } = check();
    return start.record?.state === 'confirmed' && content !== undefined && countedFieldChanged(start.record.content, content);
  });

  const setMany = (changes: ActivityDraft['values']): void => {
    setValues({ ...values(), ...changes });
    saving.setDuplicate(undefined);
    keeping.autosave.touch();
    // A field is judged while it is typed in only once the person has left it; keys and chips answer at once.
    for (const field of Object.keys(changes)) if (document.activeElement?.id !== controlId(field)) told.leave(field);
  };

  return {
    start,
    draft,
    values,
    today,
    latest,
    plan,
    check,
    ...told,
    ...keeping,
    ...saving,
    losesConfirmation,
    text: (field: string): string => textOf(values()[field]),
    list: (field: string): readonly string[] => listOf(values()[field]),
    issue: (field: string): Issue | undefined => issueOf(told.shown(), field),
    set: (field: string, value: DraftValue) => setMany({ [field]: value }),
    setMany,
    save: async (): Promise<SaveOutcome> => {
      if (saving.saving()) return { kind: 'busy' };
      told.tellAll();
      const { content } = check();
      if (!content) return { kind: 'wrong', field: told.mistakes()[0] ?? '' };
      // A number that may be somebody's is asked about once more, where it stands; saving again says that it is none.
      const doubt = told.shown().find((issue) => issue.code === 'personalData');
      const about = doubt && answerKey(doubt, values()[doubt.field]);
      if (!doubt || about === askedAbout) return saving.saveRecord(content);
      askedAbout = about;
      return { kind: 'wrong', field: doubt.field };
    },
  };
}

type Values = Accessor<ActivityDraft['values']>;

/** What the person is told of: mistakes in fields they have left, in all once they tried to save, and no question twice. */
function createTold(start: FormStart, values: Values, check: Accessor<DraftCheck>) {
  const [left, setLeft] = createSignal<ReadonlySet<string>>(fieldsLeftBefore(start));
  const [answered, setAnswered] = createSignal<ReadonlySet<string>>(new Set());
  const [tried, setTried] = createSignal(false);
  const isShown = (issue: Issue): boolean =>
    (tried() || left().has(issue.field)) && (issue.level === 'error' || !answered().has(answerKey(issue, values()[issue.field])));
  const shown = createMemo(() => check().issues.filter(isShown));
  return {
    shown,
    /** Fields with a mistake, in the order of the form. */
    mistakes: createMemo(() => [...new Set(shown().flatMap((issue) => (issue.level === 'error' ? [issue.field] : [])))]),
    leave: (field: string): void => {
      if (!left().has(field)) setLeft(new Set([...left(), field]));
    },
    answer: (issue: Issue) => setAnswered(new Set([...answered(), answerKey(issue, values()[issue.field])])),
    tellAll: () => setTried(true),
  };
}

/** The draft on the disk: written a moment after every change, and at once where the page may be on its way out. */
function createKeeping(app: App, start: FormStart, draft: () => ActivityDraft, onKept: () => void) {
  const [keptAt, setKeptAt] = createSignal(start.keptAt);
  const [keepFailed, setKeepFailed] = createSignal(false);
  const rowNow = (): DraftRow => ({
    id: start.draft.id,
    draft: draft(),
    savedAt: new Date(app.now()).toISOString(),
    ...(start.record && { editOf: start.record.version }),
  });
  const write = async (): Promise<void> => {
    const row = rowNow();
    try {
      await inTime(KEEPING_MS, saveDraft(app.db, row));
      forgetUnloadDraft(app.db, row.id);
      setKeepFailed(false);
      setKeptAt(row.savedAt);
      onKept();
    } catch {
      // The text stays on the screen and beside the database, which may not take another word before the page is loaded anew.
      saveUnloadDraft(app.db, row);
      onKept();
      setKeepFailed(true);
    }
  };
  const autosave = createAutosave(write);
  /** The words as they are being saved: until that is done they lie nowhere for certain. */
  let beingSaved: DraftRow | undefined;
  /** The page may be on its way out, and then nothing that answers later is heard. */
  const flush = (): void => {
    if (beingSaved) saveUnloadDraft(app.db, beingSaved);
    if (!autosave.isPending()) return;
    saveUnloadDraft(app.db, rowNow());
    void autosave.flush();
  };
  document.addEventListener('visibilitychange', flush);
  window.addEventListener('pagehide', flush);
  onCleanup(() => {
    document.removeEventListener('visibilitychange', flush);
    window.removeEventListener('pagehide', flush);
    flush();
  });
  const whileSaving = async (save: () => Promise<unknown>): Promise<void> => {
    // As old as its saving: where the record was saved after all, that is the later one.
    beingSaved = rowNow();
    try {
      await autosave.stop();
      await save();
    } catch (error) {
      autosave.resume();
      throw error;
    } finally {
      beingSaved = undefined;
    }
  };
  return { keptAt, keepFailed, autosave, whileSaving };
}

type Keeping = ReturnType<typeof createKeeping>;

/** The record that says the same, looked up while the person is still writing, so that Save need not wait for it. */
function createLookup(app: App, start: FormStart, check: Accessor<DraftCheck>): () => Promise<ActivityRow | undefined> | undefined {
  // Asked anew only when the answer could change.
  const counted = createMemo(() => {
    const { content } = check();
    return content && !start.record ? JSON.stringify(contribution(content, 'sent')) : undefined;
  });
  let found: Promise<ActivityRow | undefined> | undefined;
  // It comes while the person writes. Save never waits for it to be there.
  const [find, setFind] = createSignal<typeof findPossibleDuplicate>();
  import('../../store/records/possible-duplicate.lazy.ts').then(
    (m) => setFind(() => m.findPossibleDuplicate),
    () => undefined,
  );
  createEffect(() => {
    const content = counted() ? untrack(check).content : undefined;
    found = content && find()?.(app.db, { content, authorId: app.person.id }, start.draft.id).catch(() => undefined);
  });
  return () => found;
}

/** Makes a record of what was written: asks once where another says the same, and says so where the phone takes nothing more. */
function createSaving(app: App, start: FormStart, check: Accessor<DraftCheck>, { whileSaving }: Pick<Keeping, 'whileSaving'>) {
  const [saving, setSaving] = createSignal(false);
  const [failure, setFailure] = createSignal<StorageTrouble>();
  const [duplicate, setDuplicate] = createSignal<ActivityRow>();
  const lookup = createLookup(app, start, check);
  async function saveRecord(content: ActivityContent): Promise<SaveOutcome> {
    setSaving(true);
    setFailure(undefined);
    try {
      const known = duplicate() ? undefined : await lookup();
      if (known) {
        setDuplicate(known);
        setSaving(false);
        return { kind: 'duplicate' };
      }
      await whileSaving(() =>
        recordActivity(app.db, { id: start.draft.id, content, authorId: app.person.id, now: app.now(), newId: app.newId }),
      );
      // Nothing can be saved a second time from here: the form is on its way out.
      return { kind: 'saved', content };
    } catch (error) {
      setFailure(storageTrouble(error));
      setSaving(false);
      return { kind: 'failed' };
    }
  }
  return { saving, failure, duplicate, setDuplicate, saveRecord };
}

/** What was answered before the form was opened again is judged at once; a new form says nothing yet. */
function fieldsLeftBefore({ draft, record, keptAt }: FormStart): ReadonlySet<string> {
  if (!record && keptAt === undefined) return new Set();
  return new Set(Object.entries(draft.values).flatMap(([field, value]) => (value === '' ? [] : [field])));
}

const textOf = (value: DraftValue | undefined): string => (typeof value === 'string' ? value : '');
const listOf = (value: DraftValue | undefined): readonly string[] => (Array.isArray(value) ? value : []);
