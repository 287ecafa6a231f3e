import type { PlanItem } from './plan.ts';

/** Whether an amendment ended the item or counts it no more: what was logged there stays, and nothing new is asked of it. */
export const isEnded = (item: PlanItem): boolean => item.retired !== undefined || (item.tracking !== 'tally' && item.wasTally === true);
