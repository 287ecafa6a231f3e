import { createSignal, useContext } from 'solid-js';
import { AppContext } from './app-context.ts';
import type { AppDb } from './store/db.ts';
import { openNote, sealNote } from './store/safekeeping/notes.ts';
import { SAVED_INPUTS } from './store/safekeeping/saved-input-key.ts';

/** Values of a form as they were typed, and the keys of what was sent of them, by its words. */
interface Stored<T> {
  readonly values: T;
  readonly requests: Readonly<Record<string, string>>;
}

/** Where nobody is signed in nothing is sealed. */
const UNSEALED = { seal: undefined };

function read<T>(db: Pick<AppDb, 'seal'>, place: string): Stored<T> | undefined {
  try {
    return JSON.parse(openNote(db, place, localStorage.getItem(place)) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

export type SavedInput<T> = ReturnType<typeof createSavedInput<T>>;

/**
 * A form that keeps what was typed on this device until it is saved: the office may be out of reach, and an app that locks itself
 * takes the form off the screen.
 */
export function createSavedInput<T>(name: string, start: T) {
  const db = useContext(AppContext)?.db ?? UNSEALED;
  const place = SAVED_INPUTS + name;
  const found = read<T>(db, place);
  const [stored, setStored] = createSignal<Stored<T>>({ values: { ...start, ...found?.values }, requests: found?.requests ?? {} });
  const [wasRestored, setWasRestored] = createSignal(found !== undefined);
  const write = (change: Partial<Stored<T>>): void => {
    const next = setStored((old) => ({ ...old, ...change }));
    try {
      localStorage.setItem(place, sealNote(db, place, JSON.stringify(next)));
    } catch {
      // A full storage keeps nothing; what was typed stays on the screen.
    }
  };
  return {
    /** Something of an earlier time was found. */
    wasRestored,
    values: (): T => stored().values,
    set: (change: Partial<T>): void => write({ values: { ...stored().values, ...change } }),
    /** These words went out, and nothing is known of what became of them, or that they were taken. */
    wasSent: (words: string): boolean => words in stored().requests,
    /** The key to send words under: the same whenever they are the same, so that a lost answer makes no second entry. */
    requestId(words: string, newId: () => string): string {
      const id = stored().requests[words] ?? newId();
      write({ requests: { ...stored().requests, [words]: id } });
      return id;
    },
    /** These words were refused for good. */
    forget(words: string): void {
      const { [words]: _refused, ...requests } = stored().requests;
      write({ requests });
    },
    drop(): void {
      setStored({ values: start, requests: {} });
      setWasRestored(false);
      localStorage.removeItem(place);
    },
  };
}
