import { type Day, dayFrom, officeDay, yearOf } from '../domain/day.ts';
import type { FillRandom } from '../domain/ids.ts';
import type { OfficeSettings } from '../domain/office-settings.ts';
import { Person, type Role } from '../domain/person.ts';
import type { Plan } from '../domain/plan.ts';
import type { Reference } from '../domain/reference.ts';
import { newOneTimeCode } from './auth/one-time-code.ts';
import type { PasswordHasher } from './auth/password-hash.ts';
import { newPassword, newRowId } from './auth/secrets.ts';
import { DEMO_ADMIN, DEMONSTRATIONS, type DemoPlanId, readPrintedPlan } from './data/demonstrations.ts';
import { addAccount, hasAccounts, listAccounts, setCode } from './store/accounts.ts';
import { savePlanVersion } from './store/plan-versions.ts';
import { hasReference, saveReference } from './store/reference.ts';
import type { Store } from './store/store.ts';

export interface SetUpTools {
  readonly store: Store;
  readonly passwords: PasswordHasher;
  readonly fillRandom: FillRandom;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const inYear = (value: Day, year: number): Day => dayFrom(year, Number(value.slice(5, 7)), Number(value.slice(8, 10)));

/** A demonstration plan with its period in the given year, since a record's date must lie inside it. */
export function demonstrationPlan(id: DemoPlanId, year: number): Plan {
  const plan = readPrintedPlan(id);
  const moved = (value: Day): Day => inYear(value, yearOf(value) + year - plan.year);
  return {
    ...plan,
    year,
    title: plan.title.replace(String(plan.year), String(year)),
    date: plan.date && moved(plan.date),
    period: { from: moved(plan.period.from), to: moved(plan.period.to) },
  };
}

/** What several plans share is there once. */
const distinctRows = (list: readonly Reference[]) => {
  const rows = list.flatMap(({ units, localities, partners }) => [
    ...units.map((data) => ({ kind: 'unit', id: data.id, data }) as const),
    ...localities.map((data) => ({ kind: 'locality', id: data.id, data }) as const),
    ...partners.map((data) => ({ kind: 'partner', id: data.id, data }) as const),
  ]);
  return [...new Map(rows.map((row) => [`${row.kind}|${row.id}`, row])).values()];
};

/** Units, places, partners and settings of the demonstration; an office brings its own. */
async function ensureReference({ store }: SetUpTools, plans: readonly DemoPlanId[]): Promise<void> {
  if (await hasReference(store.reader, 'unit')) return;
  const rows = distinctRows(plans.map((id) => DEMONSTRATIONS[id].reference));
  const settings: OfficeSettings = { id: 'office', markers: plans.flatMap((id) => DEMONSTRATIONS[id].markers ?? []), hiddenTypes: [] };
  await store.write((tx) => saveReference(tx, [...rows, { kind: 'setting', id: settings.id, data: settings }]));
}

export interface DemonstrationAccount {
  readonly staffCode: string;
  readonly role: Role;
  readonly password: string;
}

const newPerson = (fillRandom: FillRandom, staffCode: string, role: Role, unitIds: readonly string[]): Person =>
  Person.parse({ id: newRowId(fillRandom), staffCode, role, unitIds });

/** On an empty database: the demonstration plans and their accounts, whose passwords are told only now. */
export async function setUpDemonstration(tools: SetUpTools, planIds: readonly DemoPlanId[]): Promise<DemonstrationAccount[]> {
  const { store, passwords, fillRandom, now } = tools;
  await ensureReference(tools, planIds);
  if (await hasAccounts(store.reader)) return [];
  const plans = planIds.map((id) => demonstrationPlan(id, yearOf(officeDay(now))));
  const accounts = await Promise.all(
    [...planIds.flatMap((id) => DEMONSTRATIONS[id].accounts), DEMO_ADMIN].map(async ([staffCode, role, ...unitIds]) => {
      const password = newPassword(fillRandom);
      return {
        staffCode,
        role,
        password,
        person: newPerson(fillRandom, staffCode, role, unitIds),
        passwordHash: await passwords.hash(password),
      };
    }),
  );
  await store.write(async (tx) => {
    for (const plan of plans) await savePlanVersion(tx, plan, { by: null, at: Math.min(now, Date.parse(plan.period.from)) });
    for (const { person, passwordHash } of accounts) await addAccount(tx, { person, passwordHash }, now);
    tx.chain.add({ kind: 'officeSetUp', at: now, details: { count: accounts.length } });
  });
  return accounts.map(({ staffCode, role, password }) => ({ staffCode, role, password }));
}

/**
 * In production: one admin and the code that opens the account; units, places and partners the office brings itself. Until some account is open a new code comes with every
 * start, since the first may have been missed.
 */
export async function setUpProduction(tools: SetUpTools): Promise<string | undefined> {
  const { store, fillRandom, now } = tools;
  const accounts = await listAccounts(store.reader);
  if (accounts.some((account) => account.passwordHash !== null)) return undefined;
  const { code, stored } = newOneTimeCode(fillRandom, now);
  const waiting = accounts.find((account) => account.person.role === 'admin');
  await store.write(async (tx) => {
    if (waiting) {
      await setCode(tx, waiting.person.id, stored);
      tx.chain.add({ kind: 'codeIssued', at: now, subject: waiting.person.id });
      return;
    }
    await addAccount(tx, { person: newPerson(fillRandom, 'QT-01', 'admin', []), code: stored }, now);
    tx.chain.add({ kind: 'officeSetUp', at: now, details: { count: 1 } });
  });
  return code;
}
