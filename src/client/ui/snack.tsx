import { createEffect, createSignal, onCleanup, Show } from 'solid-js';
import { footHeight } from './foot-height.ts';
import { Icon, type IconName } from './icon.tsx';

export interface Snack {
  readonly text: string;
  /** A second, quieter line. */
  readonly note?: string | undefined;
  readonly icon?: IconName | undefined;
  readonly action?: { readonly label: string; readonly onAction: () => void } | undefined;
  readonly level?: 'info' | 'error' | undefined;
}

const SHOWN_MS = 8_000;
const [current, setCurrent] = createSignal<Snack>();

/** Says what has just happened, above the keys, moving nothing. The next one takes its place. */
export const showSnack = (snack: Snack): void => {
  setCurrent({ ...snack });
};

/** Stands once in the shell, outside the screens, so that it outlives the one that spoke. */
export function SnackHost() {
  const [held, setHeld] = createSignal(false);
  createEffect(() => {
    if (!current() || held()) return;
    const timer = setTimeout(() => setCurrent(undefined), SHOWN_MS);
    onCleanup(() => clearTimeout(timer));
  });
  return (
    <div
      class="snack-host"
      // Here and not on the root: there it would have every element of the page styled anew.
      style={{ '--foot': `${footHeight()}px` }}
      role="status"
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
    >
      <Show when={current()} keyed>
        {(snack) => (
          <div class="snack">
            <Icon name={snack.icon ?? (snack.level === 'error' ? 'err' : 'tick')} />
            <span class="grow">
              <b>{snack.text}</b>
              <Show when={snack.note}>
                <br />
                {snack.note}
              </Show>
            </span>
            <Show when={snack.action}>
              {(action) => (
                <button
                  type="button"
                  class="key"
                  onClick={() => {
                    setCurrent(undefined);
                    action().onAction();
                  }}
                >
                  {action().label}
                </button>
              )}
            </Show>
          </div>
        )}
      </Show>
    </div>
  );
}
