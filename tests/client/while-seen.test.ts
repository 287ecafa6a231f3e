import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whileSeen } from '../../src/client/while-seen.ts';

const HOUR_MS = 3_600_000;

class FakeDocument extends EventTarget {
  visibilityState = 'visible';
  turn(state: 'visible' | 'hidden'): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}
let page: FakeDocument;

beforeEach(() => {
  page = new FakeDocument();
  vi.stubGlobal('document', page);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('while somebody looks it is done every so often', () => {
  const work = vi.fn();
  whileSeen(HOUR_MS, work);
  vi.advanceTimersByTime(3.5 * HOUR_MS);
  expect(work).toHaveBeenCalledTimes(3);
});

test('while nobody looks nothing runs, and who comes back sets it off once', () => {
  const work = vi.fn();
  whileSeen(HOUR_MS, work);
  page.turn('hidden');
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(10 * HOUR_MS);
  expect(work).not.toHaveBeenCalled();
  page.turn('visible');
  page.turn('visible');
  expect(work).toHaveBeenCalledTimes(1);
  page.turn('hidden');
  page.turn('visible');
  expect(work).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(HOUR_MS);
  expect(work).toHaveBeenCalledTimes(2);
});
