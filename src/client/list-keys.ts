import { onCleanup } from 'solid-js';

export interface ListKeys<Id> {
  readonly ids: () => readonly Id[];
  readonly current: () => Id | undefined;
  readonly onMove: (id: Id) => void;
  /** Enter, away from anything that takes it for itself. */
  readonly onEnter?: (() => void) | undefined;
  /** The stroke: to where one searches. */
  readonly onSearch?: (() => void) | undefined;
  /** Keys of the screen's own, by what they are called. */
  readonly own?: Readonly<Record<string, () => void>> | undefined;
}

const TAKES_LETTERS = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]';
const TAKES_ENTER = 'a, button, summary, input, label';

/** Down and up a list by j and k or the arrows, as long as nobody types and no dialog asks. */
export function createListKeys<Id>(keys: ListKeys<Id>): void {
  const move = (by: number): boolean => {
    const ids = keys.ids();
    const at = ids.indexOf(keys.current() as Id);
    const next = ids[at === -1 ? 0 : at + by];
    if (next === undefined) return false;
    keys.onMove(next);
    return true;
  };
  const act = ({ key, target }: KeyboardEvent): boolean => {
    const on = target instanceof Element ? target : undefined;
    if (key === 'j' || key === 'ArrowDown') return move(1);
    if (key === 'k' || key === 'ArrowUp') return move(-1);
    const own = keys.own?.[key] ?? (key === '/' ? keys.onSearch : undefined);
    const run = own ?? (key === 'Enter' && !on?.closest(TAKES_ENTER) ? keys.onEnter : undefined);
    run?.();
    return run !== undefined;
  };
  const onKey = (event: KeyboardEvent): void => {
    const on = event.target instanceof Element ? event.target : undefined;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (on?.matches(TAKES_LETTERS) || document.querySelector('dialog[open]')) return;
    if (act(event)) event.preventDefault();
  };
  document.addEventListener('keydown', onKey);
  onCleanup(() => document.removeEventListener('keydown', onKey));
}
