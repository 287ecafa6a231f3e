import { READ_ME } from '../../protocol/endpoints/session.ts';
import { answerTo } from '../office/answer-to.ts';
import { isLeaving, tellLeaving } from '../office/leaving.ts';
import { knownPeople } from '../store/known-accounts.ts';
import { type LostState, readLost, rememberLostState } from '../store/lost-state.ts';
import { openOwnDb } from '../store/own-db.ts';
import { clearNotes, clearStores, dropSealed } from '../store/safekeeping/sealed-store.lazy.ts';
import { obeyOrders } from './obey-orders.lazy.ts';

/**
 * Whatever a tab made anew of a store while it was cleared goes too; and what was sealed goes when its time is over, whether or not
 * the office is reached.
 */
async function clearAgain(state: LostState, now: number): Promise<void> {
  clearNotes(state.accountId);
  await clearStores(state.accountId);
  if (state.left === 0 || now < state.clearAt) return;
  await dropSealed(state.accountId);
  rememberLostState({ ...state, handed: 0, left: 0 });
}

/**
 * A contact of a phone on which nobody is signed in: the office hears of a sign-out it has not heard of, and says whether the phone was
 * reported as lost meanwhile. A phone on which nobody ever signed in asks nothing. `now`: milliseconds since 1970.
 */
export async function hearOffice(now: () => number): Promise<void> {
  for (const state of readLost()) await clearAgain(state, now());
  if (isLeaving()) await tellLeaving();
  if (knownPeople().length + readLost().length > 0) await hearOrders(now);
}

/** Asks whether a log of anybody who ever signed in on this phone is to be cleared, and obeys. */
export async function hearOrders(now: () => number): Promise<void> {
  const answer = await answerTo(READ_ME);
  const said = answer.ok ? (answer.value.body as { readonly orders?: unknown } | undefined) : undefined;
  await obeyOrders(said?.orders, { now, openStore: openOwnDb });
}
