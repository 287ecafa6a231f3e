import { addDays, officeDay } from '../../domain/day.ts';
import type { UnitId } from '../../domain/ids.ts';
import { type FormerPost, Person, scopeOf } from '../../domain/person.ts';
import type { Reference } from '../../domain/reference.ts';
import { ok, type Result } from '../../domain/result.ts';
import { tidyLine } from '../../domain/text.ts';
import type { Account, ChangeAccountRequest, NewAccountRequest, NewAccountResponse } from '../../protocol/account.ts';
import {
  ADD_ACCOUNT,
  ADD_ACCOUNTS,
  CHANGE_ACCOUNT,
  DISABLE_ACCOUNT,
  ENABLE_ACCOUNT,
  LIST_ACCOUNTS,
  RENEW_CODE,
  RENEW_CODES,
} from '../../protocol/endpoints/accounts.ts';
import { newOneTimeCode } from '../auth/one-time-code.ts';
import { newRowId } from '../auth/secrets.ts';
import type { AppDeps } from '../deps.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import { addAccount, findAccount, listAccounts, type StoredAccount, setCode, setDisabled, setPerson } from '../store/accounts.ts';
import { endAccountTokens } from '../store/devices.ts';
import { revokeFeedTokensOf } from '../store/feed-tokens.ts';
import { defineRoute, type Route } from './route.ts';

const ADMINS = ['admin'] as const;
/** As many people as are made at once, with long names and several units each. */
const MAX_LIST_BYTES = 512 * 1024;

const accountView = ({ person, passwordHash, disabled, name }: StoredAccount): Account => ({
  person,
  open: passwordHash !== null,
  disabled,
  ...(name !== null && { name }),
});

const areUnits = async (deps: AppDeps, unitIds: readonly UnitId[]): Promise<boolean> => {
  const { units } = await deps.readReference(deps.store.reader);
  return new Set(unitIds).size === unitIds.length && unitIds.every((id) => units.some((unit) => unit.id === id));
};

/** Why a list was not taken as a whole; thrown, so that nothing of it stays. */
class TakenCode extends Error {}

async function addAll(deps: AppDeps, now: number, wanted: readonly NewAccountRequest[]): Promise<Result<NewAccountResponse[], Refusal>> {
  for (const { unitIds } of wanted) if (!(await areUnits(deps, unitIds))) return refuse('badRequest', { detail: 'unitIds' });
  const accounts = wanted.map(({ staffCode, role, unitIds, name }) => ({
    person: Person.parse({ id: newRowId(deps.fillRandom), staffCode: tidyLine(staffCode), role, unitIds }),
    ...(name !== undefined && { name: tidyLine(name) }),
    ...newOneTimeCode(deps.fillRandom, now),
  }));
  try {
    await deps.store.write(async (tx) => {
      for (const { person, name, stored } of accounts)
        if (!(await addAccount(tx, { person, name, code: stored }, now))) throw new TakenCode(person.id);
    });
  } catch (error) {
    if (error instanceof TakenCode) return refuse('staffCodeTaken');
    throw error;
  }
  return ok(accounts.map(({ person, name, code }) => ({ account: { person, open: false, disabled: false, ...(name && { name }) }, code })));
}

const list = defineRoute(LIST_ACCOUNTS, {
  summary: 'All accounts',
  access: ADMINS,
  handle: async ({ deps }) => ok({ accounts: (await listAccounts(deps.store.reader)).map(accountView) }),
});

const add = defineRoute(ADD_ACCOUNT, {
  summary: 'Make an account; its code is shown this once',
  access: ADMINS,
  async handle({ deps, now, body }) {
    const made = await addAll(deps, now, [body]);
    return made.ok ? ok(made.value[0] as NewAccountResponse) : made;
  },
});

const addList = defineRoute(ADD_ACCOUNTS, {
  summary: 'Make several accounts, all of them or none; their codes are shown this once',
  access: ADMINS,
  tidiesText: true,
  maxBodyBytes: MAX_LIST_BYTES,
  async handle({ deps, now, body }) {
    const made = await addAll(deps, now, body.accounts);
    return made.ok ? ok({ codes: made.value }) : made;
  },
});

const renewCode = defineRoute(RENEW_CODE, {
  summary: 'A new one-time code, for a forgotten password; the old password holds until the code is used',
  access: ADMINS,
  async handle({ deps, now, params }) {
    const account = await findAccount(deps.store.reader, params.id);
    if (!account) return refuse('notFound');
    const { code, stored } = newOneTimeCode(deps.fillRandom, now);
    await deps.store.write((tx) => setCode(tx, account.person.id, stored));
    return ok({ account: accountView(account), code });
  },
});

