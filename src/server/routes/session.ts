import type { Person } from '../../domain/person.ts';
import { ok } from '../../domain/result.ts';
import { tidyLine } from '../../domain/text.ts';
import type { SignedIn } from '../../protocol/account.ts';
import { CHANGE_PASSWORD, OPEN_ACCOUNT, READ_ME, SIGN_IN, SIGN_OUT } from '../../protocol/endpoints/session.ts';
import { clearCookie, DEVICE_COOKIE, setCookie, TOKEN_COOKIE } from '../auth/cookies.ts';
import { codeHash, newRowId, newToken, sha256 } from '../auth/secrets.ts';
import { isWeakPassword } from '../auth/weak-password.ts';
import type { Limit } from '../http/rate-limit.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import {
  findAccount,
  findAccountByCode,
  findAccountByStaffCode,
  type StoredAccount,
  setPassword,
  staffKey,
  useCode,
} from '../store/accounts.ts';
import { endAccountTokens, endDeviceToken, isKnownDevice, saveSignedInDevice } from '../store/devices.ts';
import { revokeFeedTokensOf } from '../store/feed-tokens.ts';
import type { WriteTx } from '../store/store.ts';
import { type Arrival, DONE, defineRoute } from './route.ts';

const MINUTE_MS = 60_000;
const LIMITS = {
  /** One person at one place, or one browser known to belong to the account. */
  place: { burst: 10, refillMs: MINUTE_MS / 2 },
  /** Guesses at one account from everywhere; a known browser is not held up by strangers. */
  account: { burst: 60, refillMs: MINUTE_MS },
  /** A whole office may sit behind one address. */
  network: { burst: 100, refillMs: 3_000 },
  code: { burst: 20, refillMs: MINUTE_MS / 4 },
} as const satisfies Record<string, Limit>;

type Entering = Omit<Arrival<unknown>, 'who'>;
type Bucket = readonly [key: string, limit: Limit];

async function signInBuckets(
  { deps, network, deviceKey }: Entering,
  staffCode: string,
  account: StoredAccount | undefined,
): Promise<Bucket[]> {
  const key = staffKey(staffCode);
  const known =
    deviceKey !== undefined && account !== undefined && (await isKnownDevice(deps.store.reader, account.person.id, sha256(deviceKey)));
  if (known) return [[`device ${key} ${sha256(deviceKey)}`, LIMITS.place]];
  return [
    [`place ${key} ${network}`, LIMITS.place],
    [`account ${key}`, LIMITS.account],
    [`network ${network}`, LIMITS.network],
  ];
}

function takeAll({ deps, now }: Entering, buckets: readonly Bucket[]): Refusal | undefined {
  const waits = buckets.map(([key, limit]) => deps.limiter.take(key, limit, now));
  const retryAfterMs = Math.max(...waits);
  return retryAfterMs > 0 ? { code: 'tooManyAttempts', retryAfterMs } : undefined;
}

const deviceName = (typed: string): string => tidyLine(typed.replace(/\p{C}/gu, ' ')) || '?';

/** Gives the browser its proof; only the hash of it is kept. Where `first` fails nobody is signed in. */
async function beginSignIn(
  call: Entering,
  person: Person,
  device: string,
  first: (tx: WriteTx) => Promise<boolean> = async () => true,
): Promise<SignedIn | undefined> {
  const { store, fillRandom } = call.deps;
  const token = newToken(fillRandom);
  const key = call.deviceKey ?? newToken(fillRandom);
  const begun = await store.write(async (tx) => {
    if (!(await first(tx))) return false;
    const row = {
      id: newRowId(fillRandom),
      accountId: person.id,
      keyHash: sha256(key),
      tokenHash: sha256(token),
      name: deviceName(device),
    };
    await saveSignedInDevice(tx, row, call.now);
    return true;
  });
  if (!begun) return undefined;
  call.setCookie(setCookie(TOKEN_COOKIE, token));
  call.setCookie(setCookie(DEVICE_COOKIE, key));
  return { person };
}

