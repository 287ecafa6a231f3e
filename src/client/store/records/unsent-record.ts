import { type Snapshot, snapshotOf } from '../../../domain/change.ts';
import type { AccountId, ActivityId } from '../../../domain/ids.ts';
import type { Mutation } from '../../../protocol/mutation.ts';
import type { AppDb, OutboxRow } from '../db.ts';
import { receivedOf } from './compose-row.ts';

/** A record with the changes of it that the office has not taken yet, as it travels outside the database. */
export interface UnsentRecord extends Snapshot {
  readonly id: ActivityId;
  readonly authorId: AccountId;
  readonly savedAt: string;
  /** As last received; 0 and absent where the office has not named the record. */
  readonly version: number;
  readonly received?: Snapshot;
  readonly changes: readonly { readonly mutation: Mutation; readonly verdict?: true; readonly offered: boolean }[];
}

/** Read inside the caller's transaction or live query, oldest change first. */
export async function readRecords(db: AppDb): Promise<UnsentRecord[]> {
  const changes = new Map<ActivityId, OutboxRow[]>();
  for (const entry of await db.outbox.toArray()) changes.set(entry.activityId, [...(changes.get(entry.activityId) ?? []), entry]);
  const rows = await db.activities.bulkGet([...changes.keys()]);
  return rows.flatMap((row) => {
    if (!row) return [];
    const { id, authorId, version, savedAt } = row;
    const received = receivedOf(row);
    return {
      ...{ id, authorId, savedAt, version },
      ...snapshotOf(row),
      ...(received && { received }),
      changes: (changes.get(id) ?? []).map(({ mutation, verdict, offered }) => ({ mutation, offered, ...(verdict && { verdict }) })),
    };
  });
}
