import { type Kysely, PostgresAdapter, sql } from 'kysely';
import { entryHash } from '../../src/server/store/audit-chain.ts';
import type { Tables } from '../../src/server/store/schema.ts';
import type { AuditEntryTable } from '../../src/server/store/tables/audit.ts';

type Db = Kysely<Tables>;

/** What somebody does who may write anything into the database and knows this program. */
export interface Edit {
  readonly name: string;
  /** What must be said of it, among what else is. */
  readonly finding: string;
  readonly make: (db: Db) => Promise<void>;
}

/** The first thing they do: the database refuses nothing any more. */
export async function dropGuards(db: Db): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  const names = isPostgres ? ['audit_entries_fixed on audit_entries'] : ['audit_entries_no_update', 'audit_entries_no_delete'];
  for (const name of names) await sql.raw(`drop trigger ${name}`).execute(db);
}

const readAll = (db: Db): Promise<AuditEntryTable[]> => db.selectFrom('audit_entries').selectAll().orderBy('no').execute();

async function entriesOf(
  db: Db,
): Promise<{ readonly entries: AuditEntryTable[]; readonly middle: AuditEntryTable; readonly next: AuditEntryTable }> {
  const entries = await readAll(db);
  const [middle, next] = entries.slice(Math.floor(entries.length / 2));
  if (!middle || !next) throw new Error('Too few entries for a drill');
  return { entries, middle, next };
}

const set = (db: Db, no: number, values: Partial<AuditEntryTable>) =>
  db.updateTable('audit_entries').set(values).where('no', '=', no).execute();

const pretendHead = (db: Db, { no, hash }: { readonly no: number; readonly hash: string }) =>
  db.updateTable('feed_head').set({ audit_no: no, audit_hash: hash }).where('id', '=', 1).execute();

/** Makes every hash anew, and the head with them. */
async function remake(db: Db): Promise<void> {
  let previous = '';
  const entries = await readAll(db);
  for (const entry of entries) {
    const hash = entryHash({ ...entry, previous_hash: previous });
    await set(db, entry.no, { previous_hash: previous, hash });
    previous = hash;
  }
  await pretendHead(db, { no: entries.length, hash: previous });
}

/** A record that was changed and then left alone: its history is bound by entries that came later. */
async function oldRecord(db: Db) {
  const first = await db.selectFrom('activity_versions').selectAll().where('no', '=', 1).executeTakeFirstOrThrow();
  const row = await db.selectFrom('activities').selectAll().where('id', '=', first.activity_id).executeTakeFirstOrThrow();
  return { first, row };
}

/** The text with another number of attendees in it. */
const inflated = <T extends string>(text: T): T => text.replace(/"attendees":\d+/, '"attendees":4321') as T;

async function changeRecord(db: Db): Promise<void> {
  const { row } = await oldRecord(db);
  await db
    .updateTable('activities')
    .set({ content: inflated(row.content), m_attendees: 4321 })
    .where('id', '=', row.id)
    .execute();
}

/** Each is undone with the copy of the database it was made in. */
export const EDITS: readonly Edit[] = [
  {
    name: 'an entry is said of somebody else',
    finding: 'entryChanged',
    make: async (db) => void (await set(db, (await entriesOf(db)).middle.no, { network: '10.0.0.1' })),
  },
  {
    name: 'an entry is removed',
    finding: 'entriesMissing',
    make: async (db) => {
      const { middle } = await entriesOf(db);
      await db.deleteFrom('audit_entries').where('no', '=', middle.no).execute();
    },
  },
  {
    name: 'the tail is cut and the head said to be what is left',
    finding: 'tailCut',
    make: async (db) => {
      const { entries } = await entriesOf(db);
      const left = entries.at(-4);
      if (!left) throw new Error('Too few entries for a drill');
      await db.deleteFrom('audit_entries').where('no', '>', left.no).execute();
      await pretendHead(db, left);
    },
  },
  {
    name: 'an entry is changed and the chain made anew whole',
    finding: 'headDiffers',
    make: async (db) => {
      await set(db, (await entriesOf(db)).middle.no, { kind: 'settingsChanged' });
      await remake(db);
    },
  },
  {
    name: 'an entry is dated back',
    finding: 'entryBackDated',
    make: async (db) => {
      const { middle } = await entriesOf(db);
      await set(db, middle.no, { at: middle.at - 86_400_000 });
      await remake(db);
    },
  },
  { name: 'a record is changed behind its history', finding: 'recordChanged', make: changeRecord },
  {
    name: 'a record and its history are changed alike',
    finding: 'historyChanged',
    make: async (db) => {
      await changeRecord(db);
      const { first } = await oldRecord(db);
      await db
        .updateTable('activity_versions')
        .set({ patch: inflated(first.patch) })
        .where('no', '=', first.no)
        .execute();
    },
  },
  {
    name: 'an entry is put between others',
    finding: 'entryUnbound',
    make: async (db) => {
      const { entries, middle } = await entriesOf(db);
      for (const { no } of [...entries].reverse()) if (no > middle.no) await set(db, no, { no: no + 1 });
      const row = { ...middle, no: middle.no + 1, previous_hash: middle.hash };
      await db
        .insertInto('audit_entries')
        .values({ ...row, hash: entryHash(row) })
        .execute();
    },
  },
  {
    name: 'two entries change places',
    finding: 'entryChanged',
    make: async (db) => {
      const { middle, next } = await entriesOf(db);
      for (const [no, of] of [
        [middle.no, next],
        [next.no, middle],
      ] as const) {
        const { no: _, previous_hash: __, hash: ___, ...said } = of;
        await set(db, no, said);
      }
    },
  },
  {
    name: 'the details of an entry are changed',
    finding: 'entryChanged',
    make: async (db) => void (await set(db, (await entriesOf(db)).middle.no, { details: '{"count":1}' as AuditEntryTable['details'] })),
  },
];
