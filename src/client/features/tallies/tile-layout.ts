import type { PlaceTile } from '../../../domain/figures/place-map.ts';

// How large the tiles of the map are drawn, in sixteenths of the size of a letter on the page, so that they grow with the letters.

/** The words of a name on as many lines as they need, none longer than `most` letters unless a word is. */
export function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || `${last} ${word}`.length > most) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** How a place is drawn: a whole tile, or, smaller, one of the names inside it. */
export interface TileSize {
  readonly width: number;
  readonly height: number;
  /** From one line of the name to the next. */
  readonly line: number;
  readonly linesOf: (name: string) => readonly string[];
}

const EDGE = 8;
/** Around and between the parts of a tile. */
export const PART_GAP = 6;
const FIGURE = 30;
const NARROW = 138;
const WIDE = 222;

function sizeOf(width: number, line: number, letters: number, names: readonly string[]): TileSize {
  const linesOf = (name: string) => wrapped(name, letters);
  const most = Math.max(1, ...names.map((name) => linesOf(name).length));
  return { width, line, linesOf, height: EDGE + line * most + FIGURE };
}

/** One size for all tiles, and one for all parts: none is larger because more was done there, or because its name is longer. */
export function tileSizes(tiles: readonly PlaceTile[]): { readonly tile: TileSize; readonly part: TileSize } {
  const parts = tiles.flatMap((tile) => tile.parts.map(({ locality }) => locality.name));
  const names = tiles.map(({ row }) => row.locality.name);
  const width = parts.length > 0 ? WIDE : NARROW;
  return {
    tile: sizeOf(width, 19, parts.length > 0 ? 21 : 12, names),
    part: sizeOf((width - 3 * PART_GAP) / 2, 17, 10, parts),
  };
}
