import type { Table } from 'dexie';
import type { AppDb } from '../db.ts';

const PAGE = 500;
/** What belongs to one store alone: its lock, and how far its own copying is. */
export const OWN_META: readonly string[] = ['lock', 'lockTries', 'lockPurge', 'lockEnding', 'isNew'];

const isOwn = (row: unknown): boolean => OWN_META.includes((row as { readonly key?: string }).key ?? '');

/** The primary key of a row. */
function keyOf(table: Table, row: Readonly<Record<string, unknown>>): never {
  const { keyPath } = table.schema.primKey;
  return (Array.isArray(keyPath) ? keyPath.map((path) => row[path]) : row[keyPath ?? '']) as never;
}

async function copyTable(from: Table, to: Table): Promise<void> {
  let page = await from.orderBy(':id').limit(PAGE).toArray();
  while (page.length > 0) {
    await to.bulkPut(to.name === 'meta' ? page.filter((row) => !isOwn(row)) : page);
    page = await from
      .where(':id')
      .above(keyOf(from, page.at(-1)))
      .limit(PAGE)
      .toArray();
  }
}

/** All rows of one store into another. */
export async function copyTables(from: AppDb, to: AppDb): Promise<void> {
  for (const table of from.tables) await copyTable(table, to.table(table.name));
}

/** Tables of which every save, every answer of the office and every choice changes one. While they are the same, nothing was written. */
export const writtenTables = (db: AppDb): readonly Table[] => [db.outbox, db.drafts, db.planDrafts, db.meta];

export async function readWritten(db: AppDb): Promise<string> {
  const rows = await Promise.all(writtenTables(db).map((table) => table.toArray()));
  return JSON.stringify(rows.map((list) => list.filter((row) => !isOwn(row))));
}
