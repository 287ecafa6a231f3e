import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** Whether the page is on its way to paper, where nothing can be unfolded. */
export function createPrinting(): Accessor<boolean> {
  const [isPrinting, setIsPrinting] = createSignal(false);
  const begin = (): void => {
    setIsPrinting(true);
  };
  const end = (): void => {
    setIsPrinting(false);
  };
  window.addEventListener('beforeprint', begin);
  window.addEventListener('afterprint', end);
  onCleanup(() => {
    window.removeEventListener('beforeprint', begin);
    window.removeEventListener('afterprint', end);
  });
  return isPrinting;
}
