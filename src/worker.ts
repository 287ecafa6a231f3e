import type { Build } from './client/shipped/build.ts';
import { KeptFiles } from './client/shipped/kept-files.ts';
import type { AppDb } from './client/store/db.ts';
import { readMeta } from './client/store/meta.ts';
import { openDb } from './client/store/open-db.ts';
import { accountOfTag } from './client/sync/background-sync.ts';
import { obeyOrders } from './client/sync/obey-orders.lazy.ts';
import { isPersisted } from './client/sync/persist.ts';
import { makeSend } from './client/sync/send.ts';
import { whenSyncRests, withSyncLock } from './client/sync/sync-lock.ts';
import { syncUntilDone } from './client/sync/sync-until-done.ts';
import { type AccountId, uuidv7 } from './domain/ids.ts';

declare const self: ServiceWorkerGlobalScope & {
  /** Said in the file that fetches this code (src/build/ship.ts). */
  readonly COTMOC_BUILD: Build;
};

/** Set by the build. */
declare const __APP_VERSION__: string;

/** Not in TypeScript's library: Background Sync exists in Chromium only. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

/** A sync that hangs is not waited for longer (ms). */
const REST_MS = 60_000;

// The caches hold the app and never data; whatever is no GET of the app goes straight to the network.
const appFiles = new KeptFiles(self.COTMOC_BUILD, {
  caches,
  get: (address) => fetch(address),
  whenSyncRests: () => whenSyncRests(AbortSignal.timeout(REST_MS)),
});

async function install(): Promise<void> {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  // A tab alone runs the build that is active now.
  await appFiles.install(tabs.length <= 1);
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(appFiles.activate()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return;
  const answer = async (own: Promise<Response | undefined>): Promise<Response> => (await own) ?? fetch(request);
  if (request.mode === 'navigate') event.respondWith(answer(appFiles.page()));
  else if (appFiles.isFile(pathname)) event.respondWith(answer(appFiles.file(pathname)));
  else if (pathname.startsWith('/assets/')) event.respondWith(answer(caches.match(request)));
});

// The page that brought the worker in must open its other screens without a signal too, without being loaded again first.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  const { data } = event;
  // The page asks, after the person agrees: swapping code under a half-filled form loses trust.
  if (data?.type === 'SKIP_WAITING') void self.skipWaiting();
  // What its person needs besides; said again at every start, so that a phone that lost its signal goes on where it was.
  if (data?.type === 'KEEP') event.waitUntil(appFiles.keep(data.groups).then(() => event.ports[0]?.postMessage('kept')));
});

/** A store as the worker may read it. Undefined where it is sealed: without the PIN nobody reads what waits in it. */
async function openReadable(accountId: AccountId): Promise<AppDb | undefined> {
  const db = await openDb(accountId);
  if (!(await readMeta(db, 'lock')) && !(await readMeta(db, 'isNew'))) return db;
  db.close();
  return undefined;
}

/** The phone found signal in the pocket. An open page that is at it already holds the lock; then there is nothing to do. */
async function syncInBackground(accountId: AccountId): Promise<void> {
  const db = await openReadable(accountId);
  // The page sends what waits in a sealed store once it is unlocked.
  if (!db) return;
  const deps = {
    now: Date.now,
    newId: () => uuidv7(Date.now(), (bytes) => crypto.getRandomValues(bytes)),
    app: `web ${__APP_VERSION__}`,
    isPersisted,
    isOnline: () => true,
  };
  try {
    const send = makeSend((path, init) => fetch(path, init));
    const outcome = await withSyncLock(accountId, false, () => syncUntilDone(db, send, deps));
    if (outcome?.kind === 'signed-out' && outcome.orders) await obeyOrders(outcome.orders, { now: Date.now, openStore: openReadable });
    // A refused promise makes the browser try again later.
    if (outcome && outcome.kind !== 'done' && outcome.kind !== 'signed-out') throw new Error(`Background sync: ${outcome.kind}`);
  } finally {
    db.close();
  }
}

self.addEventListener(
  'sync' as never,
  ((event: SyncEvent) => {
    const accountId = accountOfTag(event.tag);
    if (accountId) event.waitUntil(syncInBackground(accountId));
  }) as never,
);
