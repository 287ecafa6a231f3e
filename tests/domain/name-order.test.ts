import { expect, test } from 'vitest';
import { compareNames } from '../../src/domain/name-order.ts';

const ordered = (...names: readonly string[]): string[] => [...names].sort(compareNames);

test('numbers in names are counted, not spelt', () => {
  expect(ordered('Tổ tự quản 10', 'Tổ tự quản 2', 'Tổ tự quản 1')).toEqual(['Tổ tự quản 1', 'Tổ tự quản 2', 'Tổ tự quản 10']);
});

test('letters and tones stand in their Vietnamese order: "đ" behind "d", "ơ" behind "o", the level tone first', () => {
  expect(ordered('Ea Súp', 'Đức Cơ', 'Dầu Tiếng', 'Duyên Hải')).toEqual(['Dầu Tiếng', 'Duyên Hải', 'Đức Cơ', 'Ea Súp']);
  expect(ordered('Mơ', 'Mò', 'Mo', 'Mộ')).toEqual(['Mo', 'Mò', 'Mộ', 'Mơ']);
  expect(ordered('Lộc Thạnh', 'Lộc Thành', 'Lộc Thanh')).toEqual(['Lộc Thanh', 'Lộc Thành', 'Lộc Thạnh']);
});
