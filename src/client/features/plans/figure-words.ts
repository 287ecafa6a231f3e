import type { ItemCode, PlanId } from '../../../domain/ids.ts';
import type { MeasureKey } from '../../../domain/measure.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { ItemFigures } from './item-figures.ts';

/** Codes may hold brackets and slashes as printed. */
export const itemHref = (planId: PlanId, code: ItemCode): string => `/ke-hoach/${encodeURIComponent(planId)}/${encodeURIComponent(code)}`;

/** What a figure counts: "buổi", or "lần ghi" where there is no measure. */
export const unitWord = (measure: MeasureKey | undefined): string =>
  measure === undefined ? labels().plans.recordUnit : labels().domain.measures[measure].unit;

/** What this phone will add to a figure; what it will take away (a return, a withdrawal) is no negative count but said so. */
export const differenceText = (value: number): string => (value < 0 ? labels().plans.takesAway(formatNumber(-value)) : formatNumber(value));

export function barLabel({ parts, measure, pace }: ItemFigures): string {
  const words = labels().plans;
  const { confirmed, waiting, declared, onPhone } = parts;
  const sentence = words.barLabel(
    `${formatNumber(confirmed)} ${unitWord(measure)}`,
    formatNumber(waiting),
    formatNumber(declared),
    differenceText(onPhone),
  );
  return pace ? `${sentence}; ${words.barTarget(formatNumber(pace.target), formatNumber(pace.expected))}` : sentence;
}
