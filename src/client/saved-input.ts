import { createSignal } from 'solid-js';
import { useApp } from './app-context.ts';
import type { AppDb } from './store/db.ts';
import { openNote, sealNote } from './store/safekeeping/notes.ts';
import { savedInputPrefix } from './store/safekeeping/saved-input-key.ts';

/** Fields of a form that were touched, as they were typed, and the keys of what was sent of them, by its words. */
interface Stored<T> {
  readonly values: Partial<T>;
  readonly requests: Readonly<Record<string, string>>;
}

function read<T>(db: Pick<AppDb, 'seal'>, place: string): Stored<T> | undefined {
  try {
    return JSON.parse(openNote(db, place, localStorage.getItem(place)) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

export type SavedInput<T extends object> = ReturnType<typeof createSavedInput<T>>;

/**
 * A form that keeps what the person typed on this device until it is saved: the office may be out of reach, and an app that locks
 * itself takes the form off the screen. `about`: which form it is, and of what. A field that was left alone begins with `start`, which
 * may be another when the form is opened again: today's day, or what somebody else has set meanwhile.
 */
export function createSavedInput<T extends object>(about: readonly (string | number | boolean)[], start: T) {
  const { db, person } = useApp();
  const place = savedInputPrefix(person.id) + about.join('.');
  const found = read<T>(db, place);
  const [stored, setStored] = createSignal<Stored<T>>({ values: found?.values ?? {}, requests: found?.requests ?? {} });
  const [wasRestored, setWasRestored] = createSignal(found !== undefined);
  const values = (): T => ({ ...start, ...stored().values });
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
    values,
    set: (change: Partial<T>): void => write({ values: { ...stored().values, ...change } }),
    /** These words went out, and nothing is known of what became of them, or that they were taken. */
    wasSent: (words: string): boolean => words in stored().requests,
    /**
     * The key to send words under: the same whenever they are the same, so that a lost answer makes no second entry. For that all
     * fields stay as they were sent.
     */
    requestId(words: string, newId: () => string): string {
      const id = stored().requests[words] ?? newId();
      write({ values: values(), requests: { ...stored().requests, [words]: id } });
      return id;
    },
    /** These words were refused for good. */
    forget(words: string): void {
      const { [words]: _refused, ...requests } = stored().requests;
      write({ requests });
    },
    drop(): void {
      setStored({ values: {}, requests: {} });
      setWasRestored(false);
      localStorage.removeItem(place);
    },
  };
}
