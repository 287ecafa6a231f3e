import { type Accessor, createEffect, createSignal, on, onCleanup, untrack } from 'solid-js';
import type { Result } from '../../domain/result.ts';
import { type OfficeError, type OfficeTrouble, troubleOf } from './trouble.ts';

/** What came from the office, or why it did not; each has its own words on screen. */
export type Fetched<T> = { readonly kind: 'loading' } | { readonly kind: 'ready'; readonly value: T } | OfficeTrouble;

export interface Fetching<T> {
  readonly state: Accessor<Fetched<T>>;
  /** What came, while it is there. */
  readonly value: Accessor<T | undefined>;
  readonly trouble: Accessor<OfficeTrouble | undefined>;
  readonly again: () => void;
  /** Asks again behind what is on screen: an answer stays there until another has come. */
  readonly refresh: () => void;
}

export const fetchedFrom = <T>(answer: Result<T, OfficeError>): Exclude<Fetched<T>, { kind: 'loading' }> =>
  answer.ok ? { kind: 'ready', value: answer.value } : troubleOf(answer.error);

/** Asks nothing while there is nothing to ask about. */
type Source<S> = Accessor<S | undefined>;

/**
 * Asks about what `source` gives, and again whenever that changes; an answer that comes too late is dropped. `stays`: whether
 * what is on screen remains there while it is asked again.
 */
export function createFetched<S, T>(
  source: Source<S>,
  ask: (about: S) => Promise<Result<T, OfficeError>>,
  { stays = () => false }: { readonly stays?: (shown: Fetched<T>, about: S) => boolean } = {},
): Fetching<T> {
  const [state, setState] = createSignal<Fetched<T>>({ kind: 'loading' });
  const [round, setRound] = createSignal(0);
  let isBehind = false;
  createEffect(
    on([source, round], ([about]) => {
      const wasBehind = isBehind;
      isBehind = false;
      if (about === undefined) return;
      let isWanted = true;
      onCleanup(() => {
        isWanted = false;
      });
      setState((shown) => ((wasBehind && shown.kind !== 'loading') || stays(shown, about) ? shown : { kind: 'loading' }));
      void untrack(() => ask(about)).then((answer) => {
        if (isWanted) setState((shown) => (wasBehind && !answer.ok && shown.kind === 'ready' ? shown : fetchedFrom(answer)));
      });
    }),
  );
  const again = (): void => void setRound((count) => count + 1);
  return {
    state,
    value: () => {
      const fetched = state();
      return fetched.kind === 'ready' ? fetched.value : undefined;
    },
    trouble: () => {
      const fetched = state();
      return 'error' in fetched ? fetched : undefined;
    },
    again,
    refresh: () => {
      isBehind = true;
      again();
    },
  };
}
