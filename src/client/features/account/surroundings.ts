import { type Accessor, createSignal, onMount } from 'solid-js';
import { WORKER_OPTIONS, workerFile } from '../../shipped/worker-file.ts';

/**
 * What the place this page was opened in lacks. `https`: the browser would throw the sign-in away, so nobody may type a password
 * for nothing. `worker`: signing in works, and the app does not open without a signal.
 */
export type Lacking = 'https' | 'worker';

export function createLacking(): Accessor<Lacking | undefined> {
  const [lacking, setLacking] = createSignal<Lacking | undefined>(
    isSecureContext ? (navigator.serviceWorker ? undefined : 'worker') : 'https',
  );
  onMount(() => {
    // A certificate that was clicked away, or a private window: the page is secure, and yet no worker may stand.
    if (lacking() === undefined) navigator.serviceWorker.register(workerFile(), WORKER_OPTIONS).catch(() => setLacking('worker'));
  });
  return lacking;
}

const IN_APPS: readonly (readonly [name: string, mark: RegExp])[] = [
  ['Zalo', /Zalo/i],
  ['Facebook', /FBAN|FBAV|FB_IAB|Messenger/],
  ['Instagram', /Instagram/],
  ['Viber', /Viber/i],
  ['Line', /\bLine\//],
];

/** The app whose own browser this is. It keeps its data apart from the phone's browser, and throws it away at will. */
export const inAppBrowser = (userAgent: string): string | undefined => IN_APPS.find(([, mark]) => mark.test(userAgent))?.[0];
