import { expect, test } from 'vitest';
import type { Link } from '../../../src/client/store/meta.ts';
import { afterSuccess, afterTrouble, NEW_LINK, pageLength, patience, type Trip } from '../../../src/client/sync/link.ts';
import { backoffMs } from '../../../src/client/sync/pacing.ts';
import { MAX_MUTATIONS } from '../../../src/protocol/limits.ts';

/** A link of so many bytes a second with so long a round trip; records of 200 bytes. */
const travel = (link: Link, bytesPerSecond: number, roundTripMs: number): Trip => {
  const mutations = pageLength(link);
  const bytesUp = 120 + mutations * 200;
  return { bytesUp, bytesDown: bytesUp, mutations, ms: roundTripMs + (bytesUp / bytesPerSecond) * 1_000, full: false };
};
const settle = (bytesPerSecond: number, roundTripMs: number): { link: Link; last: Trip } => {
  let link: Link = NEW_LINK;
  let last = travel(link, bytesPerSecond, roundTripMs);
  for (let trips = 0; trips < 12; trips++) {
    last = travel(link, bytesPerSecond, roundTripMs);
    link = afterSuccess(link, last);
  }
  return { link, last };
};

test('on a fast link a page soon holds as much as the server takes', () => {
  expect(pageLength(settle(500_000, 100).link)).toBe(MAX_MUTATIONS);
});

test('on a very slow link a page takes a few seconds, not a minute', () => {
  const { last } = settle(1_000, 800);
  expect(last.ms).toBeGreaterThan(1_500);
  expect(last.ms).toBeLessThan(9_000);
});

test('a page never leaps', () => {
  const before = pageLength(NEW_LINK);
  const after = pageLength(afterSuccess(NEW_LINK, { bytesUp: 4_000, bytesDown: 400_000, mutations: before, ms: 50, full: false }));
  expect(after).toBeLessThanOrEqual(before * 6);
});

test('a small quick request never makes the page smaller', () => {
  const wide: Link = { budget: 50_000, perMutation: 250, limit: 1_000 };
  const after = afterSuccess(wide, { bytesUp: 300, bytesDown: 200, mutations: 1, ms: 900, full: false });
  expect(pageLength(after)).toBe(pageLength(wide));
});

test('trouble halves the page that was tried, down to one', () => {
  let link: Link = { budget: 100_000, perMutation: 250, limit: 2_000 };
  link = afterTrouble(link, 80);
  expect(pageLength(link)).toBe(40);
  for (let times = 0; times < 10; times++) link = afterTrouble(link, pageLength(link));
  expect(pageLength(link)).toBe(1);
  expect(link.limit).toBe(25);
  expect(pageLength(afterSuccess(link, travel(link, 50_000, 300)))).toBeGreaterThan(1);
});

test('answers are asked for in larger pieces while that goes well', () => {
  let link: Link = { ...NEW_LINK, limit: 25 };
  for (let trips = 0; trips < 5; trips++) link = afterSuccess(link, { bytesUp: 200, bytesDown: 30_000, mutations: 0, ms: 900, full: true });
  expect(link.limit).toBe(NEW_LINK.limit);
});

test('patience grows with the page and never beyond a minute', () => {
  expect(patience(NEW_LINK, 0)).toBe(15_000);
  expect(patience(NEW_LINK, pageLength(NEW_LINK))).toBeGreaterThan(20_000);
  expect(patience({ ...NEW_LINK, budget: 250 }, 200)).toBe(60_000);
});

test('pauses grow from seconds to minutes, with chance in them', () => {
  const most = Array.from({ length: 12 }, (_, failures) => backoffMs(failures + 1, () => 1));
  expect(most[0]).toBe(1_000);
  expect(most.at(-1)).toBe(300_000);
  expect(backoffMs(1, () => 0)).toBe(500);
});
