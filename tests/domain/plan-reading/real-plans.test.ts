import { describe, expect, test } from 'vitest';
import { readText } from '../../../src/documents/text.ts';
import { readPlan } from '../../../src/domain/plan-reading/read-plan.ts';
import { UNITS } from '../../../src/server/data/reference.ts';
import { answerKey, compareHeader, compareItems, planText, REAL_PLANS } from './answer-key.ts';

const read = (name: string) => readPlan(readText(planText(name)));

describe('the five plans, whose trees are known', () => {
  test.each(REAL_PLANS)('%s: every node, parent, text and body is as known, and so are units and times of table rows', (name) => {
    const key = answerKey(name);
    const { found, missed, wrong } = compareItems(read(name), key, false);
    expect({ found, missed, wrong }).toEqual({ found: key.items.length, missed: [], wrong: [] });
  });

  test.each(REAL_PLANS)('%s: the header and the footer are as known', (name) => {
    expect(compareHeader(read(name), answerKey(name))).toEqual([]);
  });

  test.each(REAL_PLANS)('%s: every node is tied to the lines known for it', (name) => {
    const lines = new Map<string, readonly number[]>(
      JSON.parse(planText(name, 'json')).items.map((item: { code: string; lines: number[] }) => [item.code, item.lines]),
    );
    const items = read(name).items;
    for (const item of items)
      expect({ code: item.code, lines: item.lines }).toMatchObject({ lines: expect.arrayContaining([...(lines.get(item.code) ?? [])]) });
  });

  test.each(REAL_PLANS)('%s: who leads is read as known, and whether it is said or handed down', (name) => {
    const known: readonly { code: string; leadUnit: string | null; leadBasis: string | null }[] = JSON.parse(planText(name, 'json')).items;
    const leads = new Map(read(name).items.map(({ code, leadUnit, leadBasis }) => [code, [leadUnit, leadBasis]]));
    for (const { code, leadUnit, leadBasis } of known) expect([code, leads.get(code)]).toEqual([code, [leadUnit, leadBasis]]);
  });

  test('no plan sets a figure as its target', () => {
    for (const name of REAL_PLANS)
      expect(read(name).items.flatMap(({ code, targets }) => targets.map((target) => [name, code, target]))).toEqual([]);
  });
});

describe('single items of these plans', () => {
  test('a council meeting takes its lead and its months from the lines below it', () => {
    const meeting = read('binh-phuoc-2024').items.find(({ code }) => code === 'II.1.a');
    expect(meeting).toMatchObject({ leadUnit: 'Giám đốc Sở, Chủ tịch Hội đồng', schedule: { type: 'month', months: [3, 6, 12] } });
    expect(meeting?.body).toMatch(/^Đánh giá kết quả/);
  });

  test('a paragraph that ends in a colon, beside others, is the parent of its dashes', () => {
    const { items } = read('lang-son-2023');
    expect(items.filter(({ parentCode }) => parentCode === 'II.3.p2').map(({ code }) => code)).toEqual([
      'II.3.p2.a',
      'II.3.p2.b',
      'II.3.p2.c',
    ]);
    expect(items.find(({ code }) => code === 'II.3.p3')?.text).toMatch(/^Các phòng, đơn vị tiếp tục/);
  });

  test('the year of a project in quotes is not the year of the plan', () => {
    expect(read('lang-son-2023').header).toMatchObject({ year: 2023, date: null, number: '/KH-SNgV' });
  });
});

test('the items of the demonstration plan that are counted are proposed for counting, and no others', () => {
  const counted = read('kien-giang-2024').items.filter(({ tracking }) => tracking === 'tally');
  const known = JSON.parse(planText('kien-giang-2024', 'json')).items.filter(({ countable }: { countable: boolean }) => countable);
  expect(counted.map(({ code }) => code)).toEqual(known.map(({ code }: { code: string }) => code));
  const typesOf = (code: string) => counted.find((item) => item.code === code)?.usualTypes;
  expect(typesOf('II.1.b.p1')).toContain('borderSession');
  expect(typesOf('II.1.c')).toContain('fishermenOutreach');
  expect(typesOf('II.1.d.p1')).toEqual(['inspection']);
});

test('units are found by their aliases, however dashes and letters are printed', () => {
  const { items } = readPlan(readText(planText('kien-giang-2024')), { units: UNITS });
  const unitOf = (code: string) => items.find((item) => item.code === code)?.leadUnitId;
  expect(['II.1.a', 'II.1.b', 'II.1.c', 'II.1.d', 'II.1.d.p2', 'III.p1', 'III.p2'].map(unitOf)).toEqual([
    'vp',
    'qlbg',
    'ls',
    'tt',
    'tt',
    'vp',
    null,
  ]);
});

test.each(REAL_PLANS)('%s: every line that is not blank belongs to a node, the header or the footer', (name) => {
  const { lines, owners, items } = read(name);
  expect(owners).toHaveLength(lines.length);
  const codes = new Set<string>(items.map(({ code }) => code));
  for (const [at, owner] of owners.entries()) {
    if (lines[at]?.trim() === '') expect(owner).toBeNull();
    else if (owner?.part === 'item') expect(codes).toContain(owner.code);
    else expect(['header', 'footer']).toContain(owner?.part);
  }
  // What the nodes hold are all the words of the lines they own, and no line is claimed by two of them.
  const claimed = items.flatMap((item) => item.lines);
  expect(new Set(claimed).size).toBe(claimed.length);
});
