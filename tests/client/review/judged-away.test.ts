import { createRoot, createSignal } from 'solid-js';
import { expect, test } from 'vitest';
import { createJudgedAway } from '../../../src/client/features/review/judged-away.ts';
import type { ActivityId } from '../../../src/domain/ids.ts';

const rows = (letters: string) => [...letters].map((id) => ({ id: id as ActivityId }));
const ids = (letters: string): ActivityId[] => [...letters] as ActivityId[];

function openList(letters: string) {
  const [read, setRead] = createSignal<ReturnType<typeof rows> | undefined>(rows(letters));
  const away = createRoot(() => createJudgedAway(read));
  const shown = () => (read() ?? []).map(({ id }) => id).filter((id) => !away.has(id));
  return { ...away, shown, setRead };
}

test('what was judged is gone before the list is read again, and stays gone in a reading that began before', () => {
  const { add, shown, setRead } = openList('abc');
  add(ids('b'));
  expect(shown()).toEqual(ids('ac'));
  setRead(rows('abcd'));
  expect(shown()).toEqual(ids('acd'));
});

test('a record that was returned, left and was sent again waits anew', () => {
  const { add, shown, setRead } = openList('abc');
  add(ids('b'));
  setRead(rows('ac'));
  setRead(rows('abc'));
  expect(shown()).toEqual(ids('abc'));
});

test('a verdict that is taken back brings its record back at once', () => {
  const { add, drop, shown } = openList('abc');
  add(ids('ab'));
  drop(ids('a'));
  expect(shown()).toEqual(ids('ac'));
});
