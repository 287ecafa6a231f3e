import { expect, test } from 'vitest';
import { type ShownLine, shownLine } from '../../../src/client/features/review/shown-line.ts';
import type { ActivityId } from '../../../src/domain/ids.ts';

const ids = (letters: string): ActivityId[] => [...letters] as ActivityId[];
const id = (letter: string): ActivityId => letter as ActivityId;
const at = (line: ShownLine) => [line.id, line.at];
const NOTHING: ShownLine = { id: undefined, at: 0 };

test('the first line is shown until the person goes to another', () => {
  expect(at(shownLine(ids('abc'), undefined, NOTHING))).toEqual(['a', 0]);
  expect(at(shownLine(ids('abc'), id('b'), NOTHING))).toEqual(['b', 1]);
  expect(at(shownLine([], undefined, NOTHING))).toEqual([undefined, 0]);
});

test('after a verdict the line that took the place is shown, and stays when the list changes above it', () => {
  const judged = shownLine(ids('acd'), id('b'), { id: id('b'), at: 1 });
  expect(at(judged)).toEqual(['c', 1]);
  expect(at(shownLine(ids('xyacd'), id('b'), judged))).toEqual(['c', 3]);
});

test('after the last line the one before it is shown', () => {
  expect(at(shownLine(ids('ab'), id('c'), { id: id('c'), at: 2 }))).toEqual(['b', 1]);
});

test('a verdict that is taken back shows its record again', () => {
  expect(at(shownLine(ids('abc'), id('b'), { id: id('c'), at: 1 }))).toEqual(['b', 1]);
});
