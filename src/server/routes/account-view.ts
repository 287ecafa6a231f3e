import { instant } from '../../domain/day.ts';
import type { UnitId } from '../../domain/ids.ts';
import { tidyLine } from '../../domain/text.ts';
import type { Account, NewAccountResponse } from '../../protocol/account.ts';
import { newOneTimeCode } from '../auth/one-time-code.ts';
import type { AppDeps } from '../deps.ts';
import { type StoredAccount, setCode } from '../store/accounts.ts';
import type { Reader, WriteTx } from '../store/store.ts';

/** The code of an account as administrators see it: never the code itself. */
function codeOf({ hasCode, codeExpiresAt, codeFailures }: StoredAccount, now: number): Account['code'] {
  if (codeExpiresAt === null) return undefined;
  const state = !hasCode ? 'guessed' : codeExpiresAt > now ? 'open' : 'ended';
  return { state, until: instant(codeExpiresAt), guesses: codeFailures };
}

export function accountView(account: StoredAccount, now: number, seenAt?: number): Account {
  const { person, passwordHash, disabled, name } = account;
  const code = codeOf(account, now);
  return {
    person,
    open: passwordHash !== null,
    disabled,
    ...(name !== null && { name }),
    ...(code && { code }),
    ...(seenAt !== undefined && { seenAt: instant(seenAt) }),
  };
}

/** A new code for an account, in place of any before. */
export async function issueCode(
  tx: WriteTx,
  { fillRandom }: AppDeps,
  account: StoredAccount,
  { now, hours }: { readonly now: number; readonly hours: number | undefined },
): Promise<NewAccountResponse> {
  const { code, stored } = newOneTimeCode(fillRandom, now, hours);
  await setCode(tx, account.person.id, stored);
  const fresh = { ...account, hasCode: true, codeExpiresAt: stored.expiresAt, codeFailures: 0 };
  return { account: accountView(fresh, now), code };
}

/** Whether these are units of the office, each named once. */
export async function areUnits({ readReference }: AppDeps, db: Reader, unitIds: readonly UnitId[]): Promise<boolean> {
  const { units } = await readReference(db);
  return new Set(unitIds).size === unitIds.length && unitIds.every((id) => units.some((unit) => unit.id === id));
}

/** What the desk calls somebody; null where nothing can be seen of it. */
export const deskName = (name: string | null | undefined): string | null => tidyLine(name ?? '') || null;

/** The hours of a query, where it names any. */
export const hoursOf = ({ hours }: { readonly hours?: string | undefined }): number | undefined =>
  hours === undefined ? undefined : Number(hours);
