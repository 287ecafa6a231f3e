/** Chance that repeats: the same seed gives the same office. */
export interface Chance {
  /** 0 ≤ x < 1 */
  readonly next: () => number;
  /** A whole number from the first to the second, both included. */
  readonly between: (least: number, most: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
  readonly sometimes: (share: number) => boolean;
  readonly fill: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array;
}

/** Mulberry32 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** FNV-1a: words that differ a little make seeds that differ altogether. */
const seedOf = (words: string): number =>
  [...words].reduce((hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193), 0x811c9dc5);

export function createChance(words: string): Chance {
  const next = seededRandom(seedOf(words));
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    pick: (list) => list[between(0, list.length - 1)] as (typeof list)[number],
    sometimes: (share) => next() < share,
    fill(bytes) {
      for (const at of bytes.keys()) bytes[at] = between(0, 255);
      return bytes;
    },
  };
}
