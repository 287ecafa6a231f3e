import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** Where the shell has its side bar (shell.css), the table has room. */
const WIDE = '(min-width: 56.25rem)';

/** Follows the window: one of two arrangements is drawn, never both, as each holds every figure. */
export function createWide(): Accessor<boolean> {
  const query = matchMedia(WIDE);
  const [isWide, setIsWide] = createSignal(query.matches);
  const follow = (): void => {
    setIsWide(query.matches);
  };
  query.addEventListener('change', follow);
  onCleanup(() => query.removeEventListener('change', follow));
  return isWide;
}
