import type { Trouble } from '../store/meta.ts';

/** How one exchange with the server ended. Being offline is a normal day, not an error. */
export type SyncOutcome =
  /** `more`: it is worth asking again at once. */
  | { readonly kind: 'done'; readonly more: boolean }
  | { readonly kind: 'busy'; readonly retryAfterMs?: number | undefined }
  /** `byName`: our own server said so about this very request, not something on the way. */
  | { readonly kind: 'server-error'; readonly byName: boolean }
  | { readonly kind: Exclude<Trouble, 'busy' | 'server-error'> };

export type SyncTrouble = Exclude<SyncOutcome, { kind: 'done' }>;

/** Only the person can help: asking again by itself would change nothing. */
export const needsPerson = (outcome: SyncOutcome): boolean =>
  outcome.kind === 'signed-out' || outcome.kind === 'wrong-account' || outcome.kind === 'update-required';
