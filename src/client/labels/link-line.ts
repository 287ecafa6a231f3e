import type { HistoryEntry } from '../../protocol/account.ts';
import type { recordLinks } from './vi/record-links.ts';

/** Enough of an id for two people to speak about it. */
const CODE_LETTERS = 4;
export const recordCode = (id: string): string => id.slice(-CODE_LETTERS);

/** Whether nobody changed the record by itself: the version was made because of what was done to another one. */
export const isFollowed = ({ action, reason }: Pick<HistoryEntry, 'action' | 'reason'>): boolean =>
  action !== 'return' && reason !== undefined;

/** What a version says of another record of the same activity; undefined where it says nothing. */
export function linkLine(words: typeof recordLinks, entry: Pick<HistoryEntry, 'action' | 'reason' | 'duplicateOfId'>): string | undefined {
  const { action, reason, duplicateOfId } = entry;
  if (duplicateOfId === undefined) return isFollowed(entry) ? words.alone : undefined;
  const code = recordCode(duplicateOfId);
  if (!isFollowed(entry)) return words.countedIn(code);
  if (action !== 'restore') return words.follows(code);
  return reason === 'withdraw' || reason === 'return' ? words.standsIn[reason](code) : words.standsIn.other(code);
}
