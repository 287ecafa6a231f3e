import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import { ActivityList } from '../../../protocol/account.ts';
import type { ServerActivity } from '../../../protocol/sync.ts';
import { type Fetched, fetchFrom } from './fetched.ts';

const PAGE = 50;

export interface RecordPages {
  readonly activities: readonly ServerActivity[];
  /** State of the page asked for last; what came before stays on screen. */
  readonly last: Fetched<{ readonly more: boolean }>;
}

const NONE: RecordPages = { activities: [], last: { kind: 'loading' } };

/** The records behind a figure, newest first, page by page. */
export function createRecordPages(query: Accessor<string>): { pages: Accessor<RecordPages>; next: () => void } {
  const [pages, setPages] = createSignal(NONE);
  let round = 0;
  const load = async (): Promise<void> => {
    round += 1;
    const mine = round;
    const before = pages().activities.at(-1)?.id;
    const path = `/api/activities?${query()}&limit=${PAGE}${before === undefined ? '' : `&before=${before}`}`;
    setPages((old) => ({ ...old, last: { kind: 'loading' } }));
    const answer = await fetchFrom(path, ActivityList);
    if (mine !== round) return;
    setPages((old) =>
      answer.kind === 'ready'
        ? { activities: [...old.activities, ...answer.value.activities], last: { kind: 'ready', value: { more: answer.value.more } } }
        : { ...old, last: answer },
    );
  };
  createEffect(
    on(query, () => {
      setPages(NONE);
      void load();
    }),
  );
  onCleanup(() => {
    round += 1;
  });
  return { pages, next: () => void load() };
}
