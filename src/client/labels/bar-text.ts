import type { Part, Parts } from '../../domain/figures/parts.ts';
import type { MeasureKey } from '../../domain/measure.ts';
import type { Pace } from '../../domain/pace.ts';
import { unitOf } from './column-words.ts';
import { changeText, countText } from './figure-text.ts';
import { formatNumber, withUnit } from './format.ts';
import { labels } from './labels.ts';

/** Each part of a figure in words. */
export const partTexts = ({ confirmed, waiting, declared, onPhone }: Parts): Readonly<Record<Part, string>> => ({
  confirmed: countText(confirmed),
  waiting: countText(waiting),
  declared: countText(declared),
  onPhone: changeText(onPhone),
});

/** A bar and its stone for those who do not see them. */
export function barText(texts: Readonly<Record<Part, string>>, measure: MeasureKey | undefined, pace?: Pace | undefined): string {
  const words = labels().plans;
  const { confirmed, waiting, declared, onPhone } = texts;
  // A count of one is its own text, however thousands are written.
  const sentence = words.barLabel(
    `${confirmed} ${labels().common.unitBeside(Number(confirmed), unitOf(measure ?? 'records'))}`,
    waiting,
    declared,
    onPhone,
  );
  return pace ? `${sentence}; ${words.barTarget(formatNumber(pace.target), formatNumber(pace.expected))}` : sentence;
}

/** "Vượt tiến độ 2", "Chậm 3 buổi". */
export function paceText({ state, by, place }: Pace): string {
  const { pace } = labels().plans;
  if (state === 'ahead') return pace.ahead(formatNumber(by));
  if (state === 'late') return pace.late(withUnit(by, unitOf(place.measure)));
  return pace[state];
}
