import { type AccountState, needsSecondAdmin } from '../../domain/account-rights.ts';
import { instant } from '../../domain/day.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { Person } from '../../domain/person.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { AdminAct, ChangeAccountRequest, NewAccountResponse } from '../../protocol/account.ts';
import { ASK_ADMIN, CONFIRM_ACT, DECLINE_ACT } from '../../protocol/endpoints/accounts.ts';
import { newRowId } from '../auth/secrets.ts';
import type { SignedInPerson } from '../auth/signed-in.ts';
import type { AppDeps } from '../deps.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import { findAccount, listAccounts, type StoredAccount, setPerson } from '../store/accounts.ts';
import {
  type AdminActAnswer,
  addAdminAct,
  answerAdminAct,
  declineWaitingActs,
  findWaitingAct,
  listAdminActs,
  type StoredAdminAct,
} from '../store/admin-acts.ts';
import { endAccountTokens } from '../store/devices.ts';
import { resetFactors } from '../store/factors.ts';
import type { Reader, WriteTx } from '../store/store.ts';
import { areUnits, deskName, hoursOf, issueCode } from './account-view.ts';
import { endDeputies } from './end-roles.ts';
import { defineRoute, doneBy } from './route.ts';
import { transferred } from './transfer.ts';

const ADMINS = ['admin'] as const;
const HOUR_MS = 3_600_000;
/** What nobody confirmed within so long must be asked anew. */
const WAITS_MS = 72 * HOUR_MS;
/** So long administrators are told of what was done. */
const TOLD_MS = 90 * 24 * HOUR_MS;

const stateOf = ({ person, passwordHash, disabled }: StoredAccount): AccountState => ({
  person,
  open: passwordHash !== null,
  disabled,
});

/**
 * Accounts as far as they decide whether another administrator must agree. Whose account was closed lately counts on: otherwise one
 * would close those of all others, and then be the only one, who makes administrators alone.
 */
export async function statesAt(db: Reader, now: number): Promise<AccountState[]> {
  const acts = await listAdminActs(db, now - WAITS_MS);
  const closed = new Set(acts.filter(({ kind }) => kind === 'close').map(({ account_id }) => account_id));
  return (await listAccounts(db)).map(stateOf).map((state) => ({ ...state, disabled: state.disabled && !closed.has(state.person.id) }));
}

function actView(act: StoredAdminAct, accounts: readonly StoredAccount[], now: number): AdminAct {
  const personOf = (id: AccountId): Person => {
    const found = accounts.find(({ person }) => person.id === id);
    if (!found) throw new Error(`The act ${act.id} names an account that is not there`);
    return found.person;
  };
  const hasLapsed = act.state === 'waiting' && act.asked_at < now - WAITS_MS;
  return {
    id: act.id,
    person: personOf(act.account_id),
    kind: act.kind,
    state: hasLapsed ? 'lapsed' : act.state,
    ...(act.change && { role: act.change.role }),
    askedBy: personOf(act.asked_by),
    askedAt: instant(act.asked_at),
    ...(act.answered_by !== null && { answeredBy: personOf(act.answered_by) }),
    ...(act.answered_at !== null && { answeredAt: instant(act.answered_at) }),
  };
}

export const actsForAdmins = async (db: Reader, accounts: readonly StoredAccount[], now: number): Promise<AdminAct[]> =>
  (await listAdminActs(db, now - TOLD_MS)).map((act) => actView(act, accounts, now));

interface Told {
  readonly kind: AdminAct['kind'];
  readonly accountId: AccountId;
  readonly by: AccountId;
  readonly now: number;
  readonly change?: ChangeAccountRequest;
}

const newAct = ({ fillRandom }: AppDeps, { kind, accountId, by, now, change }: Told): StoredAdminAct => ({
  id: newRowId(fillRandom),
  account_id: accountId,
  kind,
  state: 'waiting',
  change: change ?? null,
  asked_by: by,
  asked_at: now,
  answered_by: null,
  answered_at: null,
});

/** What was done to an administrator's account stands in the list of every administrator. */
export async function tellAdmins(tx: WriteTx, deps: AppDeps, told: Told): Promise<void> {
  await addAdminAct(tx, { ...newAct(deps, told), state: 'done', answered_at: told.now });
  deps.log({ event: 'adminAct', kind: told.kind, accountId: told.by, of: told.accountId });
}

