import type { AccountId } from '../../../domain/ids.ts';

/** Where the last words of a page that goes lie; who clears them away needs nothing of what is in them. */
export const unloadDraftPrefix = (accountId: AccountId): string => `cotmoc-last-words-${accountId}-`;
