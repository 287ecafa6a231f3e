import type { RequestId } from '../domain/ids.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { KEEP_RECOVERY_SECRET, READ_RECOVERY_SECRET } from '../protocol/endpoints/recovery.ts';
import { askOffice } from './office/ask-office.ts';
import { type SignInError, signIn } from './office/sign-in.ts';
import type { AppDb } from './store/db.ts';
import { readMeta } from './store/meta.ts';
import { newRecoverySecret, unwrapByRecovery, wrapByRecovery } from './store/seal/lock-key.ts';
import type { RecoveryWrap } from './store/seal/lock-row.ts';
import { openBase, writeLock } from './store/seal/sealed-db.ts';

type Key = Uint8Array<ArrayBuffer>;

/** Wraps the key once more under a secret that the office keeps; undefined where the office was not reached. */
export async function makeRecovery(db: AppDb, key: Key, newId: () => string): Promise<RecoveryWrap | undefined> {
  const id = newId() as RequestId;
  const secret = newRecoverySecret();
  const wrapped = await wrapByRecovery(db.accountId, key, id, secret);
  const taken = await askOffice(KEEP_RECOVERY_SECRET, { body: { id, secret } });
  return taken.ok ? wrapped : undefined;
}

/** Gives the office the secret of a store that was sealed while there was no signal. */
export async function completeRecovery(sealed: AppDb, newId: () => string): Promise<void> {
  const lock = await readMeta(sealed, 'lock');
  if (!sealed.seal || !lock || lock.recovery) return;
  const recovery = await makeRecovery(sealed, sealed.seal.key, newId);
  if (!recovery) return;
  const base = await openBase(sealed);
  try {
    await writeLock(base, { ...((await readMeta(base, 'lock')) ?? lock), recovery });
  } finally {
    base.close();
  }
}

/** Who the person is, for a sign-in that has ended meanwhile. */
export interface Owner {
  readonly staffCode: string;
  readonly device: string;
}

/** The key of a store whose PIN was forgotten. `otherSecret`: what the office keeps does not open it. */
export async function recoverKey(
  base: AppDb,
  recovery: RecoveryWrap,
  { staffCode, device }: Owner,
  password: string,
): Promise<Result<Key, SignInError | 'otherSecret'>> {
  const read = () => askOffice(READ_RECOVERY_SECRET, { params: { id: recovery.id }, body: { password } });
  let answer = await read();
  if (!answer.ok && answer.error === 'notSignedIn') {
    const signedIn = await signIn({ staffCode, password, device });
    if (!signedIn.ok) return signedIn;
    answer = await read();
  }
  if (!answer.ok) return answer;
  const key = await unwrapByRecovery(base.accountId, recovery, answer.value.secret);
  return key ? ok(key) : err('otherSecret');
}
