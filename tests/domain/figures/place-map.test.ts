import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PlaceMap, placeMap } from '../../../src/domain/figures/place-map.ts';
import type { KeyedSum } from '../../../src/domain/figures/rows.ts';
import { Period } from '../../../src/domain/period.ts';
import { LOCALITIES, locality } from '../../../src/server/data/reference.ts';

const sum = (key: string, records: number, state: KeyedSum['state'] = 'confirmed'): KeyedSum => ({ key, state, records, measures: {} });
const BEFORE = Period.parse({ from: '2025-01-01', to: '2025-06-30' });
const OVER = Period.parse({ from: '2025-01-01', to: '2025-12-31' });
const AFTER = Period.parse({ from: '2026-01-01', to: '2026-12-31' });
/** "Huyện Giang Thành: c-gt 5 (c-gt 2, o-pm 3)" */
const told = ({ groups }: PlaceMap): string[] =>
  groups.map(({ area, tiles }) => {
    const count = ({ tally }: (typeof tiles)[number]['row']): string => {
      const { confirmed, waiting } = tally;
      return `${confirmed.records}${waiting.records > 0 ? `+${waiting.records}` : ''}`;
    };
    const words = tiles.map(({ row, parts }) => {
      const inside = parts.map((part) => `${part.locality.id} ${count(part)}`).join(', ');
      return `${row.locality.id} ${count(row)}${inside && ` (${inside})`}`;
    });
    return `${area?.name}: ${words.join('; ')}`;
  });

test('after the communes were joined each is a tile by itself, by the district they came from, those without anything too', () => {
  const map = placeMap([sum('c-gt', 4), sum('c-gt', 2, 'sent'), sum('w-tc', 1), sum('c-gt', 9, 'withdrawn')], LOCALITIES, AFTER);
  expect(told(map)).toEqual([
    'Huyện Giang Thành: c-gt 4+2; c-vd 0',
    'Thành phố Hà Tiên: w-ht 0; w-tc 1; c-th 0',
    'Huyện An Biên: c-ab 0; c-tyen 0; c-dt 0',
  ]);
  const [tile] = map.groups[0]?.tiles ?? [];
  expect(tile?.row.former).toEqual(['Xã Tân Khánh Hòa', 'Xã Phú Lợi', 'Xã Phú Mỹ']);
  expect(tile?.row.records.localityIds).toEqual(['o-tkh', 'o-pl', 'o-pm', 'c-gt']);
});

test('in a year that knew both, old communes stand inside the new one; in a year before, alone', () => {
  const sums = [sum('o-tkh', 3), sum('c-gt', 2), sum('o-ty', 1)];
  expect(told(placeMap(sums, LOCALITIES, OVER)).slice(0, 2)).toEqual([
    'Huyện Giang Thành: c-gt 5 (o-tkh 3, o-pl 0, o-pm 0, c-gt 2); c-vd 0 (o-vp 0, o-vd 0, c-vd 0)',
    'Thành phố Hà Tiên: w-ht 0 (o-bs 0, o-dh 0, o-md 0, o-pd 0, w-ht 0); w-tc 1 (o-tc 0, o-ty 1, o-dhoa 0, w-tc 0); c-th 0 (o-th 0, c-th 0)',
  ]);
  expect(told(placeMap([sum('o-tkh', 3)], LOCALITIES, BEFORE))[0]).toBe(
    'Huyện Giang Thành: c-gt 3 (o-tkh 3, o-pl 0, o-pm 0); c-vd 0 (o-vp 0, o-vd 0)',
  );
});

test('a commune that was divided stands by itself, and what is of no commune is counted beside', () => {
  const places = [
    locality({ id: 'p', name: 'Tỉnh', level: 'province', parent: null }),
    locality({ id: 'x', name: 'Xã Cũ', level: 'commune', parent: 'p', to: '2025-06-30', next: ['y', 'z'] }),
    locality({ id: 'y', name: 'Xã Y', level: 'commune', parent: 'p', from: '2025-07-01' }),
    locality({ id: 'z', name: 'Xã Z', level: 'commune', parent: 'p', from: '2025-07-01' }),
  ];
  const map = placeMap([sum('x', 1), sum('y', 2), sum('p', 4), sum('', 8), sum('who', 16, 'sent')], places, OVER);
  expect(told(map)).toEqual(['Tỉnh: x 1; y 2; z 0']);
  expect([map.beside.confirmed.records, map.beside.waiting.records]).toEqual([12, 16]);
  expect(told(placeMap([], places, AFTER))).toEqual(['Tỉnh: y 0; z 0']);
});

test('whatever was recorded where, tiles and what stands beside them are all of it, and the parts of a tile are the tile', () => {
  const anySums = fc.uniqueArray(fc.tuple(fc.constantFrom('', 'unknown', ...LOCALITIES.map(({ id }) => id as string)), fc.nat(9)), {
    selector: ([key]) => key,
  });
  fc.assert(
    fc.property(anySums, fc.constantFrom(BEFORE, OVER, AFTER), (pairs, period) => {
      const map = placeMap(
        pairs.map(([key, records]) => sum(key, records)),
        LOCALITIES,
        period,
      );
      const tiles = map.groups.flatMap((group) => group.tiles);
      const recordsIn = (tallies: readonly PlaceMap['beside'][]): number =>
        tallies.reduce((all, { confirmed }) => all + confirmed.records, 0);
      expect(recordsIn([...tiles.map(({ row }) => row.tally), map.beside])).toBe(pairs.reduce((all, [, records]) => all + records, 0));
      for (const { row, parts } of tiles) {
        if (parts.length > 0) expect(recordsIn(parts.map(({ tally }) => tally))).toBe(recordsIn([row.tally]));
        expect(parts).not.toHaveLength(1);
      }
    }),
  );
});
