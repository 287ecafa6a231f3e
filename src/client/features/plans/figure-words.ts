import type { MeasureKey } from '../../../domain/measure.ts';
import { unitOf } from '../../labels/column-words.ts';

/** What a figure counts: "buổi", or "lần ghi" where there is no measure. */
export const unitWord = (measure: MeasureKey | undefined): string => unitOf(measure ?? 'records');
