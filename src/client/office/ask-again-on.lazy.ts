import { type Accessor, createEffect, on } from 'solid-js';
import type { Fetching } from './create-fetched.ts';

/** Asks once more what had no answer, as soon as the office was heard of: `contact` is when, and changes with every contact. */
export function askAgainOn(contact: Accessor<string | undefined>, { trouble, again }: Pick<Fetching<unknown>, 'trouble' | 'again'>): void {
  createEffect(
    on(contact, (at, before) => {
      if (at !== undefined && before !== undefined && trouble()?.kind === 'unreached') again();
    }),
  );
}
