import type { ActivityContent } from '../../domain/activity.ts';
import { activityType } from '../../domain/activity-types.ts';
import { contribution } from '../../domain/contribution.ts';
import { countIn } from '../../domain/figures/column.ts';
import type { MeasureKey } from '../../domain/measure.ts';
import { amountOf } from '../../domain/tally.ts';
import { aboutText } from '../labels/figure-text.ts';
import { formatNumber, lowerFirst } from '../labels/format.ts';
import { labels } from '../labels/labels.ts';

/** What was counted, also where it does not count any more. Of the same figures a sum with this record in it says "about". */
export function figureCells(content: ActivityContent): { readonly value: string; readonly word: string }[] {
  const amount = amountOf(contribution(content, 'sent'));
  const keys = (activityType(content.type)?.measures ?? []).filter((key) => amount.measures[key] !== undefined);
  return keys.map((key) => {
    const { value, isAbout } = countIn(amount, key);
    return { value: formatNumber(value), word: aboutText(figureWord(key, keys), isAbout) };
  });
}

/** "lượt người tham dự" where the label says the unit anyway, else the unit alone, unless two figures would share it. */
function figureWord(key: MeasureKey, shown: readonly MeasureKey[]): string {
  const { measures } = labels().domain;
  const { label, unit } = measures[key];
  const isPlain = label.toLowerCase().startsWith(unit.toLowerCase());
  const isShared = shown.some((other) => other !== key && measures[other].unit === unit);
  return isPlain || isShared ? lowerFirst(label) : unit;
}
