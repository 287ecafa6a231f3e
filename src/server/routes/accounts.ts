import type { UnitId } from '../../domain/ids.ts';
import { Person } from '../../domain/person.ts';
import { ok } from '../../domain/result.ts';
import { tidyLine } from '../../domain/text.ts';
import type { Account } from '../../protocol/account.ts';
import { ADD_ACCOUNT, DISABLE_ACCOUNT, ENABLE_ACCOUNT, LIST_ACCOUNTS, RENEW_CODE } from '../../protocol/endpoints/accounts.ts';
import { newOneTimeCode } from '../auth/one-time-code.ts';
import { newRowId } from '../auth/secrets.ts';
import type { AppDeps } from '../deps.ts';
import { refuse } from '../http/refusal.ts';
import { addAccount, findAccount, listAccounts, type StoredAccount, setCode, setDisabled } from '../store/accounts.ts';
import { endAccountTokens } from '../store/devices.ts';
import { defineRoute, type Route } from './route.ts';

const ADMINS = ['admin'] as const;

const accountView = ({ person, passwordHash, disabled }: StoredAccount): Account => ({ person, open: passwordHash !== null, disabled });

const areUnits = async (deps: AppDeps, unitIds: readonly UnitId[]): Promise<boolean> => {
  const { units } = await deps.readReference(deps.store.reader);
  return new Set(unitIds).size === unitIds.length && unitIds.every((id) => units.some((unit) => unit.id === id));
};

const list = defineRoute(LIST_ACCOUNTS, {
  summary: 'All accounts',
  access: ADMINS,
  handle: async ({ deps }) => ok({ accounts: (await listAccounts(deps.store.reader)).map(accountView) }),
});

const add = defineRoute(ADD_ACCOUNT, {
  summary: 'Make an account; its code is shown this once',
  access: ADMINS,
  async handle({ deps, now, body }) {
    if (!(await areUnits(deps, body.unitIds))) return refuse('badRequest', { detail: 'unitIds' });
    const { code, kept } = newOneTimeCode(deps.fillRandom, now);
    const person = Person.parse({
      id: newRowId(deps.fillRandom),
      staffCode: tidyLine(body.staffCode),
      role: body.role,
      unitIds: body.unitIds,
    });
    const added = await deps.store.write((tx) => addAccount(tx, { person, code: kept }, now));
    return added ? ok({ account: { person, open: false, disabled: false }, code }) : refuse('staffCodeTaken');
  },
});

const renewCode = defineRoute(RENEW_CODE, {
  summary: 'A new one-time code, for a forgotten password; the old password holds until the code is used',
  access: ADMINS,
  async handle({ deps, now, params }) {
    const account = await findAccount(deps.store.reader, params.id);
    if (!account) return refuse('notFound');
    const { code, kept } = newOneTimeCode(deps.fillRandom, now);
    await deps.store.write((tx) => setCode(tx, account.person.id, kept));
    return ok({ account: accountView(account), code });
  },
});

const setOpen = (disabled: boolean): Route =>
  defineRoute(disabled ? DISABLE_ACCOUNT : ENABLE_ACCOUNT, {
    summary: disabled ? 'Close an account: every sign-in of it ends at its next request' : 'Open a closed account again',
    access: ADMINS,
    async handle({ deps, who, params }) {
      const account = await findAccount(deps.store.reader, params.id);
      if (!account) return refuse('notFound');
      // An admin who closes their own account may leave the office without one.
      if (account.person.id === who.person.id) return refuse('forbidden');
      await deps.store.write(async (tx) => {
        await setDisabled(tx, account.person.id, disabled);
        if (disabled) await endAccountTokens(tx, account.person.id);
      });
      return ok(accountView({ ...account, disabled }));
    },
  });

export const accountRoutes = [list, add, renewCode, setOpen(true), setOpen(false)];