const setOpen = (disabled: boolean): Route =>
  defineRoute(disabled ? DISABLE_ACCOUNT : ENABLE_ACCOUNT, {
    summary: disabled ? 'Close an account: every sign-in of it ends at its next request' : 'Open a closed account again',
    access: ADMINS,
    async handle({ deps, now, who, params }) {
      const account = await findAccount(deps.store.reader, params.id);
      if (!account) return refuse('notFound');
      // An admin who closes their own account may leave the office without one.
      if (account.person.id === who.person.id) return refuse('forbidden');
      await deps.store.write(async (tx) => {
        await setDisabled(tx, account.person.id, disabled);
        if (!disabled) return;
        await endAccountTokens(tx, account.person.id);
        await revokeFeedTokensOf(tx, account.person.id, now);
      });
      return ok(accountView({ ...account, disabled }));
    },
  });

const renewCodes = defineRoute(RENEW_CODES, {
  summary: 'New one-time codes for several accounts, to be printed; codes given before end',
  access: ADMINS,
  async handle({ deps, now, body }) {
    // Of two codes for one account the first would be printed and not work.
    const ids = [...new Set(body.ids)];
    return deps.store.write(async (tx) => {
      const accounts: StoredAccount[] = [];
      for (const id of ids) {
        const account = await findAccount(tx.db, id);
        // A closed account is none that a code would open.
        if (!account || account.disabled) return refuse('notFound');
        accounts.push(account);
      }
      const codes: NewAccountResponse[] = [];
      for (const account of accounts) {
        const { code, stored } = newOneTimeCode(deps.fillRandom, now);
        await setCode(tx, account.person.id, stored);
        codes.push({ account: accountView(account), code });
      }
      return ok({ codes });
    });
  },
});

/** For whom somebody recorded, as a former post says it. */
function recordedUnits(person: Person, { units }: Reference): readonly UnitId[] {
  const { recordsFor } = scopeOf(person);
  if (recordsFor === 'all') return units.map(({ id }) => id);
  // Who recorded for nobody does not begin to do so for those days later.
  return recordsFor.length > 0 ? person.unitIds : [];
}

/** What a mended mistake leaves of the posts before: not the one that is restored, which the mistake had ended. */
function formerWithout(restored: Person, reference: Reference): readonly FormerPost[] {
  const { former = [] } = restored;
  const last = former.at(-1);
  if (last?.role !== restored.role) return former;
  const isSame = scopeOf(restored).recordsFor === 'all' || String(last.unitIds) === String(recordedUnits(restored, reference));
  return isSame ? former.slice(0, -1) : former;
}

/** What the person was until the day before, kept beside what they are from then on; undefined where the day is none for that. */
function transferred(person: Person, { role, unitIds, from }: ChangeAccountRequest, reference: Reference): Person | undefined {
  const { former = [] } = person;
  const next = { ...person, role, unitIds };
  if (from === null) return { ...next, former: formerWithout(next, reference) };
  if (role === person.role && String(unitIds) === String(person.unitIds)) return next;
  const to = addDays(from, -1);
  if (former.some((post) => post.to >= to)) return undefined;
  return { ...next, former: [...former, { to, role: person.role, unitIds: recordedUnits(person, reference) }] };
}

const change = defineRoute(CHANGE_ACCOUNT, {
  summary: 'Change role and units from a day on, the days before keeping what the person was; and what the desk calls them',
  access: ADMINS,
  tidiesText: true,
  async handle({ deps, now, who, params, body }) {
    if (!(await areUnits(deps, body.unitIds))) return refuse('badRequest', { detail: 'unitIds' });
    if (body.from !== null && body.from > officeDay(now)) return refuse('badRequest', { detail: 'from' });
    // An admin who gives up the role may leave the office without one.
    if (params.id === who.person.id && body.role !== 'admin') return refuse('forbidden');
    return deps.store.write(async (tx) => {
      const account = await findAccount(tx.db, params.id);
      if (!account) return refuse('notFound');
      const person = transferred(account.person, body, await deps.readReference(tx.db));
      if (!person) return refuse('badRequest', { detail: 'from' });
      const name = body.name === null ? null : tidyLine(body.name);
      await setPerson(tx, person, name);
      return ok(accountView({ ...account, person, name }));
    });
  },
});

export const accountRoutes = [list, add, addList, renewCode, renewCodes, change, setOpen(true), setOpen(false)];
