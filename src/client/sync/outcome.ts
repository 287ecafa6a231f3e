import type { ExchangeTrouble } from '../store/meta.ts';

/** How one exchange with the server ended. Being offline is a normal day, not an error. */
export type SyncOutcome =
  /** `more`: it is worth asking again at once. */
  | { readonly kind: 'done'; readonly more: boolean }
  | { readonly kind: 'busy' | 'too-much'; readonly retryAfterMs?: number | undefined }
  /** `byName`: our own server said so about this very request, not something on the way. */
  | { readonly kind: 'server-error'; readonly byName: boolean }
  /** `orders`: what the office tells a phone that was reported as lost, as it came. */
  | { readonly kind: 'signed-out'; readonly orders?: unknown }
  | { readonly kind: Exclude<ExchangeTrouble, 'busy' | 'too-much' | 'server-error' | 'signed-out'> };

export type SyncTrouble = Exclude<SyncOutcome, { kind: 'done' }>;

/** A failure this soon (ms) never got under way: it says nothing about the size of the page. */
const UNDER_WAY_MS = 1_000;

/** Only the person can help: asking again by itself would change nothing. */
export function needsPerson({ kind }: SyncOutcome): boolean {
  switch (kind) {
    case 'signed-out':
    case 'wrong-account':
    case 'update-required':
      return true;
    case 'done':
    case 'busy':
    case 'too-much':
    case 'offline':
    case 'timeout':
    case 'server-error':
    case 'captive':
    case 'too-large':
    case 'storage':
      return false;
  }
}

/** The page may have been too much for the server or the link. `ms`: how long the exchange took. */
export function blamesPage({ kind }: SyncTrouble, ms: number): boolean {
  switch (kind) {
    case 'too-large':
    case 'server-error':
    case 'timeout':
      return true;
    case 'offline':
      return ms > UNDER_WAY_MS;
    case 'busy':
    case 'too-much':
    case 'captive':
    case 'signed-out':
    case 'wrong-account':
    case 'update-required':
    case 'storage':
      return false;
  }
}
