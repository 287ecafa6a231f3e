import { isAbout } from '../../domain/about.ts';
import { figureOf } from '../../domain/leading-measure.ts';
import type { MeasureKey } from '../../domain/measure.ts';
import type { Amount } from '../../domain/tally.ts';
import { formatNumber } from './format.ts';
import { labels } from './labels.ts';

/** "khoảng 46"; the word may stand above the figure where there is no room beside it. */
export const aboutText = (text: string, about: boolean): string => (about ? `${labels().common.about} ${text}` : text);

/** A figure out of a sum, in a measure or (undefined) in records: it says "about" as soon as one of its records does. */
export const figureText = (amount: Amount, measure: MeasureKey | undefined): string =>
  aboutText(formatNumber(figureOf(amount, measure)), isAbout(amount, measure));

/** What this phone will add to a figure; what it will take away (a return, a withdrawal) is no negative count but said so. */
export function differenceText(amount: Amount, measure: MeasureKey | undefined): string {
  const value = figureOf(amount, measure);
  if (value >= 0) return figureText(amount, measure);
  return labels().plans.takesAway(aboutText(formatNumber(-value), isAbout(amount, measure)));
}
