import type { FillRandom } from '../domain/ids.ts';
import type { PasswordHasher } from './auth/password-hash.ts';
import type { AccountPace } from './http/account-pace.ts';
import type { RateLimiter } from './http/rate-limit.ts';
import type { Log } from './log.ts';
import type { ReferenceReader } from './store/reference.ts';
import type { Store } from './store/store.ts';

/** All that the app touches of the world. It holds no state of its own but the limits and the parsed reference data. */
export interface AppDeps {
  readonly store: Store;
  readonly readReference: ReferenceReader;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly fillRandom: FillRandom;
  readonly passwords: PasswordHasher;
  readonly limiter: RateLimiter;
  readonly accountPace: AccountPace;
  readonly log: Log;
  readonly version: string;
  readonly production: boolean;
  readonly publicOrigin: string | undefined;
  readonly trustProxy: boolean;
  /** Folder of the built app; without it only the endpoint is served. */
  readonly staticDir: string | undefined;
  /** Holds every answer against its schema: for tests, since it costs time. */
  readonly checkReplies: boolean;
}
