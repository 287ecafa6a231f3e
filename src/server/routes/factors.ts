import { instant } from '../../domain/day.ts';
import { FACTOR_ROLES } from '../../domain/factor.ts';
import { ok, type Result } from '../../domain/result.ts';
import { tidyLine } from '../../domain/text.ts';
import type { Factor } from '../../protocol/account.ts';
import {
  ADD_FACTOR,
  ANSWER_FACTOR,
  ANSWER_SIGN_IN,
  BEGIN_FACTOR,
  READ_FACTOR_WAYS,
  READ_FACTORS,
  READ_SIGN_IN_WAYS,
  REMOVE_FACTOR,
  RENEW_RECOVERY,
} from '../../protocol/endpoints/factors.ts';
import { type AddFactorRequest, type Factors, MAX_FACTORS } from '../../protocol/factor.ts';
import { HALF_COOKIE } from '../auth/cookies.ts';
import { newRecoveryCodes, passkeyQuestion, prepareFor, takeAnswer, waysOf } from '../auth/factor-answer.ts';
import { enrolmentOf, factorRefusal, isAsked } from '../auth/factor-rules.ts';
import { checkFactorGuess } from '../auth/guess-limit.ts';
import { checkNewPasskey, rpIdOf } from '../auth/passkey.ts';
import { newRowId, newToken, sha256 } from '../auth/secrets.ts';
import type { SignedInPerson } from '../auth/signed-in.ts';
import { matchTotp, newTotpSecret, totpUri } from '../auth/totp.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import { findAccount } from '../store/accounts.ts';
import { addOften } from '../store/audit-often.ts';
import {
  addFactor,
  countRecoveryCodes,
  findHalfSignIn,
  forgetFactorAnswers,
  type HalfSignIn,
  listFactors,
  noteDeviceAnswered,
  readFactorAsk,
  removeFactor,
  replaceRecoveryCodes,
  type StoredFactor,
  saveChallenge,
  saveFactorAsk,
  takeTry,
} from '../store/factors.ts';
import { findFactorGuessedAt, findGuessedAtDevice } from '../store/guesses.ts';
import type { FactorAsk } from '../store/tables/factors.ts';
import { checkOwnPassword, completeHalf, type Entering } from './entering.ts';
import { type Arrival, DONE, defineRoute, doneBy } from './route.ts';

const MINUTE_MS = 60_000;
/** So long a device may take to answer, and a person to take a picture with an app. */
const ASK_LIFE_MS = 15 * MINUTE_MS;
/** What an app or a passkey calls the office. */
const ISSUER = 'Cột Mốc';

async function readHalf({ deps, now, deviceKey, cookie }: Entering): Promise<HalfSignIn | undefined> {
  const token = cookie(HALF_COOKIE);
  if (token === undefined || deviceKey === undefined) return undefined;
  return findHalfSignIn(deps.store.reader, sha256(token), sha256(deviceKey), now);
}

const signInWays = defineRoute(READ_SIGN_IN_WAYS, {
  summary: 'After the right password: in which ways the second answer can be given, and what a passkey is to sign',
  access: 'open',
  async handle(call) {
    const { deps, origin } = call;
    const half = await readHalf(call);
    if (!half) return refuse('notSignedIn');
    const challenge = newToken(deps.fillRandom);
    await saveChallenge(deps.store.writer, half.token_hash, challenge);
    return ok(await waysOf(deps.store.reader, half.account_id, challenge, origin));
  },
});

const answerSignIn = defineRoute(ANSWER_SIGN_IN, {
  summary: 'The second answer, by passkey, app or recovery code: it ends the sign-in, and this device is not asked again for 30 days',
  access: 'open',
  async handle(call) {
    const { deps, now, origin, body } = call;
    const half = await readHalf(call);
    const account = half && (await findAccount(deps.store.reader, half.account_id));
    if (!half || !account || account.disabled) return refuse('notSignedIn');
    const accountId = account.person.id;
    await prepareFor(body);
    const at = await findFactorGuessedAt(deps.store.reader, accountId);
    const checked = await checkFactorGuess(call, at, (saveWrong) =>
      deps.store.write(async (tx) => {
        const mine = await takeTry(tx, half, now);
        const isRight =
          mine !== undefined && (await takeAnswer(tx, body, { accountId, challenge: mine.challenge ?? undefined, origin, now }));
        const entry = { at: now, subject: accountId, network: call.network };
        if (!isRight) {
          await saveWrong(tx);
          await addOften(tx, { kind: 'factorFailed', ...entry });
        } else if (body.way === 'recovery') tx.chain.add({ kind: 'recoveryCodeUsed', ...entry });
        return isRight;
      }),
    );
    if (!checked.ok) return checked;
    if (checked.value) {
      const signedIn = await completeHalf(call, account.person, half);
      return signedIn ? ok(signedIn) : refuse('notSignedIn');
    }
    deps.log({ event: 'factorFailed', accountId });
    return refuse('wrongFactor');
  },
});

type Call = Arrival<SignedInPerson>;

