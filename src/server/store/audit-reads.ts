import type { AuditKind } from '../../domain/audit.ts';
import { instant } from '../../domain/day.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { ReplyOf } from '../../protocol/endpoint.ts';
import { AUDIT_PAGE, type AuditEntry, type LIST_AUDIT } from '../../protocol/endpoints/audit.ts';
import { fromJson } from './json.ts';
import { ID_TEXT, ifAsked } from './scope-filter.ts';
import type { Reader } from './store.ts';
import type { AuditEntryTable } from './tables/audit.ts';

export interface AuditFilter {
  /** Entries of lower numbers. */
  readonly before?: number | undefined;
  readonly kind?: AuditKind | undefined;
  /** Who did it, or to whose account it was done. */
  readonly personId?: AccountId | undefined;
}

const readEntries = (db: Reader, { before, kind, personId }: AuditFilter): Promise<AuditEntryTable[]> =>
  db
    .selectFrom('audit_entries')
    .selectAll()
    .where((eb) =>
      eb.and([
        ifAsked(before, (no) => eb('no', '<', no)),
        ifAsked(kind, (wanted) => eb('kind', '=', wanted)),
        ifAsked(personId, (id) => eb.or([eb('account_id', '=', id), eb('subject', '=', id)])),
      ]),
    )
    .orderBy('no', 'desc')
    .limit(AUDIT_PAGE + 1)
    .execute();

type Names = ReadonlyMap<string, string>;

/** What a table calls the rows with these ids. */
async function namesIn(db: Reader, ids: readonly string[]): Promise<Names> {
  const rows = [
    ...(await db.selectFrom('accounts').select(['id', 'staff_code as name']).where(ID_TEXT, 'in', ids).execute()),
    ...(await db.selectFrom('devices').select(['id', 'name']).where('id', 'in', ids).execute()),
    ...(await db.selectFrom('feed_tokens').select(['id', 'name']).where('id', 'in', ids).execute()),
    ...(await db.selectFrom('spreadsheets').select(['id', 'file_name as name']).where('id', 'in', ids).execute()),
  ];
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Titles of plans, which closings bear too. */
async function titlesIn(db: Reader, ids: readonly string[]): Promise<Names> {
  const closings = await db.selectFrom('closings').select(['id', 'plan_id']).where(ID_TEXT, 'in', ids).execute();
  const planIds = [...ids, ...closings.map(({ plan_id }) => plan_id)];
  const plans = await db.selectFrom('reference').select(['id', 'data']).where('kind', '=', 'plan').where(ID_TEXT, 'in', planIds).execute();
  const titles = new Map<string, string>(plans.map(({ id, data }) => [id, (JSON.parse(data) as { readonly title: string }).title]));
  for (const { id, plan_id } of closings) titles.set(id, titles.get(plan_id) ?? plan_id);
  return titles;
}

const nameOf = (names: Names, id: string | null): string | undefined => (id === null ? undefined : (names.get(id) ?? id));

const entryOf = (row: AuditEntryTable, names: Names): AuditEntry => {
  const [by, device, of] = [nameOf(names, row.account_id), nameOf(names, row.device_id), nameOf(names, row.subject)];
  return {
    no: row.no,
    at: instant(row.at),
    kind: row.kind,
    ...(by !== undefined && { by }),
    ...(device !== undefined && { device }),
    ...(row.network !== null && { network: row.network }),
    ...(of !== undefined && { of }),
    details: fromJson(row.details),
  };
};

/** A page of the log, the newest first, in names instead of ids. */
export async function listAudit(db: Reader, filter: AuditFilter): Promise<ReplyOf<typeof LIST_AUDIT>> {
  const rows = await readEntries(db, filter);
  const page = rows.slice(0, AUDIT_PAGE);
  const ids = [...new Set(page.flatMap(({ account_id, device_id, subject }) => [account_id, device_id, subject]))].filter(
    (id) => id !== null,
  );
  const names = ids.length === 0 ? new Map<string, string>() : new Map([...(await namesIn(db, ids)), ...(await titlesIn(db, ids))]);
  return { entries: page.map((row) => entryOf(row, names)), more: rows.length > AUDIT_PAGE };
}
