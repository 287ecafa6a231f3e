import * as z from 'zod/mini';
import { ActivityContent, RecordState } from '../../../domain/activity.ts';
import { AccountId, ActivityId } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { Mutation } from '../../../protocol/mutation.ts';
import type { AppDb, DraftRow } from '../db.ts';
import { readRecords, type UnsentRecord } from './unsent-record.ts';

const Snapshot = z.object({
  content: ActivityContent,
  state: RecordState,
  returnReason: z.optional(z.string()),
  duplicateOfId: z.optional(ActivityId),
});

/** A record with the changes of it that the office has not taken yet, as it travels outside the database. */
const RecordShape = z.object({
  ...Snapshot.shape,
  id: ActivityId,
  authorId: AccountId,
  savedAt: z.iso.datetime(),
  /** As last received; 0 and absent where the office has not named the record. */
  version: z.int().check(z.minimum(0)),
  received: z.optional(Snapshot),
  changes: z.array(z.object({ mutation: Mutation, verdict: z.optional(z.literal(true)), offered: z.boolean() })).check(z.minLength(1)),
});

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
const FileShape = z.object({
  format: z.literal(1),
  accountId: AccountId,
  staffCode: z.string(),
  records: z.array(RecordShape),
  drafts: z.array(UnsentDraft),
});
export interface Unsent {
  readonly format: 1;
  readonly accountId: AccountId;
  readonly staffCode: string;
  readonly records: readonly UnsentRecord[];
  readonly drafts: readonly DraftRow[];
}

export const readUnsent = (db: AppDb, staffCode: string): Promise<Unsent> =>
  db.transaction('r', [db.activities, db.outbox, db.drafts], async () => {
    const records = await readRecords(db);
    const drafts = await db.drafts.toArray();
    return { format: 1, accountId: db.accountId, staffCode, records, drafts };
  });

/** Reads a file back. What is no such file, or is cut short, gets a name and changes nothing. */
export function parseUnsent(text: string): Result<Unsent, 'notUnsent'> {
  try {
    const parsed = FileShape.safeParse(JSON.parse(text));
    return parsed.success ? ok(parsed.data as Unsent) : err('notUnsent');
  } catch {
    return err('notUnsent');
  }
}

/** Of records that were kept singly, those that can be read. */
export const parseRecords = (copies: readonly unknown[]): UnsentRecord[] =>
  copies.flatMap((copy) => {
    const parsed = RecordShape.safeParse(copy);
    return parsed.success ? [parsed.data as UnsentRecord] : [];
  });
