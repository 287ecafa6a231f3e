import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** Where the shell has its side bar (shell.css), the table has room. */
const WIDE = '(min-width: 56.25rem)';
/** Where a list has room for what it opens beside it. */
export const DESK = '(min-width: 64rem)';

/**
 * Follows the window: one of two arrangements is drawn, never both, as each holds every figure. A sheet of paper is no window:
 * what is printed stays as it stood on the screen, in whichever direction the sheet lies.
 */
export function createWide(room = WIDE): Accessor<boolean> {
  const query = matchMedia(room);
  const [isWide, setIsWide] = createSignal(query.matches);
  const follow = (): void => {
    if (!matchMedia('print').matches) setIsWide(query.matches);
  };
  query.addEventListener('change', follow);
  onCleanup(() => query.removeEventListener('change', follow));
  return isWide;
}
