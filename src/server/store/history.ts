import { instant } from '../../domain/day.ts';
import type { ActivityId } from '../../domain/ids.ts';
import type { Patch } from '../../domain/patch.ts';
import type { History, HistoryEntry } from '../../protocol/account.ts';
import { fromJson } from './json.ts';
import type { Reader } from './store.ts';

type Value = HistoryEntry['fields'][number]['to'];
const valueIn = (patch: Patch, field: string): Value => (patch[field] ?? null) as Value;

async function readEntries(db: Reader, activityId: ActivityId): Promise<HistoryEntry[]> {
  const rows = await db
    .selectFrom('activity_versions as v')
    .innerJoin('accounts as a', 'a.id', 'v.account_id')
    .leftJoin('accounts as e', 'e.id', 'v.entered_by')
    .leftJoin('spreadsheet_rows as r', 'r.activity_id', 'v.activity_id')
    .leftJoin('spreadsheets as s', 's.id', 'r.spreadsheet_id')
    .select(['e.staff_code as entered_by', 'v.stands_in_for', 's.file_name', 'r.line'])
    .select(['v.version', 'v.mutation_id', 'v.account_id', 'a.staff_code', 'v.action', 'v.state', 'v.at', 'v.device_at'])
    .select(['v.patch', 'v.before', 'v.reason', 'v.duplicate_of_id', 'v.conflicts'])
    .where('v.activity_id', '=', activityId)
    .orderBy('v.version')
    .execute();
  return rows.map((row) => {
    const after = fromJson(row.patch);
    const before = fromJson(row.before);
    return {
      version: row.version,
      mutationId: row.mutation_id,
      authorId: row.account_id,
      staffCode: row.staff_code,
      ...(row.entered_by !== null && { enteredBy: row.entered_by }),
      ...(row.stands_in_for !== null && { standsInFor: row.stands_in_for }),
      ...(row.version === 1 && row.file_name !== null && row.line !== null && { spreadsheet: { fileName: row.file_name, line: row.line } }),
      action: row.action,
      state: row.state,
      at: instant(row.at),
      deviceAt: row.device_at,
      ...(row.reason !== null && { reason: row.reason }),
      ...(row.duplicate_of_id !== null && { duplicateOfId: row.duplicate_of_id }),
      fields: Object.keys(after).map((field) => ({ field, from: valueIn(before, field), to: valueIn(after, field) })),
      ...(row.conflicts !== null && { conflicts: fromJson(row.conflicts) }),
    };
  });
}

/** Edits that came too late or would have broken the rules. */
async function readAside(db: Reader, activityId: ActivityId): Promise<History['aside']> {
  const rows = await db
    .selectFrom('mutations as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select(['m.id', 'a.staff_code', 'm.at', 'm.aside'])
    .where('m.activity_id', '=', activityId)
    .where('m.aside', 'is not', null)
    .orderBy('m.at')
    .orderBy('m.id')
    .execute();
  return rows.map((row) => {
    const patch = row.aside === null ? {} : fromJson(row.aside);
    const fields = Object.keys(patch).map((field) => ({ field, to: valueIn(patch, field) }));
    return { mutationId: row.id, staffCode: row.staff_code, at: instant(row.at), fields };
  });
}

/** All accepted versions of a record, oldest first, and what was kept beside them. */
export async function readHistory(db: Reader, activityId: ActivityId): Promise<History> {
  return { activityId, entries: await readEntries(db, activityId), aside: await readAside(db, activityId) };
}
