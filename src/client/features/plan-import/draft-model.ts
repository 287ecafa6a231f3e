import { type Accessor, createMemo, createSignal, onCleanup } from 'solid-js';
import type { ItemCode } from '../../../domain/ids.ts';
import { codesOf } from '../../../domain/plan-draft/codes.ts';
import type { DraftEdit } from '../../../domain/plan-draft/edit.ts';
import { unitsIn } from '../../../domain/plan-draft/milestone.ts';
import { type DraftNode, type DraftProgress, levelsOf, type PlanDraft, progressOf } from '../../../domain/plan-draft/plan-draft.ts';
import type { Unit } from '../../../domain/reference.ts';
import type { App } from '../../app-context.ts';
import { createAutosave } from '../../autosave.ts';
import type { PlanDraftRow } from '../../store/db.ts';
import { deletePlanDraft, savePlanDraft } from '../../store/lists/plan-drafts.ts';
import { pushStep, type UndoStep } from './undo-steps.ts';

export interface DraftModel {
  readonly row: PlanDraftRow;
  readonly draft: Accessor<PlanDraft>;
  readonly node: (key: string) => DraftNode | undefined;
  readonly code: (key: string) => ItemCode | undefined;
  readonly level: (key: string) => number;
  readonly progress: Accessor<DraftProgress>;
  /** Units that may lead an item of this plan. */
  readonly units: Accessor<readonly Unit[]>;
  /** Where the person is. */
  readonly current: Accessor<string | null>;
  readonly goTo: (key: string | null) => void;
  /** Takes an edit over; false where it was not possible. Edits of one field in a row (`field`) are undone together. */
  readonly apply: (edit: DraftEdit, field?: string) => boolean;
  readonly change: (draft: PlanDraft, field?: string) => void;
  readonly canUndo: Accessor<boolean>;
  readonly undo: () => void;
  /** The last write failed: what was done since lies in this page alone. */
  readonly isUnkept: Accessor<boolean>;
  /** Writes what is not on the phone yet. */
  readonly keep: () => Promise<void>;
  /** Takes the draft away once its plan is saved. */
  readonly finish: () => Promise<void>;
}

/** One draft on the screen: what it is now, how it got there, and its copy on the phone. */
export function createDraftModel(app: App, row: PlanDraftRow): DraftModel {
  const [now, setNow] = createSignal<UndoStep>({ draft: row.draft, at: row.draft.nodes[0]?.key ?? null });
  const [past, setPast] = createSignal<readonly UndoStep[]>([]);
  const [isUnkept, setUnkept] = createSignal(false);
  const draft = createMemo(() => now().draft);
  const nodes = createMemo(() => new Map(draft().nodes.map((node) => [node.key, node])));
  const codes = createMemo(() => codesOf(draft()));
  const levels = createMemo(() => levelsOf(draft()));
  let lastField: string | undefined;

  const write = async (): Promise<void> => {
    try {
      await savePlanDraft(app.db, { ...row, draft: draft(), savedAt: new Date(app.now()).toISOString() });
      setUnkept(false);
    } catch {
      setUnkept(true);
    }
  };
  const autosave = createAutosave(write);
  const flush = (): void => void autosave.flush();
  const warn = (event: BeforeUnloadEvent): void => {
    if (!autosave.isPending() && !isUnkept()) return;
    flush();
    event.preventDefault();
  };
  addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', flush);
  addEventListener('beforeunload', warn);
  onCleanup(() => {
    removeEventListener('pagehide', flush);
    document.removeEventListener('visibilitychange', flush);
    removeEventListener('beforeunload', warn);
    flush();
  });

  const take = (next: UndoStep, field: string | undefined): void => {
    if (field === undefined || field !== lastField) setPast((steps) => pushStep(steps, now()));
    lastField = field;
    setNow(next);
    autosave.touch();
  };
  return {
    row,
    draft,
    node: (key) => nodes().get(key),
    code: (key) => codes().get(key),
    level: (key) => levels().get(key) ?? 1,
    progress: createMemo(() => progressOf(draft())),
    units: createMemo(() => unitsIn(draft().header.period, app.reference().units)),
    current: () => now().at,
    goTo: (at) => {
      lastField = undefined;
      setNow((step) => ({ ...step, at }));
    },
    apply: (edit, field) => {
      if (edit) take(edit, field);
      return edit !== undefined;
    },
    change: (next, field) => take({ draft: next, at: now().at }, field),
    canUndo: () => past().length > 0,
    undo: () => {
      const step = past().at(-1);
      if (!step) return;
      setPast((steps) => steps.slice(0, -1));
      lastField = undefined;
      setNow(step);
      autosave.touch();
    },
    isUnkept,
    keep: autosave.flush,
    finish: async () => {
      await autosave.stop();
      await deletePlanDraft(app.db, row.id);
    },
  };
}
