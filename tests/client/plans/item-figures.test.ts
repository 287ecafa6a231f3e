import { beforeAll, expect, test } from 'vitest';
import { itemFigures } from '../../../src/client/features/plans/item-figures.ts';
import { withWords } from '../../../src/client/labels/labels.ts';
import { contribution } from '../../../src/domain/contribution.ts';
import { day } from '../../../src/domain/day.ts';
import { tallyByMonth } from '../../../src/domain/figures/months.ts';
import { cellsOf, DeclaredCell, NO_TALLY } from '../../../src/domain/tally.ts';
import { BORDERS, itemCode, makeContent, PLAN } from '../../domain/make.ts';
import { makePace } from '../../domain/make-pace.ts';

beforeAll(() => withWords(['plans'], Promise.resolve()));

test('four parts in one measure; declared records count one each', () => {
  const tally = {
    confirmed: { records: 3, measures: { sessions: 14 } },
    waiting: { records: 2, measures: { sessions: 3 } },
    declared: 2,
    onPhone: { records: 1, measures: { sessions: 2 } },
  };
  expect(itemFigures({ measures: ['sessions', 'attendees'] }, tally)).toEqual({
    measure: 'sessions',
    parts: { confirmed: 14, waiting: 3, declared: 2, onPhone: 2 },
    texts: { confirmed: '14', waiting: '3', declared: '2', onPhone: '2' },
    total: 21,
    records: 6,
  });
});

test('a part that takes away has no length in the bar', () => {
  const tally = {
    ...NO_TALLY,
    confirmed: { records: 2, measures: { sessions: 2 } },
    onPhone: { records: -1, measures: { sessions: -1 } },
  };
  expect(itemFigures({ measures: ['sessions'] }, tally)).toMatchObject({ parts: { onPhone: -1 }, total: 2, records: 1 });
});

test('nothing counted is a bare zero in the first measure', () => {
  expect(itemFigures({ measures: ['inspections'] })).toEqual({
    measure: 'inspections',
    parts: { confirmed: 0, waiting: 0, declared: 0, onPhone: 0 },
    texts: { confirmed: '0', waiting: '0', declared: '0', onPhone: '0' },
    total: 0,
    records: 0,
  });
});

test('a part with estimates says so, in what can be guessed', () => {
  const tally = {
    ...NO_TALLY,
    confirmed: { records: 3, measures: { sessions: 3, attendees: 1250 }, estimated: 1 },
    waiting: { records: 1, measures: { sessions: 1, attendees: 30 } },
  };
  expect(itemFigures({ measures: ['attendees'] }, tally).texts).toMatchObject({
    confirmed: 'khoảng 1.250',
    waiting: '30',
    onPhone: '0',
  });
  expect(itemFigures({ measures: ['sessions'] }, tally).texts.confirmed).toBe('3');
  expect(itemFigures({ measures: [] }, tally).texts.confirmed).toBe('3');
  expect(itemFigures({ measures: ['sessions'] }, NO_TALLY, makePace({ tally, place: { measure: 'attendees' } })).texts.confirmed).toBe(
    'khoảng 1.250',
  );
});

test('by month up to today, what lies below the item included', () => {
  const records = [
    contribution(makeContent({ itemCode: 'II.1.b', date: '2024-05-14' }), 'confirmed'),
    contribution(makeContent({ itemCode: 'II.1.b.p1', date: '2024-05-15' }), 'confirmed'),
    contribution(makeContent({ itemCode: 'II.1.a.p1', date: '2024-05-15' }), 'confirmed'),
  ];
  const declared = [DeclaredCell.parse({ planId: PLAN.id, itemCode: 'II.1.b', unitId: BORDERS, part: '2024-06-01', records: 2 })];
  const waiting = { received: undefined, changed: contribution(makeContent({ itemCode: 'II.1.b', date: '2024-06-12' }), 'sent') };
  const source = { cells: [...cellsOf(records, PLAN.reporting).values()], declared, changes: [waiting] };
  const months = tallyByMonth(PLAN, itemCode('II.1.b'), source, day('2024-06-12'));
  expect(months.map((at) => [at.month, at.tally.confirmed.records, at.tally.declared, at.tally.onPhone.records])).toEqual([
    [1, 0, 0, 0],
    [2, 0, 0, 0],
    [3, 0, 0, 0],
    [4, 0, 0, 0],
    [5, 1, 0, 0],
    [6, 1, 2, 1],
  ]);
});

test('a plan that is over shows all its months', () => {
  expect(tallyByMonth(PLAN, itemCode('II'), { cells: [], declared: [], changes: [] }, day('2026-01-01'))).toHaveLength(13);
});

test('with a target the figures are those of its measure, unit and period', () => {
  const tally = { ...NO_TALLY, confirmed: { records: 2, measures: { sessions: 3, attendees: 90 } } };
  const pace = makePace({ tally, place: { measure: 'attendees' } });
  expect(itemFigures({ measures: ['sessions'] }, NO_TALLY, pace)).toMatchObject({ measure: 'attendees', total: 90, records: 2, pace });
});
