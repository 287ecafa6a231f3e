import type { AccountId } from '../../../domain/ids.ts';

/** How the names begin under which forms for the office keep what was typed and not saved yet. The id of the account follows. */
export const SAVED_INPUTS = 'cotmoc.reference.';

export const savedInputPrefix = (accountId: AccountId): string => `${SAVED_INPUTS}${accountId}.`;
