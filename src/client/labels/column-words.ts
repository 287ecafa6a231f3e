import type { Column, Compared, FigureKey } from '../../domain/figures/column.ts';
import { labels } from './labels.ts';

// Words of figures come with the words of plans: screens that show figures bring both.

type Named = Pick<Column, 'word' | 'compared'>;

/** Figures of another period say so: they stand beside those of the period chosen. */
const ofPeriod = (name: string, compared: Compared | undefined): string =>
  compared === undefined ? name : `${name}, ${labels().tallies.desk.compared[compared]}`;

function shortName({ word }: Named): string {
  const { measureShort, recordsLine, declaredColumn } = labels().plans;
  if (word === 'declared') return declaredColumn;
  return word === 'records' ? recordsLine : measureShort[word];
}

/** At the head of a column, where there is little room. */
export const columnHead = (column: Named): string => ofPeriod(shortName(column), column.compared);

/** In full. */
export const columnName = (column: Named): string =>
  column.word === 'records' || column.word === 'declared'
    ? columnHead(column)
    : ofPeriod(labels().domain.measures[column.word].label, column.compared);

/** What a figure counts: "buổi", or "lần ghi". */
export const unitOf = (word: FigureKey): string => (word === 'records' ? labels().plans.recordUnit : labels().domain.measures[word].unit);
