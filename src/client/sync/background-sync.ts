import { AccountId } from '../../domain/ids.ts';

const PREFIX = 'cotmoc:';

/** The account a Background Sync event is for; undefined for tags that are not ours. */
export function accountOfTag(tag: string): AccountId | undefined {
  const parsed = AccountId.safeParse(tag.slice(PREFIX.length));
  return tag.startsWith(PREFIX) && parsed.success ? parsed.data : undefined;
}

interface SyncRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

/** Asks the browser to wake the service worker when there is signal again. Where it cannot, nothing is lost: the next start syncs. */
export async function askForBackgroundSync(accountId: AccountId): Promise<void> {
  try {
    const registration = (await globalThis.navigator?.serviceWorker?.getRegistration()) as SyncRegistration | undefined;
    await registration?.sync?.register(PREFIX + accountId);
  } catch {
    // Forbidden by the person or the browser.
  }
}
