import { Show } from 'solid-js';
import { ATTENTION_SCREEN, ME_SCREEN, SIGN_IN_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { ageOf, formatNumber, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { UploadStatus } from '../../store/records/upload-status.ts';
import { Icon } from '../../ui/icon.tsx';
import { Sheet } from '../../ui/sheet.tsx';

/** From here on (ms) the age of what waits is said aloud. */
const LONG_WAIT_MS = 2 * 86_400_000;

/** The most pressing of what keeps records from being sent, and whether signing in again is the way out. */
function whyNot(status: UploadStatus, isOnline: boolean, now: number): { text: string; signIn: boolean } | undefined {
  const words = labels().common.status;
  const { reason, clockSkewMs, oldestWaitingAt } = status;
  if (reason === 'signed-out' || reason === 'wrong-account') return { text: words.why[reason], signIn: true };
  if (reason === 'update-required' || reason === 'storage') return { text: words.why[reason], signIn: false };
  if (oldestWaitingAt !== undefined && now - Date.parse(oldestWaitingAt) > LONG_WAIT_MS)
    return { text: words.waitingLong(ageOf(oldestWaitingAt, now)), signIn: false };
  if (!isOnline) return { text: words.why.offline, signIn: false };
  if (reason !== undefined) return { text: words.why[reason], signIn: false };
  if (clockSkewMs !== undefined) return { text: words.clock(ageOf(now - Math.abs(clockSkewMs), now)), signIn: false };
  return undefined;
}

/** "3 trên máy · 12 đã nhận · lần cuối 16:40", and why the rest has not gone yet. Being offline changes a line, never a layout. */
export function UploadStatusLine() {
  const app = useApp();
  const isOnline = (): boolean => app.sync.status().online;
  const words = () => labels().common.status;
  return (
    <Sheet label={words().name}>
      <Show when={app.status()} fallback={<p class="upload" />}>
        {(known) => (
          <>
            <a class="upload" href={known().attention > 0 ? ATTENTION_SCREEN : ME_SCREEN}>
              <span class="amber">
                <Icon name="phone" />
                <b class="figure">{formatNumber(known().onPhone)}</b> {words().onPhone}
              </span>
              <span class="sea">
                <Icon name="got" />
                <b class="figure">{formatNumber(known().received)}</b> {words().received}
              </span>
              <Show when={known().attention > 0}>
                <span class="red">
                  <Icon name="look" />
                  <b class="figure">{formatNumber(known().attention)}</b> {words().attention}
                </span>
              </Show>
              <span class="meta">
                {app.sync.status().phase === 'sending'
                  ? words().sendingNow
                  : known().lastContactAt
                    ? words().lastContact(formatTime(known().lastContactAt ?? '', app.now()))
                    : words().never}
              </span>
            </a>
            <Show when={whyNot(known(), isOnline(), app.now())}>
              {(why) => (
                <p class="upload-why" role="status">
                  <Icon name={isOnline() ? 'info' : 'nosig'} />
                  <span class="grow">{why().text}</span>
                  <Show when={why().signIn}>
                    <a class="link" href={SIGN_IN_SCREEN}>
                      {words().signIn}
                    </a>
                  </Show>
                </p>
              )}
            </Show>
          </>
        )}
      </Show>
    </Sheet>
  );
}
