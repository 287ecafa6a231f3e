import { Show, Suspense } from 'solid-js';
import type { Person } from '../domain/person.ts';
import { lazyScreen } from './lazy-screen.ts';
import type { AppDb } from './store/db.ts';
import { StoreLockedError } from './store/seal/store-locked.ts';

const LockScreen = lazyScreen(
  ['lock', 'account', 'refusals'],
  () => import('./features/account/lock-screen.tsx'),
  (m) => m.LockScreen,
);
const StoreTrouble = lazyScreen(
  ['storage'],
  () => import('./features/sync-status/store-trouble.tsx'),
  (m) => m.StoreTroubleScreen,
);

/** What stands in place of the app while the log of this account is not open: it is locked, or it does not open. */
export function ClosedStore(props: {
  error: unknown;
  person: Person;
  onOpened: (db: AppDb) => void;
  onRescued: () => void;
  /** Somebody else wants to sign in. */
  onLeave: () => void;
}) {
  const locked = (): StoreLockedError | undefined => (props.error instanceof StoreLockedError ? props.error : undefined);
  return (
    <Suspense>
      <Show when={locked()} fallback={<StoreTrouble error={props.error} person={props.person} onRescued={props.onRescued} />}>
        {(error) => <LockScreen locked={error()} person={props.person} onOpened={props.onOpened} onLeave={props.onLeave} />}
      </Show>
    </Suspense>
  );
}
