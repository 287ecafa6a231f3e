import type { AppDb } from '../db.ts';
import type { Entries } from './outbox.ts';

export async function readAllEntries(db: AppDb): Promise<Entries> {
  const entries: Entries = new Map();
  for (const entry of await db.outbox.toArray()) entries.set(entry.activityId, [...(entries.get(entry.activityId) ?? []), entry]);
  return entries;
}
