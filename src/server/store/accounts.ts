import { isDeepStrictEqual } from 'node:util';
import type { Selectable } from 'kysely';
import type { AccountId, UnitId } from '../../domain/ids.ts';
import type { Grant, Person } from '../../domain/person.ts';
import { staffCodeOf } from '../../domain/staff-code.ts';
import { foldForSearch } from '../../domain/text.ts';
import { fromJson, toJson } from './json.ts';
import type { Reader, WriteTx } from './store.ts';
import type { AccountTable } from './tables/accounts.ts';

/** An account as sign-in and administration see it. */
export interface StoredAccount {
  readonly person: Person;
  readonly passwordHash: string | null;
  readonly codeExpiresAt: number | null;
  /** Whether a code is open or has expired; one that was guessed at too often is none. */
  readonly hasCode: boolean;
  readonly codeFailures: number;
  readonly createdAt: number;
  readonly disabled: boolean;
  /** What the desk calls the person; it goes to no phone. */
  readonly name: string | null;
  /** When strangers will have all their guesses at its password again (milliseconds since 1970); null where none was ever taken. */
  readonly guessesFullAt: number | null;
}

/** The form staff codes are compared in: "cb-07" signs in as "CB-07". */
const staffKey = (staffCode: string): string => foldForSearch(staffCode.replace(/[\p{C}\p{DI}]/gu, '')).slice(0, 80);
/** That of what somebody types, whether or not it is a code. */
export const typedStaffKey = (typed: string): string => staffKey(staffCodeOf(typed) ?? typed);

type PersonRow = Pick<Selectable<AccountTable>, 'id' | 'staff_code' | 'role' | 'unit_ids' | 'former' | 'grants'>;
export const PERSON_COLUMNS = [
  'accounts.id',
  'accounts.staff_code',
  'accounts.role',
  'accounts.unit_ids',
  'accounts.former',
  'accounts.grants',
] as const;

export const personOf = (row: PersonRow): Person => ({
  id: row.id,
  staffCode: row.staff_code,
  role: row.role,
  unitIds: fromJson(row.unit_ids),
  ...(row.former !== null && { former: fromJson(row.former) }),
  ...(row.grants !== null && { grants: fromJson(row.grants) }),
});

const accountOf = (row: Selectable<AccountTable>): StoredAccount => ({
  person: personOf(row),
  passwordHash: row.password_hash,
  codeExpiresAt: row.code_expires_at,
  hasCode: row.code_hash !== null,
  codeFailures: row.code_failures,
  createdAt: row.created_at,
  disabled: row.disabled === 1,
  name: row.display_name,
  guessesFullAt: row.guesses_full_at,
});

type Key = 'id' | 'staff_key' | 'code_hash';
async function findBy(db: Reader, key: Key, value: string): Promise<StoredAccount | undefined> {
  const row = await db.selectFrom('accounts').selectAll().where(key, '=', value).executeTakeFirst();
  return row && accountOf(row);
}

export const findAccount = (db: Reader, id: string): Promise<StoredAccount | undefined> => findBy(db, 'id', id);
export const findAccountByStaffCode = (db: Reader, staffCode: string): Promise<StoredAccount | undefined> =>
  findBy(db, 'staff_key', typedStaffKey(staffCode));
export const findAccountByCode = (db: Reader, codeHash: string): Promise<StoredAccount | undefined> => findBy(db, 'code_hash', codeHash);

export async function listAccounts(db: Reader): Promise<StoredAccount[]> {
  return (await db.selectFrom('accounts').selectAll().orderBy('staff_code').execute()).map(accountOf);
}

