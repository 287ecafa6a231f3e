import type { AccountId } from '../../../domain/ids.ts';

/** Where the copy of the plan lies; who clears it away needs nothing of what is in it. */
export const planCopyKey = (accountId: AccountId): string => `cotmoc-plan-${accountId}`;
