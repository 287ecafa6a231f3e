import { createSignal, onCleanup } from 'solid-js';

const [footHeight, setFootHeight] = createSignal(0);

/** In px: what lies over the screens stands above their keys, however high the foot is. */
export { footHeight };

/** Tells the height of a screen's foot as long as the screen lives. */
export function tellHeight(foot: HTMLElement): void {
  // A screen that waits for a late piece is watched before it stands on the page, and measures nothing until then.
  const watcher = new ResizeObserver(() => foot.isConnected && setFootHeight(foot.offsetHeight));
  watcher.observe(foot);
  onCleanup(() => watcher.disconnect());
}
