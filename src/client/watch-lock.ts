import type { App } from './app-context.ts';

/** Locks as soon as the page is out of sight. The page is loaded anew, and what is typed is written down as it goes. */
function lockOnceHidden(): () => void {
  const lock = (): void => {
    if (document.visibilityState === 'hidden') location.reload();
  };
  document.addEventListener('visibilitychange', lock);
  return () => document.removeEventListener('visibilitychange', lock);
}

const loadAutoLock = () => import('./auto-lock.lazy.ts');

/**
 * Locks a sealed store by itself. Where what counts the minutes cannot be fetched nobody is kept from working, but the store locks
 * whenever the app leaves the screen. Gives how to stop.
 */
export const watchLock = (app: App, load: () => Promise<Pick<Awaited<ReturnType<typeof loadAutoLock>>, 'watchIdle'>> = loadAutoLock) =>
  load().then(({ watchIdle }) => watchIdle(app), lockOnceHidden);
