import type { AccountId } from '../../../domain/ids.ts';

const nameOf = (accountId: AccountId): string => `cotmoc-sealed-${accountId}`;

/** How to let go of the stores that this window has said to have open. */
const held = new Map<AccountId, () => Promise<unknown>>();

/** Says to other windows that this one has the sealed store open, until the page goes. */
export function holdOpen(accountId: AccountId): void {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  if (!locks || held.has(accountId)) return;
  let leave = (): void => undefined;
  const leaving = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const holding = locks.request(nameOf(accountId), { mode: 'shared' }, () => leaving);
  held.set(accountId, () => {
    held.delete(accountId);
    leave();
    return holding;
  });
}

/** Does the work where no other window has the sealed store open; undefined where one has. Without Web Locks nobody can tell. */
export async function aloneWith<T>(accountId: AccountId, work: () => Promise<T>): Promise<T | undefined> {
  const locks: LockManager | undefined = globalThis.navigator?.locks;
  if (!locks) return work();
  await held.get(accountId)?.();
  try {
    return await locks.request(nameOf(accountId), { ifAvailable: true }, async (lock) => (lock ? work() : undefined));
  } finally {
    holdOpen(accountId);
  }
}
