import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import type { Result } from '../../domain/result.ts';
import { type Fetched, fetchedFrom } from './create-fetched.ts';
import type { OfficeError } from './trouble.ts';

interface Page {
  /** There is a page after this one. */
  readonly more: boolean;
}

export interface Pages<P extends Page> {
  readonly pages: readonly P[];
  /** State of the page asked for last; what came before stays on screen. */
  readonly last: Fetched<P>;
}

/** A list at the office, page by page. Undefined as `source`: there is nothing to ask about yet. */
export function createPages<S, P extends Page>(
  source: Accessor<S | undefined>,
  ask: (about: S, before: P | undefined) => Promise<Result<P, OfficeError>>,
): { list: Accessor<Pages<P>>; next: () => void } {
  const none: Pages<P> = { pages: [], last: { kind: 'loading' } };
  const [list, setList] = createSignal(none);
  let round = 0;
  const load = async (about: S): Promise<void> => {
    round += 1;
    const mine = round;
    const before = list().pages.at(-1);
    setList((old) => ({ ...old, last: { kind: 'loading' } }));
    const last = fetchedFrom(await ask(about, before));
    if (mine !== round) return;
    setList(({ pages }) => ({ pages: last.kind === 'ready' ? [...pages, last.value] : pages, last }));
  };
  createEffect(
    on(source, (about) => {
      setList(none);
      if (about !== undefined) void load(about);
    }),
  );
  onCleanup(() => {
    round += 1;
  });
  return {
    list,
    next: () => {
      const about = source();
      if (about !== undefined) void load(about);
    },
  };
}
