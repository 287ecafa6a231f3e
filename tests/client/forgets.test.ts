import { afterEach, expect, test, vi } from 'vitest';
import { forgetsAfterWeek } from '../../src/client/forgets.ts';

afterEach(() => void vi.unstubAllGlobals());

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';
const CHROME_THERE = IPHONE.replace('Version/17.5', 'CriOS/126.0');
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15';
const ANDROID = 'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36';

test.each([
  ['an iPhone', IPHONE, 5, false, 'clears'],
  ['another browser on an iPhone', CHROME_THERE, 5, false, 'clears'],
  ['an iPad, which says it is a Mac', MAC, 5, false, 'clears'],
  ['an app on the home screen of an iPhone', IPHONE, 5, true, 'keeps'],
  ['a Mac', MAC, 0, false, 'keeps'],
  ['an Android phone', ANDROID, 5, false, 'keeps'],
] as const)('%s (%s, %i, %s) %s what lies in a page that is not opened for a week', (_, userAgent, maxTouchPoints, matches, does) => {
  vi.stubGlobal('matchMedia', () => ({ matches }));
  expect(forgetsAfterWeek({ userAgent, maxTouchPoints })).toBe(does === 'clears');
});
