import type { PeriodKind, PeriodName } from '../../domain/period.ts';
import { labels } from './labels.ts';

/** Quarters are numbered the way offices write them. */
const ROMAN = ['I', 'II', 'III', 'IV'] as const;

export const kindWord = (kind: PeriodKind): string => labels().tallies.kinds[kind];

/** "Tháng 6/2024", "Quý I/2024", "6 tháng đầu năm 2024": one period by its full name. */
export function periodWords({ kind, year, index }: PeriodName): string {
  const words = labels().tallies;
  switch (kind) {
    case 'month':
      return words.month(index, year);
    case 'quarter':
      return words.quarter(ROMAN[index - 1] ?? String(index), year);
    case 'half':
      return index === 1 ? words.firstHalf(year) : words.secondHalf(year);
    case 'nineMonths':
      return words.nineMonths(year);
    case 'year':
      return words.year(year);
  }
}
