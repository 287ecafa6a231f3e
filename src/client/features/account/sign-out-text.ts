import type { WaitingCount } from '../../../domain/waiting-changes.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { waitingText } from './waiting-text.ts';

interface OnThisPhone {
  readonly staffCode: string;
  readonly waiting: WaitingCount;
  readonly drafts: number;
  /** Records that were here once and came nowhere. */
  readonly lost: number;
}

/** What becomes of what lies on this phone once its person has signed out: a loss is said first, and whatever else there is. */
export function signOutText({ staffCode, waiting, drafts, lost }: OnThisPhone): string {
  const words = labels().account.me;
  const waits = waiting.records + waiting.verdicts > 0;
  const parts: string[] = [];
  if (lost > 0) parts.push(words.signOutLost(formatNumber(lost), staffCode));
  if (waits) parts.push(words.signOutWaiting(waitingText(waiting), staffCode));
  else {
    if (lost > 0) parts.push(words.signOutRest);
    if (drafts > 0) parts.push(words.signOutDrafts(formatNumber(drafts), staffCode));
  }
  if (parts.length === 0) parts.push(words.signOutNothing);
  return [...parts, words.signOutClears].join(' ');
}
