import type { PlanDraft } from '../../../domain/plan-draft/plan-draft.ts';

/** A draft, and the item the person was at. */
export interface UndoStep {
  readonly draft: PlanDraft;
  readonly at: string | null;
}

/** Steps share what did not change between them, so many cost little. */
const MOST_STEPS = 300;

export const pushStep = (steps: readonly UndoStep[], step: UndoStep): UndoStep[] => [...steps.slice(1 - MOST_STEPS), step];
