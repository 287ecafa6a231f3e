import { officeDay } from '../../domain/day.ts';
import type { AccountId } from '../../domain/ids.ts';
import { type Person, scopeOn } from '../../domain/person.ts';
import { ok, type Result } from '../../domain/result.ts';
import { tidyLine } from '../../domain/text.ts';
import type { SignedIn } from '../../protocol/account.ts';
import { clearCookie, DEVICE_COOKIE, HALF_COOKIE, setCookie, TOKEN_COOKIE } from '../auth/cookies.ts';
import { enrolmentAtSignIn, isEnrolledDevice } from '../auth/factor-rules.ts';
import { checkGuess, guessOnDevice } from '../auth/guess-limit.ts';
import { newRowId, newToken, sha256 } from '../auth/secrets.ts';
import type { SignedInPerson } from '../auth/signed-in.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import { describeError } from '../log.ts';
import { findAccount, type StoredAccount } from '../store/accounts.ts';
import { addOften } from '../store/audit-often.ts';
import { endDeviceToken, saveSignedInDevice } from '../store/devices.ts';
import { endHalfSignIn, factorAtOfBrowser, type HalfSignIn, saveHalfSignIn } from '../store/factors.ts';
import { findGuessedAtDevice } from '../store/guesses.ts';
import { beginAnew, isLostKey, noteProofOnLost } from '../store/lost-phones.ts';
import type { WriteTx } from '../store/store.ts';
import type { Arrival } from './route.ts';

/** Whoever has shown a right password or code is on the way in. */
export type Entering = Arrival<SignedInPerson | undefined>;

const MINUTE_MS = 60_000;
/** So long a sign-in waits for its second answer. */
const HALF_LIFE_MS = 5 * MINUTE_MS;

/** The hash of the browser's own key, as far as it vouches for who holds it. The key of a lost phone does not. */
async function knownKey({ deps, deviceKey }: Entering): Promise<string | undefined> {
  const keyHash = deviceKey && sha256(deviceKey);
  return keyHash && !(await isLostKey(deps.store.reader, keyHash)) ? keyHash : undefined;
}

/**
 * Writes into the log of what was done that a password was wrong. A name nobody bears costs the same, so that nobody learns which names
 * there are. What was typed is not written down, since people type their password into the wrong field. Where the database does not
 * take the entry, the person gets the same answer. `first` is done in the same transaction.
 */
export async function noteFailure(
  { deps, now, network }: Entering,
  { subject, deviceId }: { readonly subject: AccountId | undefined; readonly deviceId?: string },
  first: (tx: WriteTx) => Promise<void> = async () => undefined,
): Promise<void> {
  try {
    await deps.store.write(async (tx) => {
      await first(tx);
      await addOften(tx, { kind: 'signInFailed', at: now, network, subject, deviceId });
    });
  } catch (error) {
    deps.log({ event: 'auditFailed', ...describeError(error) });
  }
}

/**
 * The account of whoever is signed in, where they have said its password: for what an open sign-in alone must not do. It is a guess of
 * who holds the device, and limited as such.
 */
export async function checkOwnPassword(call: Arrival<SignedInPerson>, password: string): Promise<Result<StoredAccount, Refusal>> {
  const { deps, who } = call;
  const account = await findAccount(deps.store.reader, who.person.id);
  const at = await findGuessedAtDevice(deps.store.reader, who.device.id);
  const asked = { stored: account?.passwordHash ?? null, typed: password };
  const failure = { subject: who.person.id, deviceId: who.device.id };
  const checked = await checkGuess(call, guessOnDevice(at), asked, (saveWrong) => noteFailure(call, failure, saveWrong));
  if (!checked.ok) return checked;
  return checked.value && account ? ok(account) : refuse('wrongPassword');
}

const deviceName = (typed: string): string => tidyLine(typed.replace(/\p{C}/gu, ' ')) || '?';

