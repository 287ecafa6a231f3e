import type { AppDb } from '../store/db.ts';
import { clearReceived } from '../store/feed/clear-received.lazy.ts';
import { forgetCurrent } from '../store/known-accounts.ts';
import { rememberLeaving, tellLeaving } from './leaving.ts';

/**
 * Signs the person out of this phone, at once and with or without a signal: what the office sent goes, unsent work stays where it is,
 * sealed for them. `gone`: nothing of the person is shown any more. Tells whether the office heard of it; otherwise it hears at the
 * next contact. Without a store it is locked: what lies in it can be read by nobody, and stays.
 */
export async function leave(db: AppDb | undefined, gone: () => void): Promise<boolean> {
  rememberLeaving();
  forgetCurrent();
  // A store that cannot be cleared now keeps nobody signed in.
  if (db) await clearReceived(db).catch(() => undefined);
  gone();
  return tellLeaving();
}
