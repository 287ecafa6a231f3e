import { type Accessor, createSignal } from 'solid-js';
import type { AppDb } from '../db.ts';

/** Whoever waits longer (ms) for the store may wait for ever: a slow phone is done before. */
const LONGEST_MS = 25_000;

/**
 * Whether a change or question has been without an answer for so long that the person must hear of it: a browser that lost its
 * databases may refuse nothing and answer nothing.
 */
export function watchSilence(db: AppDb): Accessor<boolean> {
  const [late, setLate] = createSignal(0);
  const watch = (transaction: IDBTransaction): void => {
    let isLate = false;
    const limit = setTimeout(() => {
      isLate = true;
      setLate((count) => count + 1);
    }, LONGEST_MS);
    const end = (): void => {
      clearTimeout(limit);
      if (isLate) setLate((count) => count - 1);
      isLate = false;
    };
    for (const name of ['complete', 'abort']) transaction.addEventListener(name, end);
  };
  // At once where it is open, and whenever it is opened anew.
  db.on(
    'ready',
    () => {
      const { core } = db;
      const begin = core.transaction.bind(core);
      core.transaction = (...asked) => {
        const transaction = begin(...asked);
        watch(transaction as IDBTransaction);
        return transaction;
      };
    },
    true,
  );
  return () => late() > 0;
}
