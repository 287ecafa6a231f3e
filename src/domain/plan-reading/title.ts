import { headingTitle } from '../plan.ts';

const LONGEST_TITLE = 140;

/** For display: the heading, or the first clause of a sentence, as printed. */
export function titleOf(text: string): string {
  if (text.length <= LONGEST_TITLE) return headingTitle(text.replace(/[.;]$/, ''));
  const start = text.slice(0, LONGEST_TITLE);
  const clause = Math.max(start.lastIndexOf(';'), start.lastIndexOf('. '), start.lastIndexOf(': '), start.lastIndexOf(', '));
  const end = clause > 40 ? clause : start.lastIndexOf(' ');
  return start.slice(0, end > 0 ? end : LONGEST_TITLE).trim();
}
