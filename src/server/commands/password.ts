import { createPasswordHasher, HASH_COST } from '../auth/password-hash.ts';
import { newPassword } from '../auth/secrets.ts';
import { findAccountByStaffCode, setPassword } from '../store/accounts.ts';
import { endAccountTokens } from '../store/devices.ts';
import { listFactors, resetFactors } from '../store/factors.ts';
import { revokeFeedTokensOf } from '../store/feed-tokens.ts';
import type { Store } from '../store/store.ts';
import { complain, EXIT, fillRandom, print, readArguments, runIfStarted, withDatabase } from './cli.ts';

const WITH_FACTORS = '--factors';
const USAGE = `Cách dùng: npm run password -- <mã cán bộ> [${WITH_FACTORS}]`;

interface Reset {
  readonly now?: number;
  /** The second factors are lost as well: they are forgotten, and the next sign-in makes new ones. */
  readonly factors?: boolean;
}

/** Gives an account a new random password and ends its sign-ins and keys: for who runs the server, when nobody else can help. */
export async function resetPassword(
  store: Store,
  staffCode: string,
  { now = Date.now(), factors = false }: Reset = {},
): Promise<{ readonly password: string; readonly factors: number } | undefined> {
  const account = await findAccountByStaffCode(store.reader, staffCode);
  if (!account) return undefined;
  const password = newPassword(fillRandom);
  const there = (await listFactors(store.reader, account.person.id)).length;
  const passwordHash = await createPasswordHasher(HASH_COST).hash(password);
  await store.write(async (tx) => {
    await setPassword(tx, account.person.id, passwordHash);
    await endAccountTokens(tx, account.person.id, now);
    await revokeFeedTokensOf(tx, account.person.id, now);
    if (factors) {
      await resetFactors(tx, account.person.id);
      tx.chain.add({ kind: 'factorsReset', at: now, subject: account.person.id });
    }
    tx.chain.add({ kind: 'passwordReset', at: now, subject: account.person.id });
  });
  return { password, factors: there };
}

/** What became of the second factors; nothing where the account has none and nobody asked. */
function factorLine(staffCode: string, there: number, isReset: boolean): string | undefined {
  if (isReset) return `Đã xóa ${there} cách xác minh hai bước và mã dự phòng của ${staffCode}: lần đăng nhập tới sẽ đặt lại.`;
  return there > 0 ? `${staffCode} vẫn còn ${there} cách xác minh hai bước; nếu mất hết, chạy lại với ${WITH_FACTORS}.` : undefined;
}

async function run(store: Store, staffCode: string, isReset: boolean): Promise<number> {
  const reset = await resetPassword(store, staffCode, { factors: isReset });
  if (!reset) {
    complain(`Không có tài khoản ${staffCode}.`);
    return EXIT.found;
  }
  print(reset.password);
  const line = factorLine(staffCode, reset.factors, isReset);
  // Beside the password and not behind it: a script takes the output as it is.
  if (line !== undefined) complain(line);
  return EXIT.well;
}

async function main(): Promise<number> {
  const read = readArguments(USAGE, { factors: { type: 'boolean', default: false } }, 1);
  if (!read) return EXIT.trouble;
  const [staffCode] = read.words;
  if (staffCode !== undefined) return withDatabase((store) => run(store, staffCode, read.values.factors));
  complain(USAGE);
  return EXIT.trouble;
}

await runIfStarted(import.meta.url, main);
