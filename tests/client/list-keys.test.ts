import { createRoot } from 'solid-js';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeStorage } from '../helpers/fake-storage.ts';

/** An element by the selectors it answers to; `closest` also looks at what it lies in. */
class FakeElement extends EventTarget {
  readonly own: readonly string[];
  constructor(...own: string[]) {
    super();
    this.own = own;
  }
  matches(selectors: string): boolean {
    return selectors.split(', ').some((selector) => this.own.includes(selector));
  }
  closest(selectors: string): this | null {
    return this.matches(selectors) ? this : null;
  }
}
const BODY = new FakeElement('body');
const HEADING = new FakeElement('h1');
const LINE = new FakeElement('.beside-list *', 'button');
const DETAIL = new FakeElement('section');
const FIELD = new FakeElement('textarea', '.beside-list *');

const page = Object.assign(new EventTarget(), { querySelector: () => null as unknown });

beforeEach(() => {
  vi.stubGlobal('localStorage', fakeStorage());
  vi.stubGlobal('document', page);
  vi.stubGlobal('Element', FakeElement);
});
let leave = (): void => undefined;
afterEach(() => {
  leave();
  vi.unstubAllGlobals();
});

interface Press {
  readonly on?: FakeElement;
  readonly repeat?: boolean;
}

/** Presses a key; says whether it was taken. */
function press(key: string, { on = BODY, repeat = false }: Press = {}): boolean {
  const event = Object.assign(new Event('keydown', { cancelable: true }), { key, repeat });
  Object.defineProperty(event, 'target', { value: on });
  page.dispatchEvent(event);
  return event.defaultPrevented;
}

const FILE = '../../src/client/list-keys.ts';
let opened = 0;

/** A list on a page that has just been loaded. */
async function openList() {
  opened += 1;
  const list: typeof import('../../src/client/list-keys.ts') = await import(/* @vite-ignore */ `${FILE}?page=${opened}`);
  const done: string[] = [];
  let at = 'b';
  let allowed = true;
  leave();
  leave = createRoot((dispose) => {
    list.createListKeys<string>({
      ids: () => ['a', 'b', 'c'],
      current: () => at,
      onMove: (id) => {
        at = id;
      },
      onSearch: () => done.push('search'),
      own: { x: () => allowed && done.push('x') > 0 },
    });
    return dispose;
  });
  return { ...list, done, at: () => at, forbid: () => (allowed = false) };
}

test('a letter that is held down decides once, and still goes through the list', async () => {
  const { done, at } = await openList();
  press('x');
  press('x', { repeat: true });
  expect(done).toEqual(['x']);
  press('k', { repeat: true });
  expect(at()).toBe('a');
});

test('a letter that did nothing is left to others', async () => {
  const { done, forbid } = await openList();
  forbid();
  expect(press('x')).toBe(false);
  expect(done).toEqual([]);
  expect(press('q')).toBe(false);
});

test('the arrows go through the list from the list and from the page, and scroll what stands beside it', async () => {
  const { at } = await openList();
  for (const on of [DETAIL, FIELD]) expect(press('ArrowDown', { on })).toBe(false);
  expect(at()).toBe('b');
  expect(press('ArrowDown', { on: LINE })).toBe(true);
  expect(at()).toBe('c');
  press('ArrowUp', { on: HEADING });
  press('ArrowUp', { on: BODY });
  expect(at()).toBe('a');
});

test('letters that are switched off do nothing, the arrows go on, and the device remembers', async () => {
  const { chooseLetterKeys, letterKeys, done, at } = await openList();
  expect(letterKeys()).toBe(true);
  chooseLetterKeys(false);
  for (const key of ['j', 'k', 'x', '/']) expect(press(key), key).toBe(false);
  expect([done, at()]).toEqual([[], 'b']);
  expect(press('ArrowDown')).toBe(true);

  const later = await openList();
  expect(later.letterKeys()).toBe(false);
  later.chooseLetterKeys(true);
  press('x');
  expect(later.done).toEqual(['x']);
});