export async function hasAccounts(db: Reader): Promise<boolean> {
  return (await db.selectFrom('accounts').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export interface NewAccount {
  readonly person: Person;
  readonly name?: string | null;
  readonly passwordHash?: string;
  readonly code?: OneTimeCode;
}
export interface OneTimeCode {
  readonly hash: string;
  /** Its first letters, by which guesses at it are told from others. */
  readonly selector: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** False where the staff code is taken. */
export async function addAccount(tx: WriteTx, { person, name, passwordHash, code }: NewAccount, now: number): Promise<boolean> {
  const row = {
    id: person.id,
    staff_code: person.staffCode,
    staff_key: staffKey(person.staffCode),
    role: person.role,
    unit_ids: toJson(person.unitIds),
    former: null,
    grants: null,
    display_name: name ?? null,
    password_hash: passwordHash ?? null,
    code_hash: code?.hash ?? null,
    code_expires_at: code?.expiresAt ?? null,
    code_selector: code?.selector ?? null,
    code_failures: 0,
    disabled: 0,
    created_at: now,
    change_no: tx.nextChange(),
  };
  const added = await tx.db
    .insertInto('accounts')
    .values(row)
    .onConflict((oc) => oc.column('staff_key').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

const NO_CODE = { code_hash: null, code_expires_at: null, code_selector: null, code_failures: 0 } as const;
const withPassword = (passwordHash: string) => ({ password_hash: passwordHash, ...NO_CODE });

/** Sets the password of the account that has this code, and ends the code; false where it has ended already. */
export async function useCode(tx: WriteTx, hash: string, passwordHash: string): Promise<boolean> {
  const used = await tx.db
    .updateTable('accounts')
    .set(withPassword(passwordHash))
    .where('code_hash', '=', hash)
    .returning('id')
    .executeTakeFirst();
  return used !== undefined;
}

/** A new password ends the one-time code. */
export async function setPassword(tx: WriteTx, accountId: AccountId, passwordHash: string): Promise<void> {
  await tx.db.updateTable('accounts').set(withPassword(passwordHash)).where('id', '=', accountId).execute();
}

export async function setCode(tx: WriteTx, accountId: AccountId, code: OneTimeCode): Promise<void> {
  const row = { code_hash: code.hash, code_expires_at: code.expiresAt, code_selector: code.selector, code_failures: 0 };
  await tx.db.updateTable('accounts').set(row).where('id', '=', accountId).execute();
}

export async function endCode(tx: WriteTx, accountId: AccountId): Promise<void> {
  await tx.db.updateTable('accounts').set(NO_CODE).where('id', '=', accountId).execute();
}

/** Whether an open code begins with these letters. */
export async function isCodeSelector(db: Reader, selector: string): Promise<boolean> {
  const query = db.selectFrom('accounts').select('id').where('code_selector', '=', selector).where('code_hash', 'is not', null);
  return (await query.limit(1).executeTakeFirst()) !== undefined;
}

export interface CountedGuess {
  /** Accounts whose code was guessed at. */
  readonly guessed: readonly AccountId[];
  /** Those among them whose code has ended. */
  readonly ended: readonly AccountId[];
}

/** Counts a guess at the code that begins so, and ends the code with the last that is allowed. */
export async function countGuess(tx: WriteTx, selector: string, most: number): Promise<CountedGuess> {
  const guessed = tx.db.updateTable('accounts').where('code_selector', '=', selector).where('code_hash', 'is not', null);
  const rows = await guessed
    .set((eb) => ({ code_failures: eb('code_failures', '+', 1) }))
    .returning('id')
    .execute();
  const ended = await guessed.set({ code_hash: null }).where('code_failures', '>=', most).returning('id').execute();
  return { guessed: rows.map((row) => row.id), ended: ended.map((row) => row.id) };
}

/** The person as they are from now on, with what they were; their phones hear it with the feed. */
export async function setPerson(tx: WriteTx, { id, role, unitIds, former }: Person, name: string | null): Promise<void> {
  const row = {
    role,
    unit_ids: toJson(unitIds),
    former: former && former.length > 0 ? toJson(former) : null,
    display_name: name,
    change_no: tx.nextChange(),
  };
  await tx.db.updateTable('accounts').set(row).where('id', '=', id).execute();
}

/** All further roles of a person; their phones hear of them with the feed. */
export async function setGrants(tx: WriteTx, accountId: AccountId, grants: readonly Grant[]): Promise<void> {
  const row = { grants: grants.length > 0 ? toJson(grants) : null, change_no: tx.nextChange() };
  await tx.db.updateTable('accounts').set(row).where('id', '=', accountId).execute();
}

export async function setDisabled(tx: WriteTx, accountId: AccountId, disabled: boolean): Promise<void> {
  await tx.db
    .updateTable('accounts')
    .set({ disabled: disabled ? 1 : 0, change_no: tx.nextChange() })
    .where('id', '=', accountId)
    .execute();
}

/**
 * Whoever belongs to a unit belongs to those that follow it as well: they keep what they have and go on where the work goes
 * on. `successors` are those that are new, by the unit they follow.
 */
export async function giveSuccessors(tx: WriteTx, successors: ReadonlyMap<UnitId, readonly UnitId[]>): Promise<void> {
  const withSuccessors = (ids: readonly UnitId[]): UnitId[] => [...new Set([...ids, ...ids.flatMap((id) => successors.get(id) ?? [])])];
  for (const { person } of await listAccounts(tx.db)) {
    const unitIds = withSuccessors(person.unitIds);
    const grants = person.grants?.map((grant) => ({ ...grant, unitIds: withSuccessors(grant.unitIds) }));
    if (isDeepStrictEqual([unitIds, grants], [person.unitIds, person.grants])) continue;
    await tx.db
      .updateTable('accounts')
      .set({ unit_ids: toJson(unitIds), ...(grants && { grants: toJson(grants) }), change_no: tx.nextChange() })
      .where('id', '=', person.id)
      .execute();
  }
}
