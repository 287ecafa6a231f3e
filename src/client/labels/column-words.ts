import type { Column, FigureKey } from '../../domain/figures/column.ts';
import { labels } from './labels.ts';

// Words of figures come with the words of plans: screens that show figures bring both.

/** At the head of a column, where there is little room. */
export function columnHead({ word }: Pick<Column, 'word'>): string {
  const { measureShort, recordsLine, declaredColumn } = labels().plans;
  if (word === 'declared') return declaredColumn;
  return word === 'records' ? recordsLine : measureShort[word];
}

/** In full. */
export const columnName = (column: Pick<Column, 'word'>): string =>
  column.word === 'records' || column.word === 'declared' ? columnHead(column) : labels().domain.measures[column.word].label;

/** What a figure counts: "buổi", or "lần ghi". */
export const unitOf = (word: FigureKey): string => (word === 'records' ? labels().plans.recordUnit : labels().domain.measures[word].unit);
