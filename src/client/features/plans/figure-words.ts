import type { ItemCode, PlanId } from '../../../domain/ids.ts';
import type { MeasureKey } from '../../../domain/measure.ts';
import { addressOf, ITEM_SCREEN } from '../../addresses.ts';
import { unitOf } from '../../labels/column-words.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { ItemFigures } from './item-figures.ts';

export const itemHref = (planId: PlanId, code: ItemCode): string => addressOf(ITEM_SCREEN, { params: { planId, code } });

/** What a figure counts: "buổi", or "lần ghi" where there is no measure. */
export const unitWord = (measure: MeasureKey | undefined): string => unitOf(measure ?? 'records');

export function barLabel({ texts, measure, pace }: ItemFigures): string {
  const words = labels().plans;
  const { confirmed, waiting, declared, onPhone } = texts;
  const sentence = words.barLabel(`${confirmed} ${unitWord(measure)}`, waiting, declared, onPhone);
  return pace ? `${sentence}; ${words.barTarget(formatNumber(pace.target), formatNumber(pace.expected))}` : sentence;
}
