import { type Accessor, createEffect, createSignal, on, onCleanup, untrack } from 'solid-js';
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

/**
 * A list at the office, page by page. Undefined as `source`: there is nothing to ask about yet. `refresh`: reads again what was read,
 * behind it.
 */
export function createPages<S, P extends Page>(
  source: Accessor<S | undefined>,
  ask: (about: S, before: P | undefined) => Promise<Result<P, OfficeError>>,
): { list: Accessor<Pages<P>>; next: () => void; refresh: () => void } {
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
  /** Behind what is on screen: the same number of pages, which take its place once all have come. */
  const reload = async (about: S): Promise<void> => {
    round += 1;
    const mine = round;
    const wanted = Math.max(1, list().pages.length);
    const pages: P[] = [];
    let last: Exclude<Fetched<P>, { kind: 'loading' }>;
    do {
      last = fetchedFrom(await ask(about, pages.at(-1)));
      if (mine !== round) return;
      if (last.kind === 'ready') pages.push(last.value);
    } while (last.kind === 'ready' && last.value.more && pages.length < wanted);
    setList((old) => {
      if (last.kind === 'ready') return { pages, last };
      return old.last.kind === 'loading' ? { ...old, last } : old;
    });
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
  const withSource = (run: (about: S) => Promise<void>) => (): void => {
    const about = untrack(source);
    if (about !== undefined) void run(about);
  };
  return { list, next: withSource(load), refresh: withSource(reload) };
}
