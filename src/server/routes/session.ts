import { ok } from '../../domain/result.ts';
import { MAX_CODE_GUESSES } from '../../protocol/account.ts';
import { CHANGE_PASSWORD, OPEN_ACCOUNT, READ_ME, SIGN_IN, SIGN_OUT } from '../../protocol/endpoints/session.ts';
import { clearCookie, TOKEN_COOKIE } from '../auth/cookies.ts';
import { checkGuess, guessAtAccount, guessOnDevice, QUEUE_RETRY_MS, refuseStranger } from '../auth/guess-limit.ts';
import { codeHash, codeSelector, newToken, sha256 } from '../auth/secrets.ts';
import { isWeakPassword, type PasswordOwner } from '../auth/weak-password.ts';
import { ordersFor } from '../auth/wipe-order.ts';
import type { AppDeps } from '../deps.ts';
import type { Limit } from '../http/bucket.ts';
import type { Bucket } from '../http/rate-limit.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import {
  countGuess,
  findAccount,
  findAccountByCode,
  findAccountByStaffCode,
  isCodeSelector,
  type StoredAccount,
  setPassword,
  typedStaffKey,
  useCode,
} from '../store/accounts.ts';
import { addOften } from '../store/audit-often.ts';
import { endAccountTokens, endDeviceToken } from '../store/devices.ts';
import { revokeFeedTokensOf } from '../store/feed-tokens.ts';
import { findGuessedAtPhone } from '../store/guesses.ts';
import { lostPhonesOf, orderKeyOf } from '../store/lost-phones.ts';
import type { WriteTx } from '../store/store.ts';
import { checkOwnPassword, type Entering, enter, noteFailure } from './entering.ts';
import { DONE, defineRoute, doneBy } from './route.ts';

const MINUTE_MS = 60_000;
const LIMITS = {
  /** Wrong codes of one network. A right one, of 100 bits, passes whatever others do beside it. */
  code: { burst: 20, refillMs: MINUTE_MS / 4 },
  /** Passwords chosen with one right code: each costs a hash. */
  opening: { burst: 10, refillMs: MINUTE_MS },
} as const satisfies Record<string, Limit>;

function takeFrom({ deps, now }: Entering, bucket: Bucket): Refusal | undefined {
  const retryAfterMs = deps.limiter.take([bucket], now);
  return retryAfterMs > 0 ? { code: 'tooManyAttempts', retryAfterMs } : undefined;
}

/** What a stranger might know of whoever chooses a password: the staff code, the name at the desk, the units of the office. */
async function ownerOf({ store, readReference }: AppDeps, { person, name }: StoredAccount): Promise<PasswordOwner> {
  const { units } = await readReference(store.reader);
  return { staffCode: person.staffCode, names: [name ?? '', ...units.flatMap((unit) => [unit.name, unit.shortName])] };
}

/** While somebody waited for a hash, another password may have been set, which ends all that the former opened, or the account closed. */
async function isStillOpenedBy({ db }: WriteTx, { person, passwordHash }: StoredAccount): Promise<boolean> {
  const there = await findAccount(db, person.id);
  return there !== undefined && !there.disabled && there.passwordHash === passwordHash;
}

const signIn = defineRoute(SIGN_IN, {
  summary: 'Sign in with staff code and password',
  access: 'open',
  tidiesText: true,
  async handle(call) {
    const { staffCode, password, device } = call.body;
    const { reader } = call.deps.store;
    const nameKey = typedStaffKey(staffCode);
    const phone = call.deviceKey === undefined ? undefined : await findGuessedAtPhone(reader, nameKey, sha256(call.deviceKey));
    const refused = phone ? undefined : refuseStranger(call, nameKey);
    if (refused) return { ok: false, error: refused };
    const account = await findAccountByStaffCode(reader, staffCode);
    const guess = phone ? guessOnDevice(phone) : guessAtAccount(call, nameKey, account);
    const failure = { subject: account?.person.id };
    // An unknown account costs the same time and gets the same answer as a wrong password.
    const asked = { stored: account?.passwordHash ?? null, typed: password };
    const checked = await checkGuess(call, guess, asked, (saveWrong) => noteFailure(call, failure, saveWrong));
    if (!checked.ok) return checked;
    if (!checked.value || !account) return refuse('wrongPassword');
    // Only to who knows the password: nobody else learns that there is such an account.
    if (account.disabled) {
      await noteFailure(call, failure);
      return refuse('accountLocked');
    }
    const first = (tx: WriteTx): Promise<boolean> => isStillOpenedBy(tx, account);
    return (await enter(call, account.person, device, { first })) ?? refuse('wrongPassword');
  },
});

