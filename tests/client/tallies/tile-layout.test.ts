import { expect, test } from 'vitest';
import { type TileSize, tileSizes, wrapped } from '../../../src/client/features/tallies/tile-layout.ts';
import { placeMap } from '../../../src/domain/figures/place-map.ts';
import { Period } from '../../../src/domain/period.ts';
import { LOCALITIES } from '../../../src/server/data/reference.ts';

test('a name is broken between its words alone, and no line is longer than there is room', () => {
  expect(wrapped('Xã Dương Hòa (huyện Kiên Lương)', 12)).toEqual(['Xã Dương Hòa', '(huyện Kiên', 'Lương)']);
  expect(wrapped('Nghiêngnghiêngnghiêng xã', 12)).toEqual(['Nghiêngnghiêngnghiêng', 'xã']);
});

test('all tiles are as high as the longest name of any needs, and wider where names stand inside them', () => {
  const sizedIn = (from: string, to: string) => {
    const tiles = placeMap([], LOCALITIES, Period.parse({ from, to })).groups.flatMap((group) => group.tiles);
    const { tile, part } = tileSizes(tiles);
    const linesIn = (size: TileSize, names: readonly string[]): number => Math.max(1, ...names.map((name) => size.linesOf(name).length));
    const own = tiles.map(({ row }) => row.locality.name);
    const inside = tiles.flatMap(({ parts }) => parts.map(({ locality }) => locality.name));
    // What is left is the room for the figure, which is the same in every tile.
    const room = [tile.height - linesIn(tile, own) * tile.line, part.height - linesIn(part, inside) * part.line];
    return { tile, part, inside, room };
  };
  const [alone, both] = [sizedIn('2026-01-01', '2026-12-31'), sizedIn('2025-01-01', '2025-12-31')];
  expect([alone.inside.length, both.inside.length > 0]).toEqual([0, true]);
  expect(both.tile.width).toBeGreaterThan(alone.tile.width);
  expect(2 * both.part.width).toBeLessThan(both.tile.width);
  expect(new Set([...alone.room, ...both.room]).size).toBe(1);
});
