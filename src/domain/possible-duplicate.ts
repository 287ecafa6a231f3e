import type { ActivityContent } from './activity.ts';
import { contribution } from './contribution.ts';
import type { AccountId } from './ids.ts';
import { MEASURE_KEYS } from './measure.ts';

/** Equal in type, date, unit, locality and attendances: probably the same activity logged twice. */
export const isPossibleDuplicate = (a: ActivityContent, b: ActivityContent): boolean =>
  a.type === b.type &&
  a.date === b.date &&
  a.unitId === b.unitId &&
  a.localityId === b.localityId &&
  a.own['attendees'] === b.own['attendees'];

/** What is compared of a record: what it says and who says it. */
export interface Logged {
  readonly content: ActivityContent;
  readonly authorId: AccountId;
}

/** Within a tenth of each other: a count made twice, or read wrong once. */
const isClose = (a: number, b: number): boolean => 10 * Math.abs(a - b) <= Math.max(a, b);

/**
 * Of the same person, day and place with figures close to each other, whatever the type where both counted people: one activity may
 * have been written down from memory twice.
 */
function isNearDuplicate({ content: a, authorId }: Logged, { content: b, authorId: other }: Logged): boolean {
  if (authorId !== other || a.date !== b.date || a.localityId === undefined || a.localityId !== b.localityId) return false;
  const [ours, theirs] = [contribution(a, 'sent').measures, contribution(b, 'sent').measures];
  const shared = MEASURE_KEYS.flatMap((key) => (ours[key] === undefined || theirs[key] === undefined ? [] : key));
  return (
    shared.length > 0 &&
    (a.type === b.type || shared.includes('attendees')) &&
    shared.every((key) => isClose(ours[key] ?? 0, theirs[key] ?? 0))
  );
}

/** Whether a person should look at both before both count. */
export const mayRepeat = (a: Logged, b: Logged): boolean => isPossibleDuplicate(a.content, b.content) || isNearDuplicate(a, b);
