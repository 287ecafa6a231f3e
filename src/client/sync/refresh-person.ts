import type { Person } from '../../domain/person.ts';
import { fetchMe } from '../office/sign-in.ts';
import type { AppDb } from '../store/db.ts';
import { readFeedState } from '../store/feed/feed-state.ts';
import { currentPerson, rememberPerson } from '../store/known-accounts.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import { openOwnDb } from '../store/own-db.ts';

/**
 * The same question at every opening would cost a phone more in a day than its records do. Another role or unit shows in what the
 * person may see, an order for this person's own store comes with the sync that is refused, and orders for those of others are asked
 * for behind every sync. In milliseconds.
 */
const ASK_AGAIN_MS = 6 * 3_600_000;

async function wasSaid(db: AppDb, scope: string, now: number): Promise<boolean> {
  const [asked, phone] = [await readMeta(db, 'askedWho'), await readMeta(db, 'phone')];
  return phone !== undefined && asked?.scope === scope && Math.abs(now - asked.at) < ASK_AGAIN_MS;
}

/**
 * What the office knows of who works here. Another unit or role counts from the next start, never under a form; the key by which this
 * phone knows an order counts at once.
 */
export async function refreshPerson(known: Person, db: AppDb, now: () => number): Promise<void> {
  const { scope } = await readFeedState(db);
  if (await wasSaid(db, scope, now())) return;
  const me = await fetchMe();
  if (!me.ok || me.value.person.id !== known.id || currentPerson()?.id !== known.id) return;
  const { person, phone, orders } = me.value;
  rememberPerson(person);
  await writeMeta(db, 'askedWho', { at: now(), scope });
  if (phone) await writeMeta(db, 'phone', phone);
  if (orders) await (await import('./obey-orders.lazy.ts')).obeyOrders(orders, { now, openStore: openOwnDb });
}
