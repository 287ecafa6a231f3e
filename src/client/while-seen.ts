/**
 * Does something every so often (ms) while somebody looks at the page, and nothing while nobody does; who comes back after longer sets
 * it off once.
 */
export function whileSeen(every: number, work: () => void): void {
  let last = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    clearTimeout(timer);
    if (document.visibilityState === 'hidden') return;
    // A clock that was set back says nothing of when it was last done.
    if (Math.abs(Date.now() - last) >= every) {
      last = Date.now();
      work();
    }
    timer = setTimeout(look, every - Math.abs(Date.now() - last));
  };
  document.addEventListener('visibilitychange', look);
  look();
}
