import { isAbout } from '../../domain/about.ts';
import { figureOf } from '../../domain/leading-measure.ts';
import type { MeasureKey } from '../../domain/measure.ts';
import type { Amount } from '../../domain/tally.ts';
import { formatNumber } from './format.ts';
import { labels } from './labels.ts';

const NBSP = '\u00a0';

/** "khoảng 46" */
export const aboutText = (text: string, about: boolean): string => (about ? `${labels().common.about}${NBSP}${text}` : text);

/** A figure out of a sum, in a measure or (undefined) in records: it says "about" as soon as one of its records does. */
export const figureText = (amount: Amount, measure: MeasureKey | undefined): string =>
  aboutText(formatNumber(figureOf(amount, measure)), isAbout(amount, measure));
