import type { ItemCode, PlanId } from '../../../domain/ids.ts';
import type { MeasureKey } from '../../../domain/measure.ts';
import { addressOf, ITEM_SCREEN } from '../../addresses.ts';
import { unitOf } from '../../labels/column-words.ts';

export const itemHref = (planId: PlanId, code: ItemCode): string => addressOf(ITEM_SCREEN, { params: { planId, code } });

/** What a figure counts: "buổi", or "lần ghi" where there is no measure. */
export const unitWord = (measure: MeasureKey | undefined): string => unitOf(measure ?? 'records');
