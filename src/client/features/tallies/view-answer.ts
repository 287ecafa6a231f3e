import { type Accessor, createComputed, createSignal } from 'solid-js';
import { TallyViewReply } from '../../../protocol/tally.ts';
import { createFetched, type Fetched } from './fetched.ts';

/** What the office said last to one question, and when it came (ms). */
export interface KeptAnswer {
  readonly reply: TallyViewReply;
  readonly at: number;
}

export interface ViewAnswer {
  readonly state: Accessor<Fetched<TallyViewReply>>;
  /** Stays while the question is asked again, and while there is no network. Never the answer to another question. */
  readonly kept: Accessor<KeptAnswer | undefined>;
  readonly again: () => void;
}

export function createViewAnswer(path: Accessor<string>, now: () => number): ViewAnswer {
  const { state, again } = createFetched(path, TallyViewReply);
  const [answers, setAnswers] = createSignal<ReadonlyMap<string, KeptAnswer>>(new Map());
  let asked = path();
  createComputed(() => {
    const fetched = state();
    // The path may be ahead of the state by one step; the answer belongs to the question it came to.
    if (fetched.kind === 'loading') asked = path();
    else if (fetched.kind === 'ready') setAnswers((old) => new Map(old).set(asked, { reply: fetched.value, at: now() }));
  });
  return { state, again, kept: () => answers().get(path()) };
}
