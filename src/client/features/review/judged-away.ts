import { type Accessor, createEffect, createSignal, on } from 'solid-js';
import type { ActivityId } from '../../../domain/ids.ts';

interface Named {
  readonly id: ActivityId;
}

interface JudgedAway {
  readonly has: (id: ActivityId) => boolean;
  readonly add: (ids: readonly ActivityId[]) => void;
  /** The verdict was taken back. */
  readonly drop: (ids: readonly ActivityId[]) => void;
}

/**
 * What was judged leaves the list at once, before the list is read again. Once a reading comes without it, it may come back: a
 * record that was returned and corrected waits anew.
 */
export function createJudgedAway(read: Accessor<readonly Named[] | undefined>): JudgedAway {
  const [away, setAway] = createSignal<ReadonlySet<ActivityId>>(new Set());
  const drop = (isDropped: (id: ActivityId) => boolean): void => {
    setAway((before) => new Set([...before].filter((id) => !isDropped(id))));
  };
  createEffect(
    on(read, (items) => {
      if (items === undefined || away().size === 0) return;
      const there = new Set(items.map(({ id }) => id));
      drop((id) => !there.has(id));
    }),
  );
  return {
    has: (id) => away().has(id),
    add: (ids) => {
      setAway((before) => new Set([...before, ...ids]));
    },
    drop: (ids) => drop((id) => ids.includes(id)),
  };
}
