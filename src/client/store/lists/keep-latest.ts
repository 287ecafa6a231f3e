import type { AppDb } from '../db.ts';

/** Keeps an answer under its key, and forgets the oldest of its sort beyond the most that are kept. */
export const keepLatest = <T extends { readonly at: number }>(
  db: AppDb,
  sort: string,
  key: string,
  value: T,
  most: number,
): Promise<void> =>
  db.transaction('rw', db.meta, async () => {
    await db.meta.put({ key: sort + key, value });
    const all = await db.meta.where('key').startsWith(sort).toArray();
    const atOf = (entry: unknown): number => (entry as { readonly at: number }).at;
    const oldest = all.toSorted((a, b) => atOf(b.value) - atOf(a.value)).slice(most);
    await db.meta.bulkDelete(oldest.map((entry) => entry.key));
  });
