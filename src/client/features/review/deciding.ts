import { type Accessor, createSignal } from 'solid-js';
import type { Review } from '../../store/records/review-activities.ts';

export type Decision = Pick<Review, 'action' | 'reason' | 'duplicateOfId'>;

/** What a dialog asks before a decision is made. */
type Question = 'return' | 'keep';

interface Deciding<Target> {
  /** The question that is open, and what it was asked about. */
  readonly asked: Accessor<{ readonly question: Question; readonly targets: readonly Target[] } | undefined>;
  readonly ask: (question: Question) => void;
  readonly close: () => void;
  /** Whether it was stored. That closes the question; where it could not be, the question stays as it was. */
  readonly decide: (decision: Decision) => Promise<boolean>;
}

/**
 * One decision at a time, about what stood there when it was asked for: sync may change the list while a dialog is open. Until a
 * decision is stored, a further one does nothing, since the list still shows what has just been judged.
 */
export function createDeciding<Target>(
  targets: Accessor<readonly Target[]>,
  store: (targets: readonly Target[], decision: Decision) => Promise<boolean>,
): Deciding<Target> {
  const [asked, setAsked] = createSignal<{ readonly question: Question; readonly targets: readonly Target[] }>();
  let isStoring = false;
  return {
    asked,
    ask: (question) => {
      if (!isStoring) setAsked({ question, targets: targets() });
    },
    close: () => {
      setAsked(undefined);
    },
    decide: async (decision) => {
      if (isStoring) return false;
      isStoring = true;
      try {
        const question = asked();
        const isStored = await store(question?.targets ?? targets(), decision);
        if (isStored && asked() === question) setAsked(undefined);
        return isStored;
      } finally {
        isStoring = false;
      }
    },
  };
}
