import { type Accessor, createEffect, createMemo, on } from 'solid-js';
import { useApp } from '../app-context.ts';
import { readFeedState } from '../store/feed/feed-state.ts';
import { createLiveQuery } from '../store/live.ts';
import type { Fetching } from './create-fetched.ts';

/** Asks once more what had no answer, as soon as the office was heard of: `contact` is when, and changes with every contact. */
export function askAgainOn(contact: Accessor<string | undefined>, { trouble, again }: Pick<Fetching<unknown>, 'trouble' | 'again'>): void {
  createEffect(
    on(contact, (at, before) => {
      if (at !== undefined && before !== undefined && trouble()?.kind === 'unreached') again();
    }),
  );
}

/**
 * Asks behind what is on screen for figures that only the office has, whenever a sync has brought something new: beside figures that
 * lie on this device they would else stand for an earlier time.
 */
export function refreshOnNews({ refresh }: Pick<Fetching<unknown>, 'refresh'>): void {
  const { db, sync } = useApp();
  const cursor = createLiveQuery(async () => (await readFeedState(db)).cursor);
  // An exchange brings its news page by page; they are asked about once, also by a screen that was opened while it was under way.
  const news = createMemo<number | undefined>((before) => (sync.status().phase === 'sending' ? (before ?? cursor()) : cursor()));
  createEffect(
    on(news, (at, before) => {
      if (at !== undefined && before !== undefined) refresh();
    }),
  );
}
