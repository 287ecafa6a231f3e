import { createRoot } from 'solid-js';
import { afterEach, expect, test, vi } from 'vitest';
import { footHeight, tellHeight } from '../../../src/client/ui/foot-height.ts';

afterEach(() => vi.unstubAllGlobals());

/** As a browser watches: it also tells of what stands on no page, once, and then that it is 0 high. */
function watchedPage(): { tellAll: () => void } {
  const watched = new Set<() => void>();
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly tell: () => void;
      constructor(tell: () => void) {
        this.tell = tell;
      }
      observe(): void {
        watched.add(this.tell);
      }
      disconnect(): void {
        watched.delete(this.tell);
      }
    },
  );
  return { tellAll: () => [...watched].map((tell) => tell()) };
}
const makeFoot = (isConnected: boolean, height: number) => {
  const foot = { isConnected, height, offsetHeight: 0 };
  Object.defineProperty(foot, 'offsetHeight', { get: () => (foot.isConnected ? foot.height : 0) });
  return foot;
};

test('the foot of a screen that is still waiting does not take the place of the one that is shown', () => {
  const page = watchedPage();
  const [shown, next] = [makeFoot(true, 61), makeFoot(false, 132)];
  const leave = createRoot((dispose) => {
    tellHeight(shown as unknown as HTMLElement);
    return dispose;
  });
  page.tellAll();
  createRoot(() => tellHeight(next as unknown as HTMLElement));
  page.tellAll();
  expect(footHeight()).toBe(61);
  leave();
  shown.isConnected = false;
  next.isConnected = true;
  page.tellAll();
  expect(footHeight()).toBe(132);
});

test('a foot without keys is known to be 0 high', () => {
  const page = watchedPage();
  createRoot(() => tellHeight(makeFoot(true, 0) as unknown as HTMLElement));
  page.tellAll();
  expect(footHeight()).toBe(0);
});
