import { createSignal } from 'solid-js';

/** Chromium's own event; other browsers install from their menu. */
interface InstallPrompt extends Event {
  readonly prompt: () => Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

const [offered, setOffered] = createSignal<InstallPrompt>();

/** The browser may offer once, and early: the entry module listens, the account screen asks. */
export function watchInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    setOffered(event as InstallPrompt);
  });
  addEventListener('appinstalled', () => setOffered(undefined));
}

export const canInstall = (): boolean => offered() !== undefined;

export async function install(): Promise<void> {
  await offered()?.prompt();
  setOffered(undefined);
}
