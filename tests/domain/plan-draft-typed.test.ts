import { expect, test } from 'vitest';
import { day } from '../../src/domain/day.ts';
import { PlanId } from '../../src/domain/ids.ts';
import { DEFAULT_REPORTING } from '../../src/domain/period.ts';
import { addNode, editHeader, editNode } from '../../src/domain/plan-draft/edit.ts';
import { type DraftNode, type PlanDraft, wholeYear } from '../../src/domain/plan-draft/plan-draft.ts';
import { toPlan } from '../../src/domain/plan-draft/save.ts';
import { CO_UNITS, textLeft, withTyped } from '../../src/domain/plan-draft/typed.ts';

const BLANK: PlanDraft = {
  planId: PlanId.parse('p'),
  header: {
    agency: 'SỞ NGOẠI VỤ',
    number: null,
    date: null,
    year: 2026,
    title: 'Kế hoạch',
    period: wholeYear(2026),
    reporting: DEFAULT_REPORTING,
    amendment: null,
  },
  nodes: [],
  source: [],
  doubts: [],
  base: null,
  aliases: {},
  made: 0,
};
const ONE = addNode(BLANK, null)?.draft ?? BLANK;
const KEY = 'k1';
const edited = (change: Partial<DraftNode>): PlanDraft => editNode(ONE, KEY, change)?.draft ?? ONE;

test('a draft without text that is left may be saved', () => {
  expect(textLeft(ONE)).toBeUndefined();
});

test('a label that is none stops saving at its item', () => {
  expect(textLeft(edited({ typed: withTyped(undefined, 'label', 'một nhãn quá dài') }))).toEqual({ key: KEY });
});

test('a field that holds a value again stops nothing', () => {
  const typed = withTyped(undefined, 'label', '??');
  expect(textLeft(edited({ typed: withTyped(typed, 'label', undefined) }))).toBeUndefined();
});

test('a figure that is no target stops saving while the target is accepted', () => {
  const target = { measure: 'sessions', value: 1, period: 'year', quote: '', typed: '1,5' } as const;
  expect(textLeft(edited({ tracking: 'tally', targets: [{ ...target, accepted: true }] }))).toEqual({ key: KEY });
  expect(textLeft(edited({ tracking: 'tally', targets: [{ ...target, accepted: false }] }))).toBeUndefined();
  expect(textLeft(edited({ tracking: 'tally', targets: [{ ...target, typed: undefined, accepted: true }] }))).toBeUndefined();
});

test('a year that is none stops saving at the head', () => {
  expect(textLeft(editHeader(ONE, { typed: withTyped(undefined, 'year', '26') }))).toEqual({ key: null });
});

test('co-operating units still in the input are in the plan with the others', () => {
  const draft = edited({ text: 'Việc', coUnits: ['UBND xã'], typed: withTyped(undefined, CO_UNITS, 'Bộ đội Biên phòng; UBND xã') });
  expect(textLeft(draft)).toBeUndefined();
  const [item] = toPlan(draft, [], day('2026-03-15')).plan.items;
  expect(item?.coUnits).toEqual(['UBND xã', 'Bộ đội Biên phòng']);
});
