import type { Reader } from './store.ts';

/**
 * Whether an office keeps its records here: a server has made the tables and the first account. A file without content, a
 * database of another program and one that nobody was ever served from are none.
 */
export async function holdsOffice(db: Reader): Promise<boolean> {
  const tables = new Set((await db.introspection.getTables()).map((table) => table.name));
  if (!tables.has('feed_head') || !tables.has('accounts')) return false;
  const head = await db.selectFrom('feed_head').select('id').where('id', '=', 1).executeTakeFirst();
  const account = await db.selectFrom('accounts').select('id').limit(1).executeTakeFirst();
  return head !== undefined && account !== undefined;
}
