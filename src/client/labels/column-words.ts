import type { Column, Compared, FigureKey, PlainWord } from '../../domain/figures/column.ts';
import { labels } from './labels.ts';

// Words of figures come with the words of plans: screens that show figures bring both.

type Named = Pick<Column, 'word' | 'compared'>;

/** Figures of another period say so: they stand beside those of the period chosen. */
const ofPeriod = (name: string, compared: Compared | undefined): string =>
  compared === undefined ? name : `${name}, ${labels().tallies.desk.compared[compared]}`;

const isPlain = (word: Column['word']): word is PlainWord => Object.hasOwn(labels().plans.plainColumns, word);

/** At the head of a column, where there is little room. */
export function columnHead({ word, compared }: Named): string {
  const { plainColumns, measureShort } = labels().plans;
  return ofPeriod(isPlain(word) ? plainColumns[word] : measureShort[word], compared);
}

/** In full. */
export function columnName(column: Named): string {
  const { word, compared } = column;
  return isPlain(word) ? columnHead(column) : ofPeriod(labels().domain.measures[word].label, compared);
}

/** What a figure counts: "buổi", or "lần ghi". */
export const unitOf = (word: FigureKey): string => (word === 'records' ? labels().plans.recordUnit : labels().domain.measures[word].unit);
