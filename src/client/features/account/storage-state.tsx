import { createResource, createSignal, For, Show } from 'solid-js';
import { useApp } from '../../app-context.ts';
import { forgetsAfterWeek } from '../../forgets.ts';
import { formatNumber, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { type StorageEvent, storageEvents } from '../../store/safekeeping/held-ledger.ts';
import { askToPersist, isInstalled, isPersisted } from '../../sync/persist.ts';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { StateLine } from '../../ui/state-line.tsx';
import { canInstall, install } from './install.ts';

const usedMegabytes = async (): Promise<string | undefined> => {
  const usage = (await navigator.storage?.estimate?.())?.usage;
  return usage === undefined ? undefined : `${formatNumber(usage / 1_000_000)}\u00a0MB`;
};

/** A message that passed by is read again here. */
function Events(props: { events: readonly StorageEvent[]; now: number }) {
  const words = () => labels().account.me;
  const what = ({ kind, records }: StorageEvent): string =>
    kind === 'lost' ? words().lostEvent(formatNumber(records)) : words().regainedEvent(formatNumber(records));
  // What somebody else wrote in there is no event.
  const known = () => props.events.filter(({ at }) => Number.isFinite(at));
  return (
    <Show when={known().length > 0}>
      <p class="strong">{words().events}</p>
      <ul>
        <For each={known()}>
          {(event) => (
            <li>
              {formatTime(new Date(event.at).toISOString(), props.now)}: {what(event)}
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

/** Says honestly whether the browser may throw away what was never sent, and what helps. */
export function StorageState() {
  const app = useApp();
  const words = () => labels().account.me;
  const [persisted, { mutate }] = createResource(isPersisted);
  const [used] = createResource(usedMegabytes);
  const events = storageEvents(app.db);
  const [refused, setRefused] = createSignal(false);
  const protect = async (): Promise<void> => {
    const granted = await askToPersist();
    mutate(granted);
    setRefused(!granted);
  };
  return (
    <Sheet>
      <SheetHead barred icon="lock">
        {words().storage}
      </SheetHead>
      <div class="pad stack-tight">
        <Show
          when={persisted.latest}
          fallback={
            <>
              <StateLine kind="attention" word={words().unprotected} />
              <p>{words().unprotectedNote}</p>
              <Show when={forgetsAfterWeek()}>
                <p class="strong">{words().forgetsAfterWeek}</p>
              </Show>
              <Show when={!isInstalled()}>
                <p>
                  <span class="strong">{words().installTitle}</span> {canInstall() ? words().installNote : words().installHow}
                </p>
                <Show when={!canInstall()}>
                  <p>{words().installOwn}</p>
                </Show>
              </Show>
              <div class="row row-wrap">
                <Show when={canInstall()}>
                  <Key icon="dl" onPress={() => void install().then(protect)}>
                    {words().install}
                  </Key>
                </Show>
                <Key icon="lock" onPress={() => void protect()}>
                  {words().protect}
                </Key>
              </div>
              <Show when={refused()}>
                <Notice level="warn" live>
                  {words().protectRefused}
                </Notice>
              </Show>
            </>
          }
        >
          <StateLine kind="received" word={words().protected} />
          <p>{words().protectedNote}</p>
        </Show>
        <Events events={events} now={app.now()} />
        <Show when={used.latest}>{(size) => <p class="meta">{words().used(size())}</p>}</Show>
      </div>
    </Sheet>
  );
}
