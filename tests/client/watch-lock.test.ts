import { afterEach, expect, test, vi } from 'vitest';
import type { App } from '../../src/client/app-context.ts';
import { watchLock } from '../../src/client/watch-lock.ts';

afterEach(() => vi.unstubAllGlobals());

test('a sealed log locks whenever it leaves the screen where what counts the minutes cannot be fetched', async () => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const reload = vi.fn();
  vi.stubGlobal('document', page);
  vi.stubGlobal('location', { reload });
  const stop = await watchLock({} as App, () => Promise.reject(new Error('offline')));
  const becomes = (state: string): number => {
    page.visibilityState = state;
    page.dispatchEvent(new Event('visibilitychange'));
    return reload.mock.calls.length;
  };
  expect([becomes('visible'), becomes('hidden'), becomes('visible'), becomes('hidden')]).toEqual([0, 1, 1, 2]);
  stop();
  expect(becomes('hidden')).toBe(2);
});
