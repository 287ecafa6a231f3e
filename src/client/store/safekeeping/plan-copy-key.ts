import type { AccountId } from '../../../domain/ids.ts';

/**
 * Where the plan and what its form needs lie once more, beside the database: a browser that loses its databases far from any signal
 * must not keep the person from logging. Cells, targets and colleagues are not in it and wait for the office.
 */
export const planCopyKey = (accountId: AccountId): string => `cotmoc-plan-${accountId}`;