/** A wrong code that begins like an open one is a guess at it. A guess at none costs no write: only its network is limited. */
async function noteGuess({ deps, now, network }: Entering, code: string): Promise<void> {
  const selector = codeSelector(code);
  if (!(await isCodeSelector(deps.store.reader, selector))) return;
  const ended = await deps.store.write(async (tx) => {
    const { guessed, ended } = await countGuess(tx, selector, MAX_CODE_GUESSES);
    for (const subject of guessed) await addOften(tx, { kind: 'codeGuessed', at: now, network, subject });
    return ended;
  });
  for (const accountId of ended) deps.log({ event: 'codeGuessedAt', accountId });
}

const openAccount = defineRoute(OPEN_ACCOUNT, {
  summary: 'Open an account with its one-time code and choose a password',
  access: 'open',
  tidiesText: true,
  async handle(call) {
    const { code, password, device } = call.body;
    const account = await findAccountByCode(call.deps.store.reader, codeHash(code));
    if (!account) await noteGuess(call, code);
    if (!account || account.disabled || (account.codeExpiresAt ?? 0) <= call.now) {
      const error = takeFrom(call, { key: `code ${call.network}`, limit: LIMITS.code });
      return error ? { ok: false, error } : refuse('codeUsed');
    }
    if (isWeakPassword(password, await ownerOf(call.deps, account))) return refuse('weakPassword');
    if (!call.deps.passwords.hasRoom('known')) return refuse('busy', { retryAfterMs: QUEUE_RETRY_MS });
    const error = takeFrom(call, { key: `opening ${account.person.id}`, limit: LIMITS.opening, lasting: true });
    if (error) return { ok: false, error };
    const passwordHash = await call.deps.passwords.hash(password);
    const first = async (tx: WriteTx): Promise<boolean> => {
      // Somebody else may have used the code while the password was being hashed.
      if (!(await useCode(tx, codeHash(code), passwordHash))) return false;
      await endAccountTokens(tx, account.person.id, call.now);
      await revokeFeedTokensOf(tx, account.person.id, call.now);
      tx.chain.add({ kind: 'codeUsed', at: call.now, by: account.person.id, subject: account.person.id, network: call.network });
      return true;
    };
    // The code stands in for a forgotten password, and not for the second answer.
    return (await enter(call, account.person, device, { first, isShutOut: true })) ?? refuse('codeUsed');
  },
});

const signOut = defineRoute(SIGN_OUT, {
  summary: 'End the sign-in of this device',
  access: 'open',
  async handle({ deps, now, who, setCookie: put }) {
    if (who)
      await deps.store.write(async (tx) => {
        await endDeviceToken(tx, who.device.id, now);
        await addOften(tx, { kind: 'signedOut', ...doneBy({ who, now }) });
      });
    put(clearCookie(TOKEN_COOKIE));
    return ok(DONE);
  },
});

const me = defineRoute(READ_ME, {
  summary: 'Who is signed in, and how this phone knows an order of the office',
  access: 'signedIn',
  async handle({ deps, now, who, phone }) {
    const { reader } = deps.store;
    const orderKey = await orderKeyOf(deps.store, who.device.id, () => newToken(deps.fillRandom));
    const orders = ordersFor(await lostPhonesOf(reader, phone), now);
    return ok({ person: who.person, phone: { deviceId: who.device.id, orderKey }, ...(orders.length > 0 && { orders }) });
  },
});

const changePassword = defineRoute(CHANGE_PASSWORD, {
  summary: "A new password for one's own account; every other sign-in of it ends",
  access: 'signedIn',
  tidiesText: true,
  async handle(call) {
    const { deps, who, body } = call;
    const checked = await checkOwnPassword(call, body.current);
    if (!checked.ok) return checked;
    if (isWeakPassword(body.password, await ownerOf(deps, checked.value))) return refuse('weakPassword');
    if (!deps.passwords.hasRoom('known')) return refuse('busy', { retryAfterMs: QUEUE_RETRY_MS });
    const passwordHash = await deps.passwords.hash(body.password);
    const isSet = await deps.store.write(async (tx) => {
      if (!(await isStillOpenedBy(tx, checked.value))) return false;
      await setPassword(tx, who.person.id, passwordHash);
      await endAccountTokens(tx, who.person.id, call.now, who.device.id);
      tx.chain.add({ kind: 'passwordChanged', ...doneBy(call), subject: who.person.id });
      return true;
    });
    return isSet ? ok(DONE) : refuse('wrongPassword');
  },
});

export const sessionRoutes = [signIn, openAccount, signOut, me, changePassword];
