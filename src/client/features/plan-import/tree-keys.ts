import type { Operations } from './operations.ts';

interface TreeKeys extends Operations {
  readonly open: (key: string) => void;
  readonly split: (key: string) => void;
}

const ALONE: Readonly<Record<string, (keys: TreeKeys, key: string) => void>> = {
  ArrowUp: ({ step }) => step(-1),
  ArrowDown: ({ step }) => step(1),
  Enter: ({ open }, key) => open(key),
  Delete: ({ drop }, key) => drop(key),
  a: ({ see }, key) => see(key),
  m: ({ merge }, key) => merge(key),
  s: ({ split }, key) => split(key),
};
const WITH_ALT: typeof ALONE = {
  ArrowUp: ({ move }, key) => move(key, -1),
  ArrowDown: ({ move }, key) => move(key, 1),
  ArrowLeft: ({ outdent }, key) => outdent(key),
  ArrowRight: ({ indent }, key) => indent(key),
};
const WITH_CTRL: typeof ALONE = { z: ({ undo }) => undo() };

/** Keys pressed on a row of the tree; in a field they are the field's. */
export function pressTreeKey(event: KeyboardEvent, key: string, keys: TreeKeys): void {
  const isCommand = event.ctrlKey || event.metaKey;
  const table = isCommand ? WITH_CTRL : event.altKey ? WITH_ALT : ALONE;
  const act = table[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act || event.shiftKey) return;
  event.preventDefault();
  act(keys, key);
}
