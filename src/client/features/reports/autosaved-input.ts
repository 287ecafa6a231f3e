import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import { createAutosave } from '../../autosave.ts';

export interface AutosavedInput<T> {
  /** Undefined until it is read. */
  readonly value: Accessor<T | undefined>;
  readonly change: (part: Partial<T>) => void;
}

/** What a person types, saved on this device under a key. The screen shows what was typed; the disk only follows it. */
export function createAutosavedInput<T extends object, K>(
  key: Accessor<K | undefined>,
  disk: { readonly read: (key: K) => Promise<T>; readonly write: (key: K, value: T) => Promise<void> },
): AutosavedInput<T> {
  const [current, setCurrent] = createSignal<{ readonly key: K; readonly value: T }>();
  const saving = createAutosave(async () => {
    const now = current();
    if (now) await disk.write(now.key, now.value).catch(reportError);
  });
  /** Until everything is written, also what is typed while that takes place. */
  const settle = async (): Promise<void> => {
    do await saving.flush();
    while (saving.isPending());
  };
  createEffect(
    on(key, (at) => {
      // What was typed under the key before is written before that is forgotten.
      const settled = settle();
      void settled.then(() => setCurrent(undefined));
      if (at === undefined) return;
      let isWanted = true;
      onCleanup(() => {
        isWanted = false;
      });
      void settled
        .then(() => disk.read(at))
        .then((value) => {
          if (isWanted) setCurrent({ key: at, value });
        });
    }),
  );
  onCleanup(() => void saving.flush());
  return {
    value: () => current()?.value,
    change: (part) => {
      setCurrent((old) => old && { ...old, value: { ...old.value, ...part } });
      saving.touch();
    },
  };
}