/** Gives the browser its proof; only the hash of it is kept. Where `first` fails nobody is signed in. */
async function beginSignIn(
  call: Entering,
  person: Person,
  { name, hasAnswered }: { readonly name: string; readonly hasAnswered: boolean },
  first: (tx: WriteTx) => Promise<boolean>,
): Promise<boolean> {
  const { store, fillRandom } = call.deps;
  const token = newToken(fillRandom);
  const formerKeyHash = call.deviceKey && sha256(call.deviceKey);
  const isLost = formerKeyHash !== undefined && (await isLostKey(store.reader, formerKeyHash));
  const key = call.deviceKey === undefined || isLost ? newToken(fillRandom) : call.deviceKey;
  const begun = await store.write(async (tx) => {
    if (!(await first(tx))) return false;
    const hashes = { keyHash: sha256(key), tokenHash: sha256(token) };
    if (isLost) {
      if (await beginAnew(tx, formerKeyHash, hashes.keyHash, person.id))
        tx.chain.add({ kind: 'phoneFound', at: call.now, by: person.id, network: call.network });
      await noteProofOnLost(tx, formerKeyHash, hashes.tokenHash);
    }
    // One browser is one person at a time: nobody holds the proof of who was signed in here before.
    if (call.who && call.who.person.id !== person.id) await endDeviceToken(tx, call.who.device.id, call.now);
    const deviceId = await saveSignedInDevice(
      tx,
      { id: newRowId(fillRandom), accountId: person.id, ...hashes, name, hasAnswered },
      call.now,
    );
    await addOften(tx, { kind: 'signedIn', at: call.now, by: person.id, deviceId, network: call.network });
    return true;
  });
  if (!begun) return false;
  call.setCookie(setCookie(TOKEN_COOKIE, token));
  call.setCookie(setCookie(DEVICE_COOKIE, key));
  return true;
}

/** Gives the browser what shows for some minutes that the password was right, and opens nothing by itself. */
async function beginHalf(call: Entering, person: Person, name: string, first: (tx: WriteTx) => Promise<boolean>): Promise<boolean> {
  const { store, fillRandom } = call.deps;
  const token = newToken(fillRandom);
  const key = call.deviceKey ?? newToken(fillRandom);
  const begun = await store.write(async (tx) => {
    if (!(await first(tx))) return false;
    const hashes = { token_hash: sha256(token), key_hash: sha256(key) };
    const half = { ...hashes, account_id: person.id, device_name: name, expires_at: call.now + HALF_LIFE_MS };
    await saveHalfSignIn(tx, half, call.now);
    return true;
  });
  if (!begun) return false;
  call.setCookie(setCookie(HALF_COOKIE, token, HALF_LIFE_MS / 1_000));
  call.setCookie(setCookie(DEVICE_COOKIE, key));
  return true;
}

const nothingFirst = async (): Promise<boolean> => true;

/**
 * After the right password: in, or asked for the second answer. Gives undefined where `first`, which is done in the same
 * transaction, fails. `isShutOut`: it ends all sign-ins of the account, and with them what devices have answered.
 */
export async function enter(
  call: Entering,
  person: Person,
  device: string,
  { first = nothingFirst, isShutOut = false }: { readonly first?: (tx: WriteTx) => Promise<boolean>; readonly isShutOut?: boolean } = {},
): Promise<Result<SignedIn, Refusal> | undefined> {
  const { deps, now } = call;
  const { reader } = deps.store;
  const name = deviceName(device);
  const { roles } = scopeOn(person, officeDay(now));
  const enrolment = await enrolmentAtSignIn(deps, { id: person.id, roles }, now);
  if (enrolment?.has) {
    const keyHash = isShutOut ? undefined : await knownKey(call);
    const factorAt = keyHash ? await factorAtOfBrowser(reader, person.id, keyHash) : undefined;
    if (!isEnrolledDevice(factorAt, now))
      return (await beginHalf(call, person, name, first)) ? refuse('factorNeeded', { detail: 'signIn' }) : undefined;
  }
  if (!(await beginSignIn(call, person, { name, hasAnswered: false }, first))) return undefined;
  const mustEnrol = enrolment?.has === false && enrolment.dueAt <= now;
  return ok({ person, ...(mustEnrol && { enrol: true as const }) });
}

/** Signs somebody in whose second answer was right. Gives undefined where the sign-in that waited for it has ended meanwhile. */
export async function completeHalf(call: Entering, person: Person, half: HalfSignIn): Promise<SignedIn | undefined> {
  const device = { name: half.device_name, hasAnswered: true };
  const begun = await beginSignIn(call, person, device, (tx) => endHalfSignIn(tx, half.token_hash));
  call.setCookie(clearCookie(HALF_COOKIE));
  return begun ? { person } : undefined;
}
