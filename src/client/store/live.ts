import { Dexie, liveQuery } from 'dexie';
import { type Accessor, createReaction, createSignal, onCleanup, untrack } from 'solid-js';
import { mendConnection } from './safekeeping/lost-connection.ts';

/** A query that failed is asked again after this long (ms): the browser may have closed the database under it. */
const RETRY_MS = 1_000;

/**
 * The answer of a query, kept current while its owner lives: asked again when a write in any tab touches what it read, and
 * when a signal it read before its first `await` changes. Undefined until the first answer. `rest`: what every further
 * asking waits for.
 */
export function createLiveQuery<T>(query: () => Promise<T>, rest?: (next: () => void) => void): Accessor<T | undefined> {
  const [value, setValue] = createSignal<T>();
  let stop = (): void => undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const follow = createReaction(() => start());
  // Dexie follows what is read after an `await` only in a function that is itself async.
  const tracked = async (): Promise<T> => {
    // Its own kind of promise for the same reason.
    if (rest && untrack(value) !== undefined) await new Dexie.Promise<void>((resolve) => rest(() => resolve()));
    let answer: Promise<T> | undefined;
    follow(() => {
      answer = query();
    });
    return answer as unknown as Promise<T>;
  };
  const start = (): void => {
    end();
    const subscription = liveQuery(tracked).subscribe({
      next: (next) => setValue(() => next),
      error: (error) => {
        mendConnection(error);
        retry = setTimeout(start, RETRY_MS);
      },
    });
    stop = () => subscription.unsubscribe();
  };
  const end = (): void => {
    clearTimeout(retry);
    stop();
  };
  start();
  onCleanup(end);
  return value;
}
