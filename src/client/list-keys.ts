import { createSignal, onCleanup } from 'solid-js';

const STORED = 'cotmoc.letterKeys';
const [letterKeys, setLetterKeys] = createSignal(localStorage.getItem(STORED) !== 'off');

/** Whether single letters are keys on this device. Who speaks to a computer, or hits a letter by accident, switches them off. */
export { letterKeys };

export function chooseLetterKeys(on: boolean): void {
  setLetterKeys(on);
  localStorage.setItem(STORED, on ? 'on' : 'off');
}

export interface ListKeys<Id> {
  readonly ids: () => readonly Id[];
  readonly current: () => Id | undefined;
  readonly onMove: (id: Id) => void;
  /** Enter, away from anything that takes it for itself. */
  readonly onEnter?: (() => void) | undefined;
  /** The stroke: to where one searches. */
  readonly onSearch?: (() => void) | undefined;
  /** Letters of the screen's own; each says whether it did anything. What it leaves alone others may take. */
  readonly own?: Readonly<Record<string, () => boolean>> | undefined;
}

const TAKES_LETTERS = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]';
const TAKES_ENTER = 'a, button, summary, input, label';
/** Elsewhere the arrows scroll, or go through choices. A screen that has just opened has the focus on its heading. */
const LEAVES_ARROWS = 'body, h1, .beside-list *';

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
  const run = (what: (() => void) | undefined): boolean => {
    what?.();
    return what !== undefined;
  };
  const act = ({ key, repeat }: KeyboardEvent, on: Element | undefined): boolean => {
    if (key === 'ArrowDown' || key === 'ArrowUp') return on?.matches(LEAVES_ARROWS) !== false && move(key === 'ArrowDown' ? 1 : -1);
    if (key === 'Enter') return !on?.closest(TAKES_ENTER) && run(keys.onEnter);
    if (!letterKeys()) return false;
    if (key === 'j' || key === 'k') return move(key === 'j' ? 1 : -1);
    // A key that is held down goes on through a list; whatever else a letter does, it does once.
    if (repeat) return false;
    return keys.own?.[key]?.() ?? (key === '/' && run(keys.onSearch));
  };
  const onKey = (event: KeyboardEvent): void => {
    const on = event.target instanceof Element ? event.target : undefined;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (on?.matches(TAKES_LETTERS) || document.querySelector('dialog[open]')) return;
    if (act(event, on)) event.preventDefault();
  };
  document.addEventListener('keydown', onKey);
  onCleanup(() => document.removeEventListener('keydown', onKey));
}
