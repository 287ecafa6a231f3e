import type { ItemCode, PlanId } from '../domain/ids.ts';
import { addressOf, ITEM_SCREEN } from './addresses.ts';

/** The address of a plan item, to which every list that names items leads. */
export const itemHref = (planId: PlanId, code: ItemCode): string => addressOf(ITEM_SCREEN, { params: { planId, code } });
