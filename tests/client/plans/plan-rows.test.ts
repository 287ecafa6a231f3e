import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type PlanView, planRows } from '../../../src/client/features/plans/plan-rows.ts';
import { ItemCode, UnitId } from '../../../src/domain/ids.ts';
import { Plan } from '../../../src/domain/plan.ts';

const PLAN = Plan.parse(JSON.parse(readFileSync('src/server/data/kien-giang-2024.json', 'utf8')));
const ALL: PlanView = { ownUnits: [], mineOnly: false, query: '' };
const BORDERS = UnitId.parse('qlbg');
const rows = (view: Partial<PlanView> = {}) => planRows(PLAN, { ...ALL, ...view }).map((row) => `${row.kind} ${row.item.code}`);

test('the plan stands as printed, what is not counted folded', () => {
  expect(rows().slice(0, 9)).toEqual([
    'fold I',
    'heading II',
    'heading II.1',
    'heading II.1.a',
    'item II.1.a.p1',
    'item II.1.a.p2',
    'item II.1.a.p3',
    'heading II.1.b',
    'item II.1.b.p1',
  ]);
  expect(rows().filter((row) => row.startsWith('item'))).toHaveLength(12);
});

test('an item that names its unit is heading and item', () => {
  const at = rows().indexOf('heading II.1.c');
  expect(rows()[at + 1]).toBe('item II.1.c');
});

test("the reader's own unit comes first, nothing else moves", () => {
  const codes = rows({ ownUnits: [BORDERS] });
  expect(codes.indexOf('heading II.1.b')).toBeLessThan(codes.indexOf('heading II.1.a'));
  expect(codes.indexOf('heading II.1.a')).toBeLessThan(codes.indexOf('heading II.1.c'));
  expect(codes[0]).toBe('fold I');
  expect(codes.toSorted()).toEqual(rows().toSorted());
});

test('as printed nothing moves, whoever reads it', () => {
  expect(rows({ ownUnits: [BORDERS], asPrinted: true })).toEqual(rows());
});

test('an item whose heading says no more than its name stands once', () => {
  const items = PLAN.items.map((item) => (item.code === 'II.1.c' ? { ...item, title: item.text.replace(/:$/, '') } : item));
  const codes = planRows({ ...PLAN, items }, ALL).map((row) => `${row.kind} ${row.item.code}`);
  expect(codes.filter((code) => code.endsWith(' II.1.c'))).toEqual(['item II.1.c']);
});

test('only mine: what the unit leads and what names no unit, under their headings', () => {
  expect(rows({ ownUnits: [BORDERS], mineOnly: true })).toEqual([
    'heading II',
    'heading II.1',
    'heading II.1.b',
    'item II.1.b.p1',
    'item II.1.b.p2',
    'heading II.2',
    'item II.2.p1',
    'item II.2.p2',
    'heading III',
    'item III.p2',
  ]);
});

test('search goes without accents through codes, titles and printed text', () => {
  expect(rows({ query: 'phan gioi cam moc' })).toContain('item II.1.b.p1');
  expect(rows({ query: 'II.1.d' }).filter((row) => row.startsWith('item'))).toEqual(['item II.1.d.p1', 'item II.1.d.p2']);
  expect(rows({ query: 'nang cao nhan thuc cua lanh dao' })).toEqual(['text I.a']);
  expect(rows({ query: 'không có chữ này' })).toEqual([]);
});

test('only what is behind: those items under their headings, and no words', () => {
  expect(rows({ only: new Set(['II.1.c', 'III.p1'].map((code) => ItemCode.parse(code))) })).toEqual([
    'heading II',
    'heading II.1',
    'heading II.1.c',
    'item II.1.c',
    'heading III',
    'item III.p1',
  ]);
});
