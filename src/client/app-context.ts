import { type Accessor, createContext, useContext } from 'solid-js';
import type { Person, Scope } from '../domain/person.ts';
import type { Plan } from '../domain/plan.ts';
import type { Reference } from '../domain/reference.ts';
import type { AppDb } from './store/db.ts';
import type { UploadStatus } from './store/records/upload-status.ts';
import type { SyncLoop } from './sync/sync-loop.lazy.ts';

declare const __APP_VERSION__: string;
/** Of this build, as package.json says. */
export const APP_VERSION: string = __APP_VERSION__;

/** What every screen of a signed-in person may use. Clock and ids come from main, so that tests can set them. */
export interface App {
  readonly db: AppDb;
  readonly person: Person;
  readonly scope: Scope;
  readonly sync: SyncLoop;
  readonly now: () => number;
  readonly newId: () => string;
  /** Plans on this phone, newest year first; undefined until read. */
  readonly plans: Accessor<readonly Plan[] | undefined>;
  readonly reference: Accessor<Reference>;
  /** Staff codes of colleagues by account id. */
  readonly people: Accessor<ReadonlyMap<string, Person>>;
  /** Read once for all who show it: counting thousands of records takes a phone a while. */
  readonly status: Accessor<UploadStatus | undefined>;
  /** The first screen stands, the plan is there, and nothing presses: what can wait may come now. */
  readonly settled: Accessor<boolean>;
  /** Says whether the office heard of it; this phone forgets the person either way. */
  readonly signOut: () => Promise<boolean>;
}

export const AppContext = createContext<App>();

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('useApp outside of a signed-in screen');
  return app;
}
