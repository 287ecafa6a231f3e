import type { AccountId } from '../../../domain/ids.ts';

/** `beside`: another database of the same kind. `bucket`: a place of its own, apart from all databases of this address. */
export const RESCUE_STORES = ['beside', 'bucket'] as const;
export type RescueStore = (typeof RESCUE_STORES)[number];

export const rescueKey = (accountId: AccountId): string => `cotmoc-rescue-${accountId}`;

/**
 * Where the second store lies, if there is one. Outside the databases, which are what failed. A service worker has no such
 * note: it tries the first store, and the page sends what lies in the second.
 */
export function rescueStore(accountId: AccountId): RescueStore | undefined {
  try {
    const noted = globalThis.localStorage?.getItem(rescueKey(accountId));
    return RESCUE_STORES.find((place) => place === noted);
  } catch {
    return undefined;
  }
}

/** Throws where nothing can be noted: a store nobody finds again would be no rescue. */
export const rememberRescue = (accountId: AccountId, place: RescueStore): void => localStorage.setItem(rescueKey(accountId), place);
