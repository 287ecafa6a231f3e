import type { Person } from '../../domain/person.ts';
import { fetchMe } from '../office/sign-in.ts';
import type { AppDb } from '../store/db.ts';
import { currentPerson, rememberPerson } from '../store/known-accounts.ts';
import { writeMeta } from '../store/meta.ts';
import { openOwnDb } from '../store/own-db.ts';

/**
 * What the office knows of who works here. Another unit or role counts from the next start, never under a form; the key by which this
 * phone knows an order counts at once.
 */
export async function refreshPerson(known: Person, db: AppDb, now: () => number): Promise<void> {
  const me = await fetchMe();
  if (!me.ok || me.value.person.id !== known.id || currentPerson()?.id !== known.id) return;
  const { person, phone, orders } = me.value;
  rememberPerson(person);
  if (phone) await writeMeta(db, 'phone', phone);
  if (orders) await (await import('./obey-orders.lazy.ts')).obeyOrders(orders, { now, openStore: openOwnDb });
}
