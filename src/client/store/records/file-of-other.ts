import type { ActivityId } from '../../../domain/ids.ts';
import { isReview } from '../../../domain/record-action.ts';
import type { Mutation } from '../../../protocol/mutation.ts';
import type { Unsent } from './unsent.ts';

/** Most changes that go in one request; those of one record go together, since each is made upon the one before. */
const MOST_TOGETHER = 100;

export interface FileRecord {
  readonly id: ActivityId;
  /** Work alone, in its order: verdicts are for those who are here to give. */
  readonly mutations: readonly Mutation[];
}

const workOf = ({ records }: Unsent): FileRecord[] =>
  records
    .map(({ id, changes }) => ({ id, mutations: changes.map(({ mutation }) => mutation).filter(({ action }) => !isReview(action)) }))
    .filter(({ mutations }) => mutations.length > 0);

/** Whether the file says everywhere what it says at its head: whose records these are. */
export const isOfOnePerson = ({ accountId, records }: Unsent): boolean =>
  records.every(
    (record) =>
      (record.version > 0 || record.authorId === accountId) && record.changes.every(({ mutation }) => mutation.activityId === record.id),
  );

/** The work of a file in portions that a request takes. */
export function portionsOf(unsent: Unsent): FileRecord[][] {
  const portions: FileRecord[][] = [];
  let room = 0;
  for (const record of workOf(unsent)) {
    if (room < record.mutations.length) {
      portions.push([]);
      room = MOST_TOGETHER;
    }
    portions.at(-1)?.push(record);
    room -= record.mutations.length;
  }
  return portions;
}
