import { needsSecondAdmin } from '../../domain/account-rights.ts';
import { needsFactor } from '../../domain/factor.ts';
import { Person, type Role, scopeOn } from '../../domain/person.ts';
import { ok, type Result } from '../../domain/result.ts';
import { staffCodeOf } from '../../domain/staff-code.ts';
import type { NewAccountRequest, NewAccountResponse } from '../../protocol/account.ts';
import {
  ADD_ACCOUNT,
  ADD_ACCOUNTS,
  CANCEL_CODE,
  CHANGE_ACCOUNT,
  DISABLE_ACCOUNT,
  ENABLE_ACCOUNT,
  LIST_ACCOUNTS,
  RENEW_CODE,
  RENEW_CODES,
  SIGN_OUT_ACCOUNT,
} from '../../protocol/endpoints/accounts.ts';
import { RESET_FACTORS } from '../../protocol/endpoints/factors.ts';
import { newOneTimeCode } from '../auth/one-time-code.ts';
import { newRowId } from '../auth/secrets.ts';
import type { AppDeps } from '../deps.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import { addAccount, endCode, findAccount, listAccounts, type StoredAccount, setDisabled, setPerson } from '../store/accounts.ts';
import { saveNote } from '../store/declared.ts';
import { devicesOfAccount, endAccountTokens, lastContacts } from '../store/devices.ts';
import { accountsWithFactors } from '../store/factors.ts';
import { revokeFeedTokensOf } from '../store/feed-tokens.ts';
import type { Reader } from '../store/store.ts';
import { accountView, areUnits, deskName, hoursOf, issueCode } from './account-view.ts';
import { actsForAdmins, adminActRoutes, forgetFactors, statesAt, tellAdmins } from './admin-acts.ts';
import { endDeputies } from './end-roles.ts';
import { grantRoutes } from './grants.ts';
import { DONE, defineRoute, doneBy, type Route } from './route.ts';
import { transferred } from './transfer.ts';

const ADMINS = ['admin'] as const;
/** As many people as are made at once, with long names and several units each. */
const MAX_LIST_BYTES = 512 * 1024;

/** What one administrator alone may not do to the account of another. */
const isForTwo = async (
  db: Reader,
  { person, now }: { readonly person: Person; readonly now: number },
  account: StoredAccount,
  next: Role = account.person.role,
): Promise<boolean> => needsSecondAdmin(await statesAt(db, now), person, account.person.role, next);

/** Why a list was not taken as a whole; thrown, so that nothing of it stays. */
class TakenCode extends Error {}

interface Adding {
  readonly now: number;
  readonly by: Person;
  readonly hours: number | undefined;
}

async function addAll(
  deps: AppDeps,
  { now, by, hours }: Adding,
  wanted: readonly NewAccountRequest[],
): Promise<Result<NewAccountResponse[], Refusal>> {
  for (const { unitIds } of wanted)
    if (!(await areUnits(deps, deps.store.reader, unitIds))) return refuse('badRequest', { detail: 'unitIds' });
  const accounts = wanted.map(({ staffCode, role, unitIds, name }) => ({
    person: Person.parse({ id: newRowId(deps.fillRandom), staffCode: staffCodeOf(staffCode), role, unitIds }),
    name: deskName(name),
    ...newOneTimeCode(deps.fillRandom, now, hours),
  }));
  const admins = accounts.filter(({ person }) => person.role === 'admin');
  try {
    const isTaken = await deps.store.write(async (tx) => {
      if (admins.length > 0 && needsSecondAdmin(await statesAt(tx.db, now), by, 'admin', 'admin')) return false;
      for (const { person, name, stored } of accounts)
        if (!(await addAccount(tx, { person, name, code: stored }, now))) throw new TakenCode(person.id);
      for (const { person } of accounts) {
        const details = { role: person.role, units: [...person.unitIds] };
        tx.chain.add({ kind: 'accountAdded', at: now, by: by.id, subject: person.id, details });
      }
      for (const { person } of admins) await tellAdmins(tx, deps, { kind: 'add', accountId: person.id, by: by.id, now });
      return true;
    });
    if (!isTaken) return refuse('forbidden', { detail: 'secondAdmin' });
  } catch (error) {
    if (error instanceof TakenCode) return refuse('staffCodeTaken');
    throw error;
  }
  return ok(
    accounts.map(({ person, name, code, stored }) => {
      const made = { person, passwordHash: null, hasCode: true, codeExpiresAt: stored.expiresAt, codeFailures: 0, disabled: false };
      return { account: accountView({ ...made, createdAt: now, name, guessesFullAt: null }, now), code };
    }),
  );
}

