import type { AccountId, FillRandom } from '../../domain/ids.ts';
import { type FactorAnswer, type FactorWays, type PasskeyQuestion, RECOVERY_CODES } from '../../protocol/factor.ts';
import { countRecoveryCodes, listFactors, noteFactorUsed, type StoredFactor, useRecoveryCode } from '../store/factors.ts';
import type { Reader, WriteTx } from '../store/store.ts';
import { checkPasskeyProof, loadPasskeys, type PasskeyData, rpIdOf } from './passkey.ts';
import { codeHash, newRecoveryCode } from './secrets.ts';
import { matchTotp } from './totp.ts';

type StoredPasskey = StoredFactor & { readonly data: PasskeyData; readonly credential_id: string };
const isPasskey = (factor: StoredFactor): factor is StoredPasskey => factor.kind === 'passkey';

/** What a browser is asked for, or told to make no second time; undefined where the office has no name that a key could be for. */
export function passkeyQuestion(factors: readonly StoredFactor[], challenge: string, origin: string): PasskeyQuestion | undefined {
  const rpId = rpIdOf(origin);
  const credentials = factors
    .filter(isPasskey)
    .map(({ credential_id, data: { transports } }) => ({ id: credential_id, transports: [...transports] }));
  return rpId === undefined ? undefined : { challenge, rpId, credentials };
}

/** In which ways somebody can answer, a passkey by signing this challenge. */
export async function waysOf(db: Reader, accountId: AccountId, challenge: string, origin: string): Promise<FactorWays> {
  const factors = await listFactors(db, accountId);
  const question = passkeyQuestion(factors, challenge, origin);
  return {
    ...(question && question.credentials.length > 0 && { passkey: question }),
    totp: factors.some(({ kind }) => kind === 'totp'),
    recovery: (await countRecoveryCodes(db, accountId)) > 0,
  };
}

interface Judged {
  readonly accountId: AccountId;
  /** What the browser was given to sign; undefined where it was given nothing, or has used it up. */
  readonly challenge: string | undefined;
  readonly origin: string;
  readonly now: number;
}

async function takeDigits(tx: WriteTx, factors: readonly StoredFactor[], code: string, now: number): Promise<boolean> {
  const found = factors.flatMap(({ id, data, last_count }) => {
    const step = 'secret' in data ? matchTotp(data.secret, code, now, last_count) : undefined;
    return step === undefined ? [] : [{ id, last_count, step }];
  });
  const [first] = found;
  return first !== undefined && noteFactorUsed(tx, first.id, first.last_count, first.step, now);
}

/** Before the write in which an answer is taken: every phone would wait while the library is read. */
export const prepareFor = async ({ way }: FactorAnswer): Promise<void> => void (way === 'passkey' && (await loadPasskeys()));

/** Whether this is a right answer of the account; what it was given with is used up by it. */
export async function takeAnswer(tx: WriteTx, answer: FactorAnswer, { accountId, challenge, origin, now }: Judged): Promise<boolean> {
  if (answer.way === 'recovery') return useRecoveryCode(tx, accountId, codeHash(answer.code), now);
  const factors = await listFactors(tx.db, accountId);
  if (answer.way === 'totp') return takeDigits(tx, factors, answer.code, now);
  const key = factors.filter(isPasskey).find(({ credential_id }) => credential_id === answer.proof.id);
  if (!key || challenge === undefined) return false;
  const stored = { id: key.credential_id, count: key.last_count, data: key.data };
  const count = await checkPasskeyProof(answer.proof, stored, challenge, origin);
  return count !== undefined && noteFactorUsed(tx, key.id, key.last_count, count, now);
}

/** Makes recovery codes, and the hashes by which they are stored. */
export function newRecoveryCodes(fillRandom: FillRandom): { readonly codes: string[]; readonly hashes: string[] } {
  const codes = Array.from({ length: RECOVERY_CODES }, () => newRecoveryCode(fillRandom));
  return { codes, hashes: codes.map(codeHash) };
}
