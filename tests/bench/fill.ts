import { type RawBuilder, sql } from 'kysely';
import { day, instant, officeDay } from '../../src/domain/day.ts';
import { type AccountId, type ActivityId, MutationId, uuidv7 } from '../../src/domain/ids.ts';
import { changedFields } from '../../src/domain/patch.ts';
import { monthPart } from '../../src/domain/period.ts';
import type { MutationResult } from '../../src/protocol/mutation-result.ts';
import type { StoredActivity } from '../../src/server/merge/stored-activity.ts';
import { listAccounts } from '../../src/server/store/accounts.ts';
import { activityRow } from '../../src/server/store/activity-row.ts';
import { rebuildDeskCells, saveMarkers } from '../../src/server/store/desk-cells.ts';
import { toJson } from '../../src/server/store/json.ts';
import { createReferenceReader } from '../../src/server/store/reference.ts';
import type { Reader, Store, WriteTx } from '../../src/server/store/store.ts';
import { MEASURE_COLUMNS } from '../../src/server/store/tables/measures.ts';
import { activityGenerator } from '../helpers/generator.ts';

/** Records made one by one; the rest are copies of them under other ids, which the database makes itself. */
const BASE = 10_000;
const BATCH = 400;
const COPIES_PER_TRANSACTION = 5;
const CELL = ['plan_id', 'item_code', 'unit_id', 'part', 'state'];
const FINE = [...CELL, 'type', 'locality_id'];

const columnsOf = (names: readonly string[]): RawBuilder<unknown> => sql.join(names.map((name) => sql.ref(name)));

async function baseRecords(db: Reader, count: number): Promise<StoredActivity[]> {
  const reference = await createReferenceReader()(db);
  const accounts = (await listAccounts(db)).filter((account) => account.person.role === 'officer');
  const plan = reference.plans.get('kien-giang-2024');
  if (!plan) throw new Error('The plan to fill is not there');
  const make = activityGenerator({ ...reference, plan, until: day(officeDay(Date.now())) }, 7);
  const now = Date.now();
  return Array.from({ length: count }, (_, at) => {
    const author = accounts[at % accounts.length]?.person;
    if (!author) throw new Error('There are no officers');
    const content = make(author.unitIds[0] === undefined ? {} : { unitId: author.unitIds[0] });
    return {
      id: uuidv7(now, (bytes) => crypto.getRandomValues(bytes)) as ActivityId,
      version: 1,
      state: at % 4 === 0 ? 'sent' : 'confirmed',
      authorId: author.id,
      content,
      part: monthPart(content.date, plan.reporting),
      createdAt: instant(now),
      updatedAt: instant(now),
    };
  });
}

/** The change that made a record: under the same id, since nothing else was done to it. */
const keyOf = (id: ActivityId): MutationId => MutationId.parse(id);

async function insertBase(tx: WriteTx, records: readonly StoredActivity[]): Promise<void> {
  for (let from = 0; from < records.length; from += BATCH) {
    const batch = records.slice(from, from + BATCH);
    await tx.db
      .insertInto('activities')
      .values(batch.map((one) => activityRow(one, tx.nextChange())))
      .execute();
    await saveMarkers(tx, batch);
    const said = { account_id: batch[0]?.authorId as AccountId, at: Date.now() };
    await tx.db
      .insertInto('activity_versions')
      .values(
        batch.map(({ id, content, state, createdAt }) => ({
          ...said,
          activity_id: id,
          version: 1,
          mutation_id: keyOf(id),
          device_id: 'bench',
          action: 'record' as const,
          state,
          device_at: createdAt,
          patch: toJson(changedFields(undefined, content)),
          before: toJson({}),
          reason: null,
          duplicate_of_id: null,
          conflicts: null,
        })),
      )
      .execute();
    await tx.db
      .insertInto('mutations')
      .values(
        batch.map(({ id }) => ({
          ...said,
          id: keyOf(id),
          activity_id: id,
          hash: id.slice(-22),
          seen: 0,
          status: 'applied' as const,
          version: 1,
          result: toJson<MutationResult>({ status: 'applied', id: keyOf(id), activityId: id, version: 1 }),
          aside: null,
        })),
      )
      .execute();
  }
}

/** Ids of one moment share their first eight letters: another eight make other ids. */
async function copyAll(db: Reader, prefix: string, copy: number): Promise<void> {
  const ids = new Set(['id', 'activity_id', 'mutation_id']);
  const other = copy.toString(16).padStart(8, '0');
  for (const [table, key] of [
    ['activities', 'id'],
    ['activity_versions', 'activity_id'],
    ['mutations', 'id'],
    ['activity_markers', 'activity_id'],
  ] as const) {
    const columns = (await db.introspection.getTables()).find((one) => one.name === table)?.columns.map((column) => column.name) ?? [];
    const values = columns.map((name) => (ids.has(name) ? sql`cast(${other} as text) || substr(${sql.ref(name)}, 9)` : sql.ref(name)));
    await sql`insert into ${sql.table(table)} (${columnsOf(columns)}) select ${sql.join(values)} from ${sql.table(table)}
      where ${sql.ref(key)} >= ${`${prefix}-`} and ${sql.ref(key)} < ${`${prefix}.`}`.execute(db);
  }
}

/** Of records and of fine cells alike. */
const SUMMED = ['estimated', ...MEASURE_COLUMNS];

/** All cells at once; with change numbers nobody pulls. */
async function sumCells(tx: WriteTx): Promise<void> {
  const { db } = tx;
  const sums = sql.join(SUMMED.map((column) => sql`cast(sum(${sql.ref(column)}) as bigint)`));
  const measures = columnsOf(SUMMED);
  await sql`delete from fine_cells`.execute(db);
  await sql`delete from cells`.execute(db);
  await sql`insert into fine_cells (${columnsOf(FINE)}, records, ${measures})
    select ${columnsOf(FINE)}, count(*), ${sums} from activities group by ${columnsOf(FINE)}`.execute(db);
  await sql`insert into cells (${columnsOf(CELL)}, change_no, records, ${measures})
    select ${columnsOf(CELL)}, ${sql.lit(tx.nextChange())}, cast(sum(records) as bigint), ${sums} from fine_cells
    group by ${columnsOf(CELL)}`.execute(db);
}

/** Puts this many records with their history and cells into an empty store, past the endpoint. */
export async function fillStore(store: Store, count: number): Promise<void> {
  const records = await baseRecords(store.reader, Math.min(count, BASE));
  await store.write((tx) => insertBase(tx, records));
  const prefix = records[0]?.id.slice(0, 8) ?? '';
  const copies = Math.floor(count / records.length) - 1;
  for (let from = 1; from <= copies; from += COPIES_PER_TRANSACTION)
    await store.write(async ({ db }) => {
      for (let copy = from; copy < from + COPIES_PER_TRANSACTION && copy <= copies; copy++) await copyAll(db, prefix, copy);
    });
  await store.write(sumCells);
  await store.write(rebuildDeskCells);
  if (
    (
      await store.reader
        .selectFrom('activities')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirst()
    )?.n !== count
  )
    throw new Error(`The store does not hold ${count} records`);
}
