import type { Kysely } from 'kysely';
import { setEpoch } from './epoch.ts';
import type { Tables } from './schema.ts';
import type { Reader, Store } from './store.ts';

/** What can be found is made anew from the records: each database looks for words in a way of its own. */
type SearchTable = 'search_head' | 'search_docs';

/** Every table, each after those it refers to, with the columns that name a row. */
const TABLES = [
  ['reference', ['kind', 'id']],
  ['reference_requests', ['id']],
  ['plan_versions', ['plan_id', 'version']],
  ['accounts', ['id']],
  ['devices', ['id']],
  ['quarantine', ['device_id', 'mutation_id']],
  ['feed_tokens', ['id']],
  ['recovery_secrets', ['id']],
  ['admin_acts', ['id']],
  ['factors', ['id']],
  ['recovery_codes', ['code_hash']],
  ['half_sign_ins', ['token_hash']],
  ['declared', ['device_id', 'plan_id', 'item_code', 'unit_id', 'part']],
  ['activities', ['id']],
  ['also_items', ['activity_id', 'item_code']],
  ['activity_versions', ['activity_id', 'version']],
  ['mutations', ['id']],
  ['fine_cells', ['plan_id', 'item_code', 'unit_id', 'part', 'state', 'type', 'locality_id']],
  ['cells', ['plan_id', 'item_code', 'unit_id', 'part', 'state']],
  ['activity_markers', ['activity_id', 'position']],
  ['marker_cells', ['plan_id', 'position', 'unit_id', 'part', 'state']],
  ['author_cells', ['plan_id', 'author_id', 'unit_id', 'part', 'state']],
  ['departures', ['activity_id', 'unit_id']],
  ['cleared', ['activity_id', 'seen_by']],
  ['spreadsheets', ['id']],
  ['spreadsheet_rows', ['activity_id']],
  ['closings', ['id']],
  ['closing_events', ['closing_id', 'no']],
  ['audit_counts', ['key']],
  ['audit_entries', ['no']],
] as const satisfies readonly (readonly [Exclude<keyof Tables, 'feed_head' | SearchTable>, readonly string[]])[];
type Table = (typeof TABLES)[number][0];
type Row = Record<string, string | number | null>;

/** The tables a copy takes along; the head of the feed comes last and by itself. */
export const COPIED_TABLES: readonly Table[] = TABLES.map(([table]) => table);

/** Values per statement: below what either database takes as parameters. */
const MAX_VALUES = 20_000;
/** Rows read at a time, so that a large table never lies in memory as a whole: what a closing froze is megabytes. */
const pageOf = (table: Table): number => (table === 'closings' ? 1 : 500);

/** Both sides are one table of ours under a name the types cannot follow. */
const anyTable = (db: Reader) => db as unknown as Kysely<Record<Table, Row>>;

/** The rows of a table in the order of their names, each page from where the last one ended. */
async function* pagesOf(db: Reader, table: Table, key: readonly string[]): AsyncGenerator<Row[]> {
  const page = pageOf(table);
  for (let last: Row | undefined; ; ) {
    const after = last;
    let query = anyTable(db).selectFrom(table).selectAll();
    if (after !== undefined)
      query = query.where((eb) =>
        // (a, b) > (x, y), said so that every kind of key column compares as it is.
        eb.or(
          key.map((column, at) =>
            eb.and([...key.slice(0, at).map((before) => eb(before, '=', after[before] ?? '')), eb(column, '>', after[column] ?? '')]),
          ),
        ),
      );
    for (const column of key) query = query.orderBy(column);
    const rows = await query.limit(page).execute();
    if (rows.length > 0) yield rows;
    last = rows.at(-1);
    if (rows.length < page) return;
  }
}

async function insertAll(db: Reader, table: Table, rows: readonly Row[]): Promise<void> {
  const size = Math.max(1, Math.floor(MAX_VALUES / Object.keys(rows[0] ?? { one: 1 }).length));
  for (let from = 0; from < rows.length; from += size)
    await anyTable(db)
      .insertInto(table)
      .values(rows.slice(from, from + size))
      .execute();
}

/** The first table that holds a row; undefined where the store is as new. */
export async function firstTableInUse(db: Reader): Promise<string | undefined> {
  for (const table of COPIED_TABLES) if (await anyTable(db).selectFrom(table).selectAll().limit(1).executeTakeFirst()) return table;
  return undefined;
}

export interface CopiedTable {
  readonly table: Table;
  readonly rows: number;
}

/** Whoever writes takes the head of the feed first: while we hold it nobody else can. Gives what it says. */
async function holdHead(source: Reader) {
  const head = source.updateTable('feed_head').set((eb) => ({ change_no: eb.ref('change_no') }));
  const { id: _, epoch: __, ...numbers } = await head.where('id', '=', 1).returningAll().executeTakeFirstOrThrow();
  return numbers;
}

/**
 * Copies all there is from one moment of the source, in one transaction of the target: it holds all of it or nothing. The
 * copy is named by an epoch of its own: what the source lacked, or took in afterwards, the phones that know of it offer again.
 */
export async function copyStore(from: Store, to: Store, epoch: string, report: (table: CopiedTable) => void): Promise<void> {
  const picture = from.writer.transaction().setIsolationLevel('repeatable read');
  await picture.execute(async (source) => {
    const head = await holdHead(source);
    await to.writer.transaction().execute(async (target) => {
      for (const [table, key] of TABLES) {
        let copied = 0;
        for await (const rows of pagesOf(source, table, key)) {
          await insertAll(target, table, rows);
          copied += rows.length;
        }
        report({ table, rows: copied });
      }
      await target.updateTable('feed_head').set(head).where('id', '=', 1).execute();
      await setEpoch(target, epoch);
    });
  });
}
