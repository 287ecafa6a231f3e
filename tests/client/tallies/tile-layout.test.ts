import { expect, test } from 'vitest';
import { tileSizes, wrapped } from '../../../src/client/features/tallies/tile-layout.ts';
import { placeMap } from '../../../src/domain/figures/place-map.ts';
import { Period } from '../../../src/domain/period.ts';
import { LOCALITIES } from '../../../src/server/data/reference.ts';

test('a name is broken between its words alone, and no line is longer than there is room', () => {
  expect(wrapped('Xã Dương Hòa (huyện Kiên Lương)', 12)).toEqual(['Xã Dương Hòa', '(huyện Kiên', 'Lương)']);
  expect(wrapped('Nghiêngnghiêngnghiêng xã', 12)).toEqual(['Nghiêngnghiêngnghiêng', 'xã']);
});

test('all tiles are as high as the longest name of any needs, and wider where names stand inside them', () => {
  const tilesIn = (from: string, to: string) => placeMap([], LOCALITIES, Period.parse({ from, to })).groups.flatMap(({ tiles }) => tiles);
  const [alone, both] = [tileSizes(tilesIn('2026-01-01', '2026-12-31')), tileSizes(tilesIn('2025-01-01', '2025-12-31'))];
  expect(both.tile.width).toBeGreaterThan(alone.tile.width);
  for (const { tile, part } of [alone, both]) {
    expect(2 * part.width).toBeLessThan(tile.width);
    for (const { name } of LOCALITIES.filter(({ level }) => level === 'commune' && part === both.part))
      expect(part.linesOf(name).length * part.line).toBeLessThan(part.height);
  }
});
