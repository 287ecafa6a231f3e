import type { Held, SyncRequest } from './sync-request.ts';

/** The keys of a request as servers of former protocols know them: they refuse a request with any other. */
export const FORMER_REQUEST_KEYS: {
  readonly [protocol: number]: {
    readonly request: readonly (keyof SyncRequest)[];
    readonly held: readonly (keyof Held)[];
    readonly store: readonly (keyof NonNullable<Held['store']>)[];
  };
} = {
  2: {
    request: ['protocol', 'accountId', 'app', 'nonce', 'epoch', 'scope', 'cursor', 'limit', 'held', 'note', 'mutations', 'table'],
    held: ['count', 'oldestAt', 'attention', 'persisted', 'store', 'lost'],
    store: ['since', 'at', 'dropped'],
  },
};

const pick = <T extends object>(value: T, keys: readonly (keyof T)[]): T =>
  Object.fromEntries(Object.entries(value).filter(([key]) => (keys as readonly string[]).includes(key))) as T;

/** The request as a server of a former protocol takes it. */
export function formerRequest(request: SyncRequest, protocol: number): SyncRequest {
  const keys = FORMER_REQUEST_KEYS[protocol];
  if (!keys) return { ...request, protocol };
  const { store } = request.held;
  const held = { ...pick(request.held, keys.held), ...(store && { store: pick(store, keys.store) }) };
  return { ...pick(request, keys.request), held, protocol };
}
