import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const CELL_PLACE = ['plan_id', 'item_code', 'unit_id', 'part', 'state'] as const;
const FINE_PLACE = [...CELL_PLACE, 'type', 'locality_id'] as const;

const namesOf = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)));
const isSamePlace = (table: string, columns: readonly string[]) =>
  sql.join(
    columns.map((column) => sql`${sql.ref(`${table}.${column}`)} = ${sql.ref(`found.${column}`)}`),
    sql` and `,
  );

/** Records that said so before it was counted. A quotation mark within a note is stored with a backslash and is not found. */
const markRecords = (db: Kysely<unknown>) =>
  sql`update activities set estimated = 1 where content like ${'%"estimated":true%'}`.execute(db);

const countInFineCells = (db: Kysely<unknown>) =>
  sql`update fine_cells set estimated = found.count
    from (select ${namesOf(FINE_PLACE)}, count(*) as count from activities where estimated = 1 group by ${namesOf(FINE_PLACE)}) as found
    where ${isSamePlace('fine_cells', FINE_PLACE)}`.execute(db);

/** With new change numbers, so that phones that pulled these cells hear of it. */
async function countInCells(db: Kysely<unknown>): Promise<void> {
  await sql`update cells set estimated = found.count, change_no = found.change_no
    from (select ${namesOf(CELL_PLACE)}, cast(sum(estimated) as bigint) as count,
        (select change_no from feed_head) + row_number() over (order by ${namesOf(CELL_PLACE)}) as change_no
      from fine_cells where estimated > 0 group by ${namesOf(CELL_PLACE)}) as found
    where ${isSamePlace('cells', CELL_PLACE)}`.execute(db);
  await sql`update feed_head set change_no = change_no + (select count(*) from cells where estimated > 0)`.execute(db);
}

/** Sums know how many of their records are estimates. */
export const estimated: Migration = {
  async up(db: Kysely<unknown>) {
    for (const [table, type] of [
      ['activities', 'integer'],
      ['fine_cells', 'bigint'],
      ['cells', 'bigint'],
    ] as const)
      await db.schema
        .alterTable(table)
        .addColumn('estimated', type, (c) => c.notNull().defaultTo(0))
        .execute();
    await markRecords(db);
    await countInFineCells(db);
    await countInCells(db);
  },
};