export const factorView = ({ id, kind, name, created_at, used_at }: StoredFactor): Factor => ({
  id,
  kind,
  name,
  createdAt: instant(created_at),
  ...(used_at !== null && { usedAt: instant(used_at) }),
});

async function factorsFor({ deps, now, who, origin }: Call): Promise<Factors> {
  const { reader } = deps.store;
  const asked = await isAsked(deps, reader, who.scope.roles);
  const enrolment = asked ? await enrolmentOf(deps, who.person.id, now) : undefined;
  return {
    factors: (await listFactors(reader, who.person.id)).map(factorView),
    recoveryLeft: await countRecoveryCodes(reader, who.person.id),
    demonstration: !asked,
    ...(enrolment?.has === false && { dueAt: instant(enrolment.dueAt) }),
    passkeys: rpIdOf(origin) !== undefined,
  };
}

const read = defineRoute(READ_FACTORS, {
  summary: 'The second factors of whoever asks, and until when they may be without one',
  access: FACTOR_ROLES,
  handle: async (call) => ok(await factorsFor(call)),
});

const ask = (call: Call, question: FactorAsk): Promise<void> => saveFactorAsk(call.deps.store.writer, call.who.device.id, question);
const askFor = ({ deps, who, now }: Call): Promise<FactorAsk | undefined> => readFactorAsk(deps.store.reader, who.device.id, now);

const ways = defineRoute(READ_FACTOR_WAYS, {
  summary: 'In which ways whoever is signed in can answer once more, and what a passkey is to sign',
  access: FACTOR_ROLES,
  async handle(call) {
    const challenge = newToken(call.deps.fillRandom);
    await ask(call, { kind: 'answer', challenge, until: call.now + ASK_LIFE_MS });
    return ok(await waysOf(call.deps.store.reader, call.who.person.id, challenge, call.origin));
  },
});

const answer = defineRoute(ANSWER_FACTOR, {
  summary: 'Answer once more: for twelve hours this device may do what needs it',
  access: FACTOR_ROLES,
  async handle(call) {
    const { deps, now, who, origin, body } = call;
    const { id: accountId } = who.person;
    const asked = await askFor(call);
    const challenge = asked?.kind === 'answer' ? asked.challenge : undefined;
    await prepareFor(body);
    const at = await findGuessedAtDevice(deps.store.reader, who.device.id);
    const checked = await checkFactorGuess(call, at, (saveWrong) =>
      deps.store.write(async (tx) => {
        // What was signed once is not signed again.
        await saveFactorAsk(tx.db, who.device.id, null);
        const isRight = await takeAnswer(tx, body, { accountId, challenge, origin, now });
        if (!isRight) {
          await saveWrong(tx);
          await addOften(tx, { kind: 'factorFailed', ...doneBy(call), subject: accountId });
          return false;
        }
        if (body.way === 'recovery') tx.chain.add({ kind: 'recoveryCodeUsed', ...doneBy(call) });
        await noteDeviceAnswered(tx, who.device.id, now);
        return true;
      }),
    );
    if (!checked.ok) return checked;
    if (checked.value) return ok(DONE);
    deps.log({ event: 'factorFailed', accountId });
    return refuse('wrongFactor');
  },
});

/** Why no factor can be made, or none before an answer by those there are: each one behind the first needs it. */
async function refuseMore(call: Call, factors: readonly StoredFactor[]): Promise<Refusal | undefined> {
  // In a demonstration everybody has the password: what a visitor makes would shut the owner out once it is cleared away.
  if (!(await isAsked(call.deps, call.deps.store.reader, call.who.scope.roles)))
    return refuse('forbidden', { detail: 'demonstration' }).error;
  if (factors.length >= MAX_FACTORS) return refuse('forbidden', { detail: 'tooMany' }).error;
  return factors.length > 0 ? factorRefusal(call.deps, call.who, call.now) : undefined;
}

/**
 * With no factor there is nothing else to answer by, and whoever finds an open sign-in could make themselves the one who answers from
 * then on: so the first is begun with the password. A release that does not ask for it yet is told that it is too old.
 */
async function refuseFirst(call: Call, password: string | undefined): Promise<Refusal | undefined> {
  if (password === undefined) return refuse('tooOld').error;
  const checked = await checkOwnPassword(call, password);
  return checked.ok ? undefined : checked.error;
}

const begin = defineRoute(BEGIN_FACTOR, {
  summary: "Begin a new factor: the secret for an app, or what a browser makes a passkey for. The first one needs the account's password",
  access: FACTOR_ROLES,
  tidiesText: true,
  async handle(call) {
    const { deps, who, now, origin, body } = call;
    const factors = await listFactors(deps.store.reader, who.person.id);
    const refused = (await refuseMore(call, factors)) ?? (factors.length === 0 ? await refuseFirst(call, body.password) : undefined);
    if (refused) return { ok: false, error: refused };
    const until = now + ASK_LIFE_MS;
    if (body.kind === 'totp') {
      const secret = newTotpSecret(deps.fillRandom);
      await ask(call, { kind: 'newTotp', secret, until });
      return ok({ kind: 'totp' as const, secret, uri: totpUri(secret, ISSUER, who.person.staffCode) });
    }
    const challenge = newToken(deps.fillRandom);
    const question = passkeyQuestion(factors, challenge, origin);
    if (!question) return refuse('forbidden', { detail: 'address' });
    await ask(call, { kind: 'newPasskey', challenge, until });
    const userId = Buffer.from(who.person.id).toString('base64url');
    return ok({ kind: 'passkey' as const, question, userId, userName: who.person.staffCode });
  },
});

