import { factorDueAt, needsFactor } from '../../domain/factor.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Role } from '../../domain/person.ts';
import type { AppDeps } from '../deps.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import { factorAskedAt, listFactors, noteFactorAsked } from '../store/factors.ts';
import type { Reader, WriteTx } from '../store/store.ts';
import type { SignedInPerson } from './signed-in.ts';

const HOUR_MS = 3_600_000;
/** A device that has answered is not asked for so long when somebody signs in. */
const SIGN_IN_LIFE_MS = 30 * 24 * HOUR_MS;
/** What is asked for before something grave must be as new as this. */
const STEP_UP_LIFE_MS = 12 * HOUR_MS;

const isWithin = (life: number, at: number | undefined, now: number): boolean => at !== undefined && at <= now && now - at < life;
export const isEnrolledDevice = (factorAt: number | undefined, now: number): boolean => isWithin(SIGN_IN_LIFE_MS, factorAt, now);

/** In a demonstration, whose passwords stand on a screen, a second factor is asked of nobody. */
const isShown = async ({ readReference }: Pick<AppDeps, 'readReference'>, db: Reader): Promise<boolean> =>
  (await readReference(db)).settings?.demonstration === 'shown';

/** Whether a second factor is asked of a person of these roles. */
export const isAsked = async (deps: Pick<AppDeps, 'readReference'>, db: Reader, roles: readonly Role[]): Promise<boolean> =>
  needsFactor(roles) && !(await isShown(deps, db));

interface Entrant {
  readonly id: AccountId;
  readonly roles: readonly Role[];
}

/** Whether the account has a factor; where it has none, until when the person is only reminded. */
export type Enrolment = { readonly has: true } | { readonly has: false; readonly dueAt: number };

/** Who is given these roles from then on (milliseconds since 1970) has from there some days to make a second factor. */
export async function askFrom(deps: Pick<AppDeps, 'readReference'>, { db }: WriteTx, { id, roles }: Entrant, at: number): Promise<void> {
  if (await isAsked(deps, db, roles)) await noteFactorAsked(db, id, at);
}

/** Who is asked for the first time has from now on some days to make one. */
export async function enrolmentOf({ store }: Pick<AppDeps, 'store'>, accountId: AccountId, now: number): Promise<Enrolment> {
  return (await hasFactor(store.reader, accountId)) ? { has: true } : remindedFrom(store, accountId, now);
}

const hasFactor = async (db: Reader, accountId: AccountId): Promise<boolean> => (await listFactors(db, accountId)).length > 0;

async function remindedFrom(store: AppDeps['store'], accountId: AccountId, now: number): Promise<Enrolment> {
  const askedAt = await factorAskedAt(store.reader, accountId);
  if (askedAt === undefined || askedAt > now) await noteFactorAsked(store.writer, accountId, now);
  return { has: false, dueAt: factorDueAt(Math.min(askedAt ?? now, now)) };
}

/**
 * What is asked of somebody who signs in. Whoever has a factor answers, whatever their roles are today: a sign-in lasts for weeks,
 * and the days on which they stand in for a supervisor may begin within them.
 */
export async function enrolmentAtSignIn(
  deps: Pick<AppDeps, 'store' | 'readReference'>,
  { id, roles }: Entrant,
  now: number,
): Promise<Enrolment | undefined> {
  const { reader } = deps.store;
  const has = await hasFactor(reader, id);
  if ((!has && !needsFactor(roles)) || (await isShown(deps, reader))) return undefined;
  return has ? { has } : remindedFrom(deps.store, id, now);
}

/** Why somebody must answer, or make a factor, before they do something grave; undefined where they need not. */
export async function factorRefusal(deps: AppDeps, { person, scope, device }: SignedInPerson, now: number): Promise<Refusal | undefined> {
  if (!(await isAsked(deps, deps.store.reader, scope.roles))) return undefined;
  const enrolment = await enrolmentOf(deps, person.id, now);
  if (!enrolment.has) return enrolment.dueAt > now ? undefined : refuse('factorNeeded', { detail: 'enrol' }).error;
  return isWithin(STEP_UP_LIFE_MS, device.factorAt, now) ? undefined : refuse('factorNeeded', { detail: 'answer' }).error;
}
