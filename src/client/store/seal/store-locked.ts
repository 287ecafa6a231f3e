import type { AppDb } from '../db.ts';
import type { StoreLock } from './lock-row.ts';

/** The store is sealed: its person opens it with their PIN. `base` is the outer store, which holds the lock alone. */
export class StoreLockedError extends Error {
  override readonly name = 'StoreLockedError';
  readonly base: AppDb;
  readonly lock: StoreLock;

  constructor(base: AppDb, lock: StoreLock) {
    super('The store is locked');
    this.base = base;
    this.lock = lock;
  }
}