type Checked = Pick<StoredFactor, 'kind' | 'credential_id' | 'last_count' | 'data'>;

/** What is stored of the new factor, where it is the one that was begun. */
async function checkNew(call: Call, body: AddFactorRequest, asked: FactorAsk): Promise<Checked | undefined> {
  if (body.kind === 'totp') {
    if (asked.kind !== 'newTotp') return undefined;
    const step = matchTotp(asked.secret, body.code, call.now, 0);
    return step === undefined ? undefined : { kind: 'totp', credential_id: null, last_count: step, data: { secret: asked.secret } };
  }
  if (asked.kind !== 'newPasskey') return undefined;
  const key = await checkNewPasskey(body.key, asked.challenge, call.origin);
  return key && { kind: 'passkey', credential_id: key.id, last_count: key.count, data: key.data };
}

const add = defineRoute(ADD_FACTOR, {
  summary: 'Add the factor that was begun, once it has answered; with the first one come recovery codes, told this once',
  access: FACTOR_ROLES,
  async handle(call) {
    const { deps, now, who, body } = call;
    const accountId = who.person.id;
    const before = await listFactors(deps.store.reader, accountId);
    const refused = await refuseMore(call, before);
    if (refused) return { ok: false, error: refused };
    const asked = await askFor(call);
    // It took too long, or another window of this device has begun something since: waiting for other digits would not help.
    if (asked?.kind !== (body.kind === 'totp' ? 'newTotp' : 'newPasskey')) return refuse('notFound');
    const checked = await checkNew(call, body, asked);
    if (!checked) return refuse('wrongFactor');
    const { codes, hashes } = newRecoveryCodes(deps.fillRandom);
    const row = {
      ...checked,
      id: newRowId(deps.fillRandom),
      account_id: accountId,
      name: tidyLine(body.name),
      created_at: now,
      used_at: null,
    };
    const isFirst = await deps.store.write(async (tx) => {
      const first = (await listFactors(tx.db, accountId)).length === 0;
      // Begun as the first and no longer the first: another device was faster, and this one has not answered.
      if (!first && before.length === 0) return undefined;
      if (!(await addFactor(tx, row))) return undefined;
      if (first) await replaceRecoveryCodes(tx, accountId, hashes);
      await noteDeviceAnswered(tx, who.device.id, now);
      tx.chain.add({ kind: 'factorAdded', ...doneBy(call) });
      return first;
    });
    if (isFirst === undefined) return refuse('wrongFactor');
    deps.log({ event: 'factorAdded', accountId, kind: body.kind });
    return ok({ factors: await factorsFor(call), ...(isFirst && { recovery: codes }) });
  },
});

const remove = defineRoute(REMOVE_FACTOR, {
  summary: 'Remove a factor, a lost phone say; the last one stays until there is another. Other devices are asked again',
  access: FACTOR_ROLES,
  stepUp: true,
  async handle(call): Promise<Result<Factors, Refusal>> {
    const { deps, who, params } = call;
    const refused = await deps.store.write(async (tx): Promise<Refusal | undefined> => {
      const factors = await listFactors(tx.db, who.person.id);
      if (!factors.some(({ id }) => id === params.id)) return { code: 'notFound' };
      if (factors.length === 1) return { code: 'forbidden', detail: 'lastFactor' };
      await removeFactor(tx, params.id);
      await forgetFactorAnswers(tx, who.person.id, who.device.id);
      tx.chain.add({ kind: 'factorRemoved', ...doneBy(call) });
      return undefined;
    });
    if (refused) return { ok: false, error: refused };
    deps.log({ event: 'factorRemoved', accountId: who.person.id });
    return ok(await factorsFor(call));
  },
});

const renewRecovery = defineRoute(RENEW_RECOVERY, {
  summary: 'New recovery codes, told this once; those before end',
  access: FACTOR_ROLES,
  stepUp: true,
  async handle(call) {
    const { deps, who } = call;
    const { codes, hashes } = newRecoveryCodes(deps.fillRandom);
    const isMade = await deps.store.write(async (tx) => {
      // Without a factor there is nothing that they would stand in for.
      if ((await listFactors(tx.db, who.person.id)).length === 0) return false;
      await replaceRecoveryCodes(tx, who.person.id, hashes);
      tx.chain.add({ kind: 'recoveryCodesRenewed', ...doneBy(call) });
      return true;
    });
    return isMade ? ok({ factors: await factorsFor(call), recovery: codes }) : refuse('notFound');
  },
});

export const factorRoutes = [signInWays, answerSignIn, read, ways, answer, begin, add, remove, renewRecovery];