const list = defineRoute(LIST_ACCOUNTS, {
  summary: 'All accounts',
  access: ADMINS,
  async handle({ deps, now, who }) {
    const { reader } = deps.store;
    const [accounts, contacts, withFactors] = [await listAccounts(reader), await lastContacts(reader), await accountsWithFactors(reader)];
    return ok({
      accounts: accounts.map((account) => ({
        ...accountView(account, now, contacts.get(account.person.id)),
        ...((needsFactor(scopeOn(account.person, who.today).roles) || withFactors.has(account.person.id)) && {
          hasFactor: withFactors.has(account.person.id),
        }),
      })),
      acts: await actsForAdmins(reader, accounts, now),
    });
  },
});

const add = defineRoute(ADD_ACCOUNT, {
  summary: 'Make an account; its code is shown this once',
  access: ADMINS,
  stepUp: true,
  async handle({ deps, now, who, query, body }) {
    const made = await addAll(deps, { now, by: who.person, hours: hoursOf(query) }, [body]);
    return made.ok ? ok(made.value[0] as NewAccountResponse) : made;
  },
});

const addList = defineRoute(ADD_ACCOUNTS, {
  summary: 'Make several accounts, all of them or none; their codes are shown this once',
  access: ADMINS,
  stepUp: true,
  tidiesText: true,
  maxBodyBytes: MAX_LIST_BYTES,
  async handle({ deps, now, who, query, body }) {
    const made = await addAll(deps, { now, by: who.person, hours: hoursOf(query) }, body.accounts);
    return made.ok ? ok({ codes: made.value }) : made;
  },
});

/** Codes for these accounts, or for none of them. */
async function renew(deps: AppDeps, { now, by, hours }: Adding, ids: readonly string[]): Promise<Result<NewAccountResponse[], Refusal>> {
  return deps.store.write(async (tx) => {
    const accounts: StoredAccount[] = [];
    // Of two codes for one account the first would be printed and not work.
    for (const id of new Set(ids)) {
      const account = await findAccount(tx.db, id);
      // A closed account is none that a code would open.
      if (!account || account.disabled) return refuse('notFound');
      if (await isForTwo(tx.db, { person: by, now }, account)) return refuse('forbidden', { detail: 'secondAdmin' });
      accounts.push(account);
    }
    const codes: NewAccountResponse[] = [];
    for (const account of accounts) {
      codes.push(await issueCode(tx, deps, account, { now, hours }));
      const { id, role } = account.person;
      tx.chain.add({ kind: 'codeIssued', at: now, by: by.id, subject: id });
      if (role === 'admin') await tellAdmins(tx, deps, { kind: 'code', accountId: id, by: by.id, now });
    }
    return ok(codes);
  });
}

const renewCode = defineRoute(RENEW_CODE, {
  summary: 'A new one-time code, for a forgotten password; the old password holds until the code is used',
  access: ADMINS,
  stepUp: true,
  async handle({ deps, now, who, query, params }) {
    const codes = await renew(deps, { now, by: who.person, hours: hoursOf(query) }, [params.id]);
    return codes.ok ? ok(codes.value[0] as NewAccountResponse) : codes;
  },
});

const renewCodes = defineRoute(RENEW_CODES, {
  summary: 'New one-time codes for several accounts, to be printed; codes given before end',
  access: ADMINS,
  stepUp: true,
  async handle({ deps, now, who, query, body }) {
    const codes = await renew(deps, { now, by: who.person, hours: hoursOf(query) }, body.ids);
    return codes.ok ? ok({ codes: codes.value }) : codes;
  },
});

const cancelCode = defineRoute(CANCEL_CODE, {
  summary: 'End a one-time code that nobody has used',
  access: ADMINS,
  stepUp: true,
  async handle({ deps, now, who, params }) {
    return deps.store.write(async (tx) => {
      const account = await findAccount(tx.db, params.id);
      if (!account) return refuse('notFound');
      await endCode(tx, account.person.id);
      tx.chain.add({ kind: 'codeCancelled', ...doneBy({ who, now }), subject: account.person.id });
      return ok(accountView({ ...account, hasCode: false, codeExpiresAt: null, codeFailures: 0 }, now));
    });
  },
});

const signOutAll = defineRoute(SIGN_OUT_ACCOUNT, {
  summary: 'End every sign-in of a person, but the one this is asked with',
  access: ADMINS,
  stepUp: true,
  async handle({ deps, now, who, params }) {
    return deps.store.write(async (tx) => {
      const account = await findAccount(tx.db, params.id);
      if (!account) return refuse('notFound');
      await endAccountTokens(tx, account.person.id, now, who.device.id);
      tx.chain.add({ kind: 'signInsEnded', ...doneBy({ who, now }), subject: account.person.id });
      // As with a single device: what they declared will hardly come, and leaves the figures.
      for (const id of await devicesOfAccount(tx.db, account.person.id)) if (id !== who.device.id) await saveNote(tx, id, []);
      return ok(DONE);
    });
  },
});

