import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js';

/** A screen that waits for the disk looks idle too: so long (ms) it is given before the rest may follow. */
const SETTLE_MS = 1_000;
/** Where the browser does not tell when it is idle (Safari). */
const WITHOUT_IDLE_MS = 200;
/** A phone that is never idle comes to it all the same (ms). */
const LATEST_MS = 5_000;

/** Calls back once what was changed on the screen can be seen. */
export function afterPaint(next: () => void): void {
  // No frame is drawn for a page nobody sees; otherwise the second one begins once the first is on the screen.
  if (document.visibilityState === 'hidden') next();
  else requestAnimationFrame(() => requestAnimationFrame(next));
}

/** Calls back once the phone has nothing better to do; the answer calls it off. */
export function whenIdle(next: () => void): () => void {
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(next, WITHOUT_IDLE_MS);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(next, { timeout: LATEST_MS });
  return () => cancelIdleCallback(handle);
}

/** False until the condition holds, the screen has had time to stand, and the phone has nothing better to do. */
export function createIdle(condition: () => boolean): Accessor<boolean> {
  const [idle, setIdle] = createSignal(false);
  const holds = createMemo(condition);
  createEffect(() => {
    if (!holds()) return;
    let callOff = (): void => undefined;
    const timer = setTimeout(() => {
      callOff = whenIdle(() => setIdle(true));
    }, SETTLE_MS);
    onCleanup(() => {
      clearTimeout(timer);
      callOff();
    });
  });
  return idle;
}