const ask = defineRoute(ASK_ADMIN, {
  summary: 'Ask for what needs another administrator: a new code for an administrator, to forget their factors, to make or to unmake one',
  access: ADMINS,
  stepUp: true,
  tidiesText: true,
  async handle({ deps, now, who, body: { accountId, change, factors } }) {
    return deps.store.write(async (tx) => {
      const account = await findAccount(tx.db, accountId);
      if (!account || account.disabled) return refuse('notFound');
      const accounts = await listAccounts(tx.db);
      const next = change?.role ?? account.person.role;
      // What one administrator may do alone is done and not asked.
      if (!needsSecondAdmin(await statesAt(tx.db, now), who.person, account.person.role, next))
        return refuse('badRequest', { detail: 'accountId' });
      if (change && (!(await areUnits(deps, tx.db, change.unitIds)) || (change.from !== null && change.from > who.today)))
        return refuse('badRequest', { detail: 'change' });
      if (change && factors) return refuse('badRequest', { detail: 'factors' });
      const kind = change ? 'role' : factors ? 'factors' : 'code';
      const act = newAct(deps, { kind, accountId, by: who.person.id, now, ...(change && { change }) });
      await declineWaitingActs(tx, accountId, { state: 'declined', answered_by: who.person.id, answered_at: now });
      await addAdminAct(tx, act);
      tx.chain.add({ kind: 'actAsked', ...doneBy({ who, now }), subject: accountId, details: { act: act.kind } });
      deps.log({ event: 'adminActAsked', kind: act.kind, accountId: who.person.id, of: accountId });
      return ok(actView(act, accounts, now));
    });
  },
});

/** Of somebody who has lost theirs. Whoever holds the lost phone is signed out, or they would make the next factor. */
export async function forgetFactors(tx: WriteTx, accountId: AccountId, now: number): Promise<void> {
  await resetFactors(tx, accountId);
  await endAccountTokens(tx, accountId, now);
}

interface Carried {
  readonly now: number;
  readonly who: SignedInPerson;
  readonly hours: number | undefined;
}

/** Does what was asked; undefined where nothing is to be handed over. */
async function carryOut(
  deps: AppDeps,
  tx: WriteTx,
  { kind, change }: StoredAdminAct,
  account: StoredAccount,
  { now, who, hours }: Carried,
): Promise<Result<NewAccountResponse | undefined, Refusal>> {
  if (kind === 'factors') {
    await forgetFactors(tx, account.person.id, now);
    return ok(undefined);
  }
  if (!change) return ok(await issueCode(tx, deps, account, { now, hours }));
  const person = transferred(account.person, change, await deps.readReference(tx.db));
  if (!person) return refuse('notFound');
  await setPerson(tx, person, deskName(change.name));
  await endDeputies(tx, { ...account, person }, { who, now });
  return ok(undefined);
}

const confirm = defineRoute(CONFIRM_ACT, {
  summary: 'Confirm what another administrator asked; a code that was asked for is shown this once to who confirms',
  access: ADMINS,
  stepUp: true,
  async handle({ deps, now, who, params, query }) {
    return deps.store.write(async (tx) => {
      const act = await findWaitingAct(tx.db, params.id, now - WAITS_MS);
      if (!act) return refuse('notFound');
      const [account, asker] = [await findAccount(tx.db, act.account_id), await findAccount(tx.db, act.asked_by)];
      // Two people must want it, and both must be administrators when it is done.
      if (who.person.id === act.asked_by || !asker || asker.disabled || asker.person.role !== 'admin') return refuse('forbidden');
      if (!account || account.disabled) return refuse('notFound');
      const done = await carryOut(deps, tx, act, account, { now, who, hours: hoursOf(query) });
      if (!done.ok) return done;
      const answer: AdminActAnswer = { state: 'done', answered_by: who.person.id, answered_at: now };
      await answerAdminAct(tx, act.id, answer);
      tx.chain.add({ kind: 'actConfirmed', ...doneBy({ who, now }), subject: act.account_id, details: { act: act.kind } });
      deps.log({ event: 'adminActConfirmed', kind: act.kind, accountId: who.person.id, of: act.account_id });
      const view = actView({ ...act, ...answer }, await listAccounts(tx.db), now);
      return ok({ act: view, ...(done.value && { issued: done.value }) });
    });
  },
});

const decline = defineRoute(DECLINE_ACT, {
  summary: 'Decline what an administrator asked, or take it back',
  access: ADMINS,
  stepUp: true,
  async handle({ deps, now, who, params }) {
    return deps.store.write(async (tx) => {
      const act = await findWaitingAct(tx.db, params.id, now - WAITS_MS);
      if (!act) return refuse('notFound');
      const answer: AdminActAnswer = { state: 'declined', answered_by: who.person.id, answered_at: now };
      await answerAdminAct(tx, act.id, answer);
      tx.chain.add({ kind: 'actDeclined', ...doneBy({ who, now }), subject: act.account_id, details: { act: act.kind } });
      return ok(actView({ ...act, ...answer }, await listAccounts(tx.db), now));
    });
  },
});

export const adminActRoutes = [ask, confirm, decline];