const setOpen = (disabled: boolean): Route =>
  defineRoute(disabled ? DISABLE_ACCOUNT : ENABLE_ACCOUNT, {
    summary: disabled ? 'Close an account: every sign-in of it ends at its next request' : 'Open a closed account again',
    access: ADMINS,
    stepUp: true,
    async handle({ deps, now, who, params }) {
      const account = await findAccount(deps.store.reader, params.id);
      if (!account) return refuse('notFound');
      // An admin who closes their own account may leave the office without one.
      if (account.person.id === who.person.id) return refuse('forbidden');
      await deps.store.write(async (tx) => {
        await setDisabled(tx, account.person.id, disabled);
        const { id, role } = account.person;
        tx.chain.add({ kind: disabled ? 'accountClosed' : 'accountReopened', ...doneBy({ who, now }), subject: id });
        if (role === 'admin') await tellAdmins(tx, deps, { kind: disabled ? 'close' : 'reopen', accountId: id, by: who.person.id, now });
        if (!disabled) return;
        await endAccountTokens(tx, account.person.id, now);
        await revokeFeedTokensOf(tx, account.person.id, now);
        await endDeputies(tx, { ...account, disabled }, { who, now });
      });
      return ok(accountView({ ...account, disabled }, now));
    },
  });

const change = defineRoute(CHANGE_ACCOUNT, {
  summary: 'Change role and units from a day on, the days before keeping what the person was; and what the desk calls them',
  access: ADMINS,
  stepUp: true,
  tidiesText: true,
  async handle({ deps, now, who, params, body }) {
    if (!(await areUnits(deps, deps.store.reader, body.unitIds))) return refuse('badRequest', { detail: 'unitIds' });
    if (body.from !== null && body.from > who.today) return refuse('badRequest', { detail: 'from' });
    // An admin who gives up the role may leave the office without one.
    if (params.id === who.person.id && body.role !== 'admin') return refuse('forbidden');
    return deps.store.write(async (tx) => {
      const account = await findAccount(tx.db, params.id);
      if (!account) return refuse('notFound');
      const { id, role } = account.person;
      const isOfAdmin = role !== body.role && (role === 'admin' || body.role === 'admin');
      // Whoever was shut out has no say: their account stays that of an administrator until it is open again.
      if (isOfAdmin && (account.disabled || (await isForTwo(tx.db, { person: who.person, now }, account, body.role))))
        return refuse('forbidden', { detail: 'secondAdmin' });
      const person = transferred(account.person, body, await deps.readReference(tx.db));
      if (!person) return refuse('badRequest', { detail: 'from' });
      const name = deskName(body.name);
      await setPerson(tx, person, name);
      tx.chain.add({ kind: 'accountChanged', ...doneBy({ who, now }), subject: id, details: { role: person.role, units: body.unitIds } });
      await endDeputies(tx, { ...account, person }, { who, now });
      if (isOfAdmin) await tellAdmins(tx, deps, { kind: 'role', accountId: id, by: who.person.id, now, change: body });
      return ok(accountView({ ...account, person, name }, now));
    });
  },
});

const resetFactors = defineRoute(RESET_FACTORS, {
  summary: 'Forget the second factors of somebody who has lost theirs and end their sign-ins; the next sign-in makes new ones',
  access: ADMINS,
  stepUp: true,
  async handle({ deps, now, who, params }) {
    // One's own are changed where they stand, with an answer by one of them.
    if (params.id === who.person.id) return refuse('forbidden');
    return deps.store.write(async (tx) => {
      const account = await findAccount(tx.db, params.id);
      if (!account || account.disabled) return refuse('notFound');
      if (await isForTwo(tx.db, { person: who.person, now }, account)) return refuse('forbidden', { detail: 'secondAdmin' });
      const { id, role } = account.person;
      await forgetFactors(tx, id, now);
      tx.chain.add({ kind: 'factorsReset', ...doneBy({ who, now }), subject: id });
      if (role === 'admin') await tellAdmins(tx, deps, { kind: 'factors', accountId: id, by: who.person.id, now });
      return ok(accountView(account, now));
    });
  },
});

export const accountRoutes = [
  list,
  add,
  addList,
  renewCode,
  renewCodes,
  cancelCode,
  signOutAll,
  resetFactors,
  change,
  setOpen(true),
  setOpen(false),
  ...adminActRoutes,
  ...grantRoutes,
];
