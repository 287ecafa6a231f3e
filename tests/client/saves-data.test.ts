import { afterEach, expect, test, vi } from 'vitest';
import { savesData } from '../../src/client/saves-data.ts';
import { type Pacing, pauseAfter } from '../../src/client/sync/pacing.ts';

afterEach(() => vi.unstubAllGlobals());

const minutesUntilNews = (): number | undefined => {
  const pacing: Pacing = { failures: 0, now: () => 0, random: () => 0, savesData };
  const ms = pauseAfter({ kind: 'done', more: false }, { count: 0, due: 0 }, pacing);
  return ms && ms / 60_000;
};

test.each([
  ['a browser that tells nothing', {}, 4],
  ['a phone with data enough', { connection: { saveData: false } }, 4],
  ['a phone that spares data', { connection: { saveData: true } }, 30],
])('%s looks for news by the clock as seldom as it is asked to', (_, navigator, minutes) => {
  vi.stubGlobal('navigator', navigator);
  expect(minutesUntilNews()).toBe(minutes);
});

test('what waits goes out as soon where data is spared', () => {
  vi.stubGlobal('navigator', { connection: { saveData: true } });
  const pacing: Pacing = { failures: 0, now: () => 1_000, random: () => 0, savesData };
  expect(pauseAfter({ kind: 'done', more: false }, { count: 2, due: 6_000 }, pacing)).toBe(5_000);
});
