import { expect, test } from 'vitest';
import { columnOfMeasure } from '../../../src/domain/figures/column.ts';
import { type FigureRow, figureIn } from '../../../src/domain/figures/row.ts';
import { type KeyedSum, rowsByLocality, rowsByType } from '../../../src/domain/figures/rows.ts';
import { LocalityId } from '../../../src/domain/ids.ts';
import type { Locality } from '../../../src/domain/reference.ts';
import { LOCALITIES } from '../../../src/server/data/reference.ts';

const row = (key: string, records: number, state: KeyedSum['state'] = 'confirmed'): KeyedSum => ({
  key,
  state,
  records,
  measures: { attendees: records * 10 },
});
const REPLY: readonly KeyedSum[] = [
  row('o-pm', 2),
  row('o-pm', 1, 'sent'),
  row('c-gt', 3),
  row('o-tkh', 4),
  row('d-gt', 5),
  row('', 6, 'sent'),
  row('o-vp', 7, 'withdrawn'),
  row('x-new', 8),
];
const counts = ({ rows }: { readonly rows: readonly FigureRow[] }) =>
  rows.map((one) => `${one.key} ${one.tally.confirmed.records}+${one.tally.waiting.records}`);
const localityOf = (rows: readonly FigureRow[], key: string) => {
  const found = rows.find((one) => one.key === key);
  if (found?.kind !== 'locality') throw new Error(key);
  return found;
};

test('localities as recorded, in the order of the list; unknown ones and records without any last', () => {
  const table = rowsByLocality(REPLY, LOCALITIES, false);
  expect(counts(table)).toEqual(['d-gt 5+0', 'o-tkh 4+0', 'o-pm 2+1', 'c-gt 3+0', '* 0+6', 'x-new 8+0']);
  expect(table.total).toMatchObject({ confirmed: { records: 22, measures: { attendees: 220 } }, waiting: { records: 7 } });
  expect(localityOf(table.rows, '*')).toMatchObject({ locality: undefined, localityIds: [''] });
});

test('merged: a former locality under its successor, one divided among several apart, and the same total', () => {
  const table = rowsByLocality(REPLY, LOCALITIES, true);
  expect(counts(table)).toEqual(['d-gt 5+0', 'c-gt 9+1', '* 0+6', 'x-new 8+0']);
  expect(table.total).toEqual(rowsByLocality(REPLY, LOCALITIES, false).total);
  expect(localityOf(table.rows, 'c-gt')).toMatchObject({
    localityIds: ['o-pm', 'c-gt', 'o-tkh'],
    former: ['Xã Phú Mỹ', 'Xã Tân Khánh Hòa'],
    successors: [],
  });
  expect(localityOf(table.rows, 'd-gt').successors).toHaveLength(2);
  expect(localityOf(table.rows, 'd-gt').former).toEqual([]);
});

test('a chain of successors is followed to its end, a circle is not followed for ever', () => {
  const place = (id: string, ...next: string[]): Locality => ({
    id: LocalityId.parse(id),
    name: id,
    level: 'commune',
    parentId: null,
    from: null,
    to: null,
    successorIds: next.map((one) => LocalityId.parse(one)),
  });
  const chain = [place('a', 'b'), place('b', 'c'), place('c'), place('x', 'y'), place('y', 'x'), place('lost', 'nowhere')];
  expect(counts(rowsByLocality([row('a', 1), row('b', 1), row('c', 1)], chain, true))).toEqual(['c 3+0']);
  expect(rowsByLocality([row('x', 1)], chain, true).rows).toHaveLength(1);
  expect(counts(rowsByLocality([row('lost', 1)], chain, true))).toEqual(['lost 1+0']);
});

test('types in the order of the registry, one of a newer server last, nothing that counts nowhere', () => {
  const table = rowsByType([row('training', 1), row('later', 1), row('borderSession', 2, 'sent'), row('meeting', 1, 'returned')]);
  expect(counts(table)).toEqual(['borderSession 0+2', 'training 1+0', 'later 1+0']);
  expect(table.total).toMatchObject({ confirmed: { records: 2 }, waiting: { records: 2 } });
});

test('zero where a type counts a measure, nothing where it does not', () => {
  const [training] = rowsByType([row('training', 1)]).rows;
  if (!training) throw new Error('no row');
  expect(figureIn(training, columnOfMeasure('trainees'))).toMatchObject({ count: { value: 0 }, waiting: { value: 0 } });
  expect(figureIn(training, columnOfMeasure('leaflets'))).toBeUndefined();
});
