import { createPasswordHasher, HASH_COST } from '../auth/password-hash.ts';
import { newPassword } from '../auth/secrets.ts';
import { findAccountByStaffCode, setPassword } from '../store/accounts.ts';
import { endAccountTokens } from '../store/devices.ts';
import { revokeFeedTokensOf } from '../store/feed-tokens.ts';
import type { Store } from '../store/store.ts';
import { complain, EXIT, fillRandom, isStarted, print, withDatabase } from './cli.ts';

/** Gives an account a new random password and ends its sign-ins and keys: for who runs the server, when nobody else can help. */
export async function resetPassword(store: Store, staffCode: string, now: number = Date.now()): Promise<string | undefined> {
  const account = await findAccountByStaffCode(store.reader, staffCode);
  if (!account) return undefined;
  const password = newPassword(fillRandom);
  const passwordHash = await createPasswordHasher(HASH_COST).hash(password);
  await store.write(async (tx) => {
    await setPassword(tx, account.person.id, passwordHash);
    await endAccountTokens(tx, account.person.id);
    await revokeFeedTokensOf(tx, account.person.id, now);
    tx.chain.add({ kind: 'passwordReset', at: now, subject: account.person.id });
  });
  return password;
}

async function run(store: Store): Promise<number> {
  const staffCode = process.argv[2];
  const password = staffCode === undefined ? undefined : await resetPassword(store, staffCode);
  if (password === undefined) {
    complain(staffCode === undefined ? 'Cách dùng: node src/server/commands/password.ts <mã cán bộ>' : `Không có tài khoản ${staffCode}.`);
    return EXIT.found;
  }
  print(password);
  return EXIT.well;
}

if (isStarted(import.meta.url)) process.exitCode = await withDatabase(run);
