import { createEffect, createSignal, Show } from 'solid-js';
import { Workbox } from 'workbox-window';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { savesData } from '../../saves-data.ts';
import type { FileGroup } from '../../shipped/build.ts';
import { updateWhenHeard } from '../../shipped/update-when-heard.ts';
import { fetchWorkerFile, WORKER_OPTIONS, workerFile } from '../../shipped/worker-file.ts';
import type { AppDb } from '../../store/db.ts';
import { createLiveQuery } from '../../store/live.ts';
import { readUploadStatus } from '../../store/records/upload-status.ts';
import { Key } from '../../ui/key.tsx';
import { Prompt } from '../../ui/prompt.tsx';
import { whileSeen } from '../../while-seen.ts';

/** A page that is never closed, and that no answer of the office reaches, still hears of a new version (ms). */
const DAY_MS = 86_400_000;

const [isWaiting, setIsWaiting] = createSignal(false);
let workbox: Workbox | undefined;

/** Events are heard only by who listens at the time; what waits can be seen at any time. */
async function lookForWaiting(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration?.active && registration.waiting) setIsWaiting(true);
}

async function register(made: Workbox): Promise<void> {
  // A page that no worker brought may be newer than the copy that the browser has of the worker.
  if (!navigator.serviceWorker.controller) await fetchWorkerFile();
  await made.register();
  updateWhenHeard(() => made.update());
  whileSeen(DAY_MS, () => void made.update().catch(() => undefined));
}

/** Registers the service worker, once for the life of the page; over plain http a browser has none. */
function watch(): Workbox | undefined {
  if (workbox || !navigator.serviceWorker) return workbox;
  const made = new Workbox(workerFile(), WORKER_OPTIONS);
  workbox = made;
  made.addEventListener('waiting', () => setIsWaiting(true));
  // Without a worker the app works with signal only; the next start tries again.
  void register(made).catch(() => undefined);
  return made;
}

/**
 * Asks the worker, once there is one, to have what such people need besides; what it has already costs nothing. Where data is spared
 * these screens are fetched when they are opened.
 */
export function askToKeep(groups: readonly FileGroup[]): void {
  if (groups.length === 0 || savesData()) return;
  void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage({ type: 'KEEP', groups }));
}

/** What stays as it is, counted, for whoever is signed in. */
function UnchangedCounts(props: { db: AppDb }) {
  const status = createLiveQuery(() => readUploadStatus(props.db));
  const drafts = createLiveQuery(() => props.db.drafts.count());
  const words = () => labels().account.update;
  const records = (): number => (status()?.onPhone ?? 0) + (status()?.attention ?? 0);
  return <>{records() + (drafts() ?? 0) === 0 ? words().keptAll : words().kept(formatNumber(records()), formatNumber(drafts() ?? 0))}</>;
}

/**
 * Offers a new version, never forces it: code is not swapped under a page that somebody is reading or filling in.
 * `quiet` while a form is open.
 */
export function UpdatePrompt(props: { db?: AppDb | undefined; quiet: boolean }) {
  const words = () => labels().account.update;
  const [later, setLater] = createSignal(false);
  const worker = watch();
  const change = async (): Promise<void> => {
    const registration = await navigator.serviceWorker?.getRegistration();
    // Another tab has let it in meanwhile: here only the page is still the older one.
    if (!registration?.waiting) return location.reload();
    // Only this page, whose person agreed; another tab asks its own person.
    worker?.addEventListener('controlling', () => location.reload());
    worker?.messageSkipWaiting();
  };
  createEffect(() => {
    if (!props.quiet) void lookForWaiting().catch(() => undefined);
  });
  return (
    <Show when={isWaiting() && !later() && !props.quiet}>
      <Prompt
        icon="new"
        title={words().title}
        role="dialog"
        keys={
          <>
            <Key grow onPress={() => setLater(true)}>
              {words().later}
            </Key>
            <Key grow kind="main" onPress={() => void change()}>
              {words().now}
            </Key>
          </>
        }
      >
        {words().text}{' '}
        <Show when={props.db} fallback={words().keptAll}>
          {(db) => <UnchangedCounts db={db()} />}
        </Show>
      </Prompt>
    </Show>
  );
}
