import { columnOfMeasure, countOrNone, type FigureCount, type FigureKey } from '../../domain/figures/column.ts';
import type { MeasureKey } from '../../domain/measure.ts';
import type { Amount } from '../../domain/tally.ts';
import { unitOf } from './column-words.ts';
import { formatNumber } from './format.ts';
import { labels } from './labels.ts';

/** "khoảng 46"; the word may stand above the figure where there is no room beside it. */
export const aboutText = (text: string, about: boolean): string => (about ? `${labels().common.about} ${text}` : text);

/** A count as it is to be read: it says "about" where estimates are among what was added up. */
export const countText = ({ value, isAbout }: FigureCount): string => aboutText(formatNumber(value), isAbout);

/** "46 buổi", as part of a sentence: a unit bends with the number before it where the language asks for that. */
export const countWithUnit = (count: FigureCount, word: FigureKey): string =>
  `${countText(count)} ${labels().common.unitBeside(count.value, unitOf(word))}`;

/** A figure out of a sum, in a measure or (undefined) in records. */
export const figureText = (amount: Amount, measure: MeasureKey | undefined): string =>
  countText(countOrNone(columnOfMeasure(measure), amount));

/** What this phone will add to a figure; what it will take away (a return, a withdrawal) is no negative count but said so. */
export const changeText = ({ value, isAbout }: FigureCount): string =>
  value >= 0 ? countText({ value, isAbout }) : labels().plans.takesAway(countText({ value: -value, isAbout }));

export const differenceText = (amount: Amount, measure: MeasureKey | undefined): string =>
  changeText(countOrNone(columnOfMeasure(measure), amount));
