import { useLocation } from '@solidjs/router';
import { createResource, createSignal, createUniqueId, Show } from 'solid-js';
import { ME_SCREEN } from '../../addresses.ts';
import { type App, useApp } from '../../app-context.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { readMeta, writeMeta } from '../../store/meta.ts';
import { canLock } from '../../store/seal/lock-key.ts';
import { Key } from '../../ui/key.tsx';
import { createModal } from '../../ui/modal.ts';
import { Prompt } from '../../ui/prompt.tsx';
import '../../ui/lazy.css';

const DAY_MS = 86_400_000;
const GRACE_DAYS = 7;

/** Days that are left to choose a PIN, counted from when this phone first heard of it. */
async function readDaysLeft({ db, now }: App): Promise<number> {
  const known = await readMeta(db, 'pinAskedAt');
  if (known === undefined) await writeMeta(db, 'pinAskedAt', now());
  return Math.ceil(((known ?? now()) + GRACE_DAYS * DAY_MS - now()) / DAY_MS);
}

/** The unit asks for a PIN: said on every screen but a form, and after the days of grace before anything else. */
export function PinAsked(props: { quiet: boolean }) {
  const app = useApp();
  const location = useLocation();
  const words = () => labels().lock;
  // A full storage takes no note of the day: then nothing is asked until it does.
  const [days] = createResource(() => readDaysLeft(app).catch(() => undefined));
  const [later, setLater] = createSignal(false);
  // Where the browser can seal nothing, asking for it would only shut the person out.
  const isShown = (): boolean => canLock() && !props.quiet && location.pathname !== ME_SCREEN;
  const isOver = (): boolean => (days.latest ?? 1) <= 0;
  return (
    <Show when={isShown() && days.latest !== undefined && (isOver() || !later())}>
      <Show when={!isOver()} fallback={<Overdue />}>
        <Prompt
          icon="lock"
          title={words().askedKey}
          role="region"
          keys={
            <>
              <Key grow onPress={() => setLater(true)}>
                {words().askedLater}
              </Key>
              <Key grow kind="main" href={ME_SCREEN}>
                {words().askedKey}
              </Key>
            </>
          }
        >
          {(days.latest ?? 0) > 1 ? words().asked(formatNumber(days.latest ?? 0)) : words().askedToday}
        </Prompt>
      </Show>
    </Show>
  );
}

function Overdue() {
  const id = createUniqueId();
  const words = () => labels().lock;
  const setDialog = createModal(
    () => true,
    () => undefined,
  );
  return (
    <dialog class="dialog ask" aria-labelledby={id} ref={setDialog}>
      <div class="ask-in">
        <h2 class="title" id={id}>
          {words().overdueTitle}
        </h2>
        <p>{words().overdueText}</p>
        <Key kind="main" href={ME_SCREEN}>
          {words().askedKey}
        </Key>
      </div>
    </dialog>
  );
}