const signIn = defineRoute(SIGN_IN, {
  summary: 'Sign in with staff code and password',
  access: 'open',
  tidiesText: true,
  async handle(call) {
    const { staffCode, password, device } = call.body;
    const account = await findAccountByStaffCode(call.deps.store.reader, staffCode);
    const buckets = await signInBuckets(call, staffCode, account);
    const tooMany = takeAll(call, buckets);
    if (tooMany) return { ok: false, error: tooMany };
    // An unknown account costs the same time and gets the same answer as a wrong password.
    const right = await call.deps.passwords.verify(account?.passwordHash ?? null, password);
    if (!right || !account) return refuse('wrongPassword');
    for (const [key] of buckets) call.deps.limiter.giveBack(key);
    // Only to who knows the password: nobody else learns that there is such an account.
    if (account.disabled) return refuse('accountLocked');
    const signedIn = await beginSignIn(call, account.person, device);
    return signedIn ? ok(signedIn) : refuse('wrongPassword');
  },
});

const openAccount = defineRoute(OPEN_ACCOUNT, {
  summary: 'Open an account with its one-time code and choose a password',
  access: 'open',
  tidiesText: true,
  async handle(call) {
    const { code, password, device } = call.body;
    const tooMany = takeAll(call, [[`code ${call.network}`, LIMITS.code]]);
    if (tooMany) return { ok: false, error: tooMany };
    const account = await findAccountByCode(call.deps.store.reader, codeHash(code));
    if (!account || account.disabled || (account.codeExpiresAt ?? 0) <= call.now) return refuse('codeUsed');
    if (isWeakPassword(password, account.person.staffCode)) return refuse('weakPassword');
    const passwordHash = await call.deps.passwords.hash(password);
    const signedIn = await beginSignIn(call, account.person, device, async (tx) => {
      // Somebody else may have used the code while the password was being hashed.
      if (!(await useCode(tx, codeHash(code), passwordHash))) return false;
      await endAccountTokens(tx, account.person.id);
      await revokeFeedTokensOf(tx, account.person.id, call.now);
      return true;
    });
    return signedIn ? ok(signedIn) : refuse('codeUsed');
  },
});

const signOut = defineRoute(SIGN_OUT, {
  summary: 'End the sign-in of this device',
  access: 'open',
  async handle({ deps, who, setCookie: put }) {
    if (who) await deps.store.write((tx) => endDeviceToken(tx, who.device.id));
    put(clearCookie(TOKEN_COOKIE));
    return ok(DONE);
  },
});

const me = defineRoute(READ_ME, {
  summary: 'Who is signed in',
  access: 'signedIn',
  handle: async ({ who }) => ok({ person: who.person }),
});

const changePassword = defineRoute(CHANGE_PASSWORD, {
  summary: "A new password for one's own account; every other sign-in of it ends",
  access: 'signedIn',
  tidiesText: true,
  async handle(call) {
    const { deps, who, body } = call;
    const bucket: Bucket = [`password ${who.person.id}`, LIMITS.place];
    const tooMany = takeAll(call, [bucket]);
    if (tooMany) return { ok: false, error: tooMany };
    const account = await findAccount(deps.store.reader, who.person.id);
    if (!(await deps.passwords.verify(account?.passwordHash ?? null, body.current))) return refuse('wrongPassword');
    deps.limiter.giveBack(bucket[0]);
    if (isWeakPassword(body.password, who.person.staffCode)) return refuse('weakPassword');
    const passwordHash = await deps.passwords.hash(body.password);
    await deps.store.write(async (tx) => {
      await setPassword(tx, who.person.id, passwordHash);
      await endAccountTokens(tx, who.person.id, who.device.id);
    });
    return ok(DONE);
  },
});

export const sessionRoutes = [signIn, openAccount, signOut, me, changePassword];
