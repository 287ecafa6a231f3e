import { type Accessor, createComputed, createSignal } from 'solid-js';
import type { QueryTextOf } from '../../../protocol/endpoint.ts';
import { TALLY_LOCALITIES, TALLY_MARKERS, TALLY_TYPES } from '../../../protocol/endpoints/tally.ts';
import type { TallyViewReply } from '../../../protocol/tally.ts';
import { refreshOnNews } from '../../office/ask-again-on.lazy.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createFetched, type Fetched } from '../../office/create-fetched.ts';
import type { OfficeTrouble } from '../../office/trouble.ts';

const ENDPOINTS = { locality: TALLY_LOCALITIES, type: TALLY_TYPES, marker: TALLY_MARKERS } as const;

/** Which figures, and of what. */
export interface ViewQuestion {
  readonly view: keyof typeof ENDPOINTS;
  readonly query: QueryTextOf<typeof TALLY_TYPES>;
}

/** What the office said last to one question, and when it came (ms). */
export interface CachedAnswer {
  readonly reply: TallyViewReply;
  readonly at: number;
}

export interface ViewAnswer {
  readonly state: Accessor<Fetched<TallyViewReply>>;
  /** Stays while the question is asked again, and while there is no network. Never the answer to another question. */
  readonly cached: Accessor<CachedAnswer | undefined>;
  readonly trouble: Accessor<OfficeTrouble | undefined>;
  readonly again: () => void;
}

/** Asks nothing while there is no question. */
export function createViewAnswer(question: Accessor<ViewQuestion | undefined>, now: () => number): ViewAnswer {
  const fetched = createFetched(question, ({ view, query }) => askOffice(ENDPOINTS[view], { query }));
  refreshOnNews(fetched);
  const { state, trouble, again } = fetched;
  const [answers, setAnswers] = createSignal<ReadonlyMap<string, CachedAnswer>>(new Map());
  const key = (): string => JSON.stringify(question() ?? null);
  let asked = key();
  createComputed(() => {
    const answer = state();
    // The question may be ahead of the state by one step; the answer belongs to the question it came to.
    if (answer.kind === 'loading') asked = key();
    else if (answer.kind === 'ready') setAnswers((old) => new Map(old).set(asked, { reply: answer.value, at: now() }));
  });
  return { state, trouble, again, cached: () => answers().get(key()) };
}
