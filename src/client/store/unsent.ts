import * as z from 'zod/mini';
import { ActivityContent, RecordState } from '../../domain/activity.ts';
import { AccountId, ActivityId } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { Mutation } from '../../protocol/sync.ts';
import type { ActivityRow, AppDb, OutboxRow } from './db.ts';
import { receivedOf } from './outbox.ts';

const Snapshot = z.object({
  content: ActivityContent,
  state: RecordState,
  returnReason: z.optional(z.string()),
  duplicateOfId: z.optional(ActivityId),
});

/** A record with the changes of it that the office has not taken yet, as it travels outside the database. */
export const UnsentRecord = z.object({
  ...Snapshot.shape,
  id: ActivityId,
  authorId: AccountId,
  savedAt: z.iso.datetime(),
  /** As last received; 0 and absent where the office has not named the record. */
  version: z.int().check(z.minimum(0)),
  received: z.optional(Snapshot),
  changes: z.array(z.object({ mutation: Mutation, verdict: z.optional(z.literal(true)), offered: z.boolean() })).check(z.minLength(1)),
});
export type UnsentRecord = z.infer<typeof UnsentRecord>;

const UnsentDraft = z.object({
  id: ActivityId,
  draft: z.object({
    id: ActivityId,
    type: z.string(),
    values: z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())])),
  }),
  editOf: z.optional(z.int()),
  begunOn: z.optional(ActivityContent),
  savedAt: z.iso.datetime(),
});

/** Everything the office has not taken yet, readable without the app: records as they stand on the phone, and drafts. */
export const Unsent = z.object({
  format: z.literal(1),
  accountId: AccountId,
  staffCode: z.string(),
  records: z.array(UnsentRecord),
  drafts: z.array(UnsentDraft),
});
export type Unsent = z.infer<typeof Unsent>;

export function unsentRecord(row: ActivityRow, entries: readonly OutboxRow[]): UnsentRecord {
  const { id, content, state, authorId, version, savedAt, returnReason, duplicateOfId } = row;
  const received = receivedOf(row);
  return {
    ...{ id, authorId, savedAt, version, content, state },
    ...(returnReason !== undefined && { returnReason }),
    ...(duplicateOfId !== undefined && { duplicateOfId }),
    ...(received && { received }),
    changes: entries.map(({ mutation, verdict, offered }) => ({ mutation, offered, ...(verdict && { verdict }) })),
  };
}

export const readUnsent = (db: AppDb, staffCode: string): Promise<Unsent> =>
  db.transaction('r', [db.activities, db.outbox, db.drafts], async () => {
    const entries = await db.outbox.toArray();
    const rows = await db.activities.bulkGet([...new Set(entries.map((entry) => entry.activityId))]);
    const records = rows.flatMap((row) =>
      row
        ? [
            unsentRecord(
              row,
              entries.filter((entry) => entry.activityId === row.id),
            ),
          ]
        : [],
    );
    const drafts = (await db.drafts.toArray()) as Unsent['drafts'];
    return { format: 1, accountId: db.accountId, staffCode, records, drafts };
  });

/** Reads a file back. What is no such file, or is cut short, gets a name and changes nothing. */
export function parseUnsent(text: string): Result<Unsent, 'notUnsent'> {
  try {
    const parsed = Unsent.safeParse(JSON.parse(text));
    return parsed.success ? ok(parsed.data) : err('notUnsent');
  } catch {
    return err('notUnsent');
  }
}
