import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { openDb } from './client/store/open-db.ts';
import { accountOfTag } from './client/sync/background-sync.ts';
import { isPersisted } from './client/sync/persist.ts';
import { makeSend } from './client/sync/send.ts';
import { withSyncLock } from './client/sync/sync-lock.ts';
import { syncUntilDone } from './client/sync/sync-until-done.ts';
import { type AccountId, uuidv7 } from './domain/ids.ts';

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: { readonly url: string; readonly revision: string | null }[];
};

/** Set by the build. */
declare const __APP_VERSION__: string;

/** Not in TypeScript's library: Background Sync exists in Chromium only. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

/** As the server says it of the page (static-files.ts), also of a copy that came from elsewhere. */
function mayNotBeKept(page: Response): Response {
  const headers = new Headers(page.headers);
  headers.set('Cache-Control', 'no-store');
  return new Response(page.body, { status: page.status, statusText: page.statusText, headers });
}

// The caches hold the app and never data; whatever is no GET of the app goes straight to the network.
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
if (!import.meta.env.DEV) {
  const shell = createHandlerBoundToURL('/index.html');
  const answerPage: typeof shell = async (options) => mayNotBeKept(await shell(options));
  registerRoute(new NavigationRoute(answerPage, { denylist: [/^\/api\//] }));
}

/** Files of builds before this one, for tabs that still run them: the office has them no more, and the precache drops them. */
const FORMER = 'cotmoc-former';

async function keepFormer(): Promise<void> {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  // A tab alone runs the build that is active now; what lies here from earlier ones is nobody's any more.
  if (tabs.length <= 1) await caches.delete(FORMER);
  const former = await caches.open(FORMER);
  for (const name of (await caches.keys()).filter((key) => key.startsWith('workbox-precache'))) {
    const cache = await caches.open(name);
    const files = (await cache.keys()).filter(({ url }) => isBuilt(new URL(url)));
    for (const file of files) {
      const answer = await cache.match(file);
      if (answer && !(await former.match(file))) await former.put(file, answer);
    }
  }
}

const isBuilt = ({ origin, pathname }: URL): boolean => origin === self.location.origin && pathname.startsWith('/assets/');

self.addEventListener('install', (event) => {
  // Without room for it the new build comes all the same.
  if (self.registration.active) event.waitUntil(keepFormer().catch(() => undefined));
});
registerRoute(
  ({ url }) => isBuilt(url),
  async ({ request }) => (await caches.match(request, { cacheName: FORMER })) ?? fetch(request),
);

// The page that brought the worker in must open its other screens without a signal too, without being loaded again first.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', ({ data }) => {
  // The page asks, after the person agrees: swapping code under a half-filled form loses trust.
  if (data?.type === 'SKIP_WAITING') void self.skipWaiting();
});

/** The phone found signal in the pocket. An open page that is at it already holds the lock; then there is nothing to do. */
async function syncInBackground(accountId: AccountId): Promise<void> {
  const db = await openDb(accountId);
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
