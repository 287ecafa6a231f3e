import { MEASURE_KEYS, type MeasureKey } from '../../../domain/measure.ts';
import { labels } from '../../labels/labels.ts';

/** What a column counts: a measure, or the records themselves. */
export type FigureKey = MeasureKey | 'records';

export const isFigureKey = (text: string | undefined): text is FigureKey => text === 'records' || MEASURE_KEYS.some((key) => key === text);

export const columnHead = (key: FigureKey): string => (key === 'records' ? labels().tallies.records : labels().plans.measureShort[key]);
export const figureName = (key: FigureKey): string => (key === 'records' ? labels().tallies.records : labels().domain.measures[key].label);
export const figureUnit = (key: FigureKey): string =>
  key === 'records' ? labels().tallies.recordUnit : labels().domain.measures[key].unit;
