import { type Accessor, createSignal, onCleanup } from 'solid-js';

const [waiting, setWaiting] = createSignal<readonly number[]>([]);

/**
 * Of all that have something to say above a screen the one of the lowest rank speaks and the others wait until it is gone. No two have
 * the same rank. Leaves the line with its owner.
 */
export function createTurn(rank: number): Accessor<boolean> {
  setWaiting((ranks) => [...ranks, rank]);
  onCleanup(() => setWaiting((ranks) => ranks.filter((other) => other !== rank)));
  return () => Math.min(...waiting()) === rank;
}
