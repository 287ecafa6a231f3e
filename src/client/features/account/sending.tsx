import { createSignal, Show } from 'solid-js';
import type { WaitingCount } from '../../../domain/waiting-changes.ts';
import { useApp } from '../../app-context.ts';
import { ageOf, formatNumber, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { countParked } from '../../store/feed/feed-state.ts';
import { sendAgain } from '../../store/feed/send-again.ts';
import { createLiveQuery } from '../../store/live.ts';
import { parseUnsent } from '../../store/records/unsent.ts';
import { readUploadStatus, type UploadStatus } from '../../store/records/upload-status.ts';
import { countWaiting } from '../../store/records/waiting-count.ts';
import { exportFile } from '../../store/safekeeping/export-file.ts';
import { takeInUnsent } from '../../store/safekeeping/take-in-unsent.ts';
import type { SyncOutcome } from '../../sync/outcome.ts';
import { Key } from '../../ui/key.tsx';
import { FileRow, LinkRow } from '../../ui/link-row.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { StateLine } from '../../ui/state-line.tsx';
import { waitingText } from './waiting-text.ts';
import { whatIsLeft } from './what-is-left.ts';

/** What waits on this phone and since when, and the way to hand it in if it never goes. */
export function WaitingSection() {
  const app = useApp();
  const words = () => labels().account.me;
  const status = app.status;
  const drafts = createLiveQuery(() => app.db.drafts.count());
  const waiting = createLiveQuery(() => countWaiting(app.db));
  const parked = createLiveQuery(() => countParked(app.db));
  const waits = (): boolean => (status()?.onPhone ?? 0) > 0;
  const lost = (): number => status()?.lost ?? 0;
  // Nothing is said of it before it is known.
  const left = () => {
    const known = status();
    return known && whatIsLeft(known);
  };
  return (
    <Sheet>
      <SheetHead barred icon="send">
        {words().sending}
      </SheetHead>
      <div class="pad stack-tight">
        <Show when={lost() > 0}>
          <StateLine kind="attention" word={words().lost(formatNumber(lost()))}>
            {words().lostNote}
          </StateLine>
        </Show>
        <Show
          when={waits()}
          fallback={
            <Show when={left() === 'nothing'}>
              <StateLine kind="received" word={words().nothingWaits}>
                {status()?.lastContactAt && labels().common.status.lastContact(formatTime(status()?.lastContactAt ?? '', app.now()))}
              </StateLine>
            </Show>
          }
        >
          <StateLine kind="phone" word={words().waiting(waitingText(waiting() ?? { records: status()?.onPhone ?? 0, verdicts: 0 }))}>
            {status()?.oldestWaitingAt && words().since(ageOf(status()?.oldestWaitingAt ?? '', app.now()))}
          </StateLine>
        </Show>
        <Show when={(drafts() ?? 0) > 0}>
          <StateLine kind="draft" word={words().drafts(formatNumber(drafts() ?? 0))} />
        </Show>
        <Show when={(status()?.attention ?? 0) > 0}>
          <StateLine kind="attention" word={words().attention(formatNumber(status()?.attention ?? 0))} />
        </Show>
        <Show when={parked()?.records}>
          {(records) => <StateLine kind="received" word={words().parkedRecords(formatNumber(records()))} />}
        </Show>
        <Show when={parked()?.others}>{(others) => <StateLine kind="received" word={words().parkedOthers(formatNumber(others()))} />}</Show>
      </div>
      <Show when={waits() || (drafts() ?? 0) > 0 || (status()?.attention ?? 0) > 0}>
        <LinkRow
          icon="share"
          title={words().export}
          note={words().exportNote}
          onPress={() => {
            exportFile(app.db, app.person.staffCode, app.now()).then(
              (count) => showSnack({ text: labels().common.trouble.exported(formatNumber(count)), icon: 'dl' }),
              () => showSnack({ text: labels().common.trouble.exportFailed, level: 'error' }),
            );
          }}
        />
      </Show>
      <TakeIn />
    </Sheet>
  );
}

/** Work that another phone could not send: it comes in from that phone's file and goes out from here. */
function TakeIn() {
  const app = useApp();
  const words = () => labels().account.me;
  const say = (text: string): void => showSnack({ text, level: 'error' });
  const takeIn = async (file: File): Promise<void> => {
    const read = parseUnsent(await file.text());
    if (!read.ok) return say(words().importWrong);
    const { accountId, staffCode } = read.value;
    if (accountId !== app.db.accountId) return say(words().importOther(staffCode));
    const { records, drafts, known } = await takeInUnsent(app.db, read.value);
    app.sync.nudge();
    showSnack({
      text: words().imported(formatNumber(records), formatNumber(drafts)),
      note: known > 0 ? words().importKnown(formatNumber(known)) : undefined,
    });
  };
  return (
    <FileRow title={words().import} note={words().importNote} onFile={(file) => void takeIn(file).catch(() => say(words().importFailed))} />
  );
}

/** What is said once a sync has ended well. */
function sentWords(status: UploadStatus, waiting: WaitingCount): string {
  const words = labels().account.me;
  const said = {
    lost: () => words.sentButLost(formatNumber(status.lost)),
    waiting: () => words.stillWaits(waitingText(waiting)),
    attention: () => words.attention(formatNumber(status.attention)),
    nothing: () => words.allSent,
  };
  return said[whatIsLeft(status)]();
}

/** One press, one answer in words. */
export function SendNow() {
  const app = useApp();
  const words = () => labels().account.me;
  const [busy, setBusy] = createSignal(false);
  const tell = async (outcome: SyncOutcome): Promise<void> => {
    if (outcome.kind !== 'done') return showSnack({ text: labels().common.status.why[outcome.kind], icon: 'info' });
    const status = await readUploadStatus(app.db);
    showSnack({ text: sentWords(status, await countWaiting(app.db)), icon: whatIsLeft(status) === 'nothing' ? 'got' : 'info' });
  };
  const send = async (): Promise<void> => {
    if (busy()) return;
    setBusy(true);
    try {
      // What the server failed over too often goes too; where the store does not take that, the rest goes all the same.
      await sendAgain(app.db).catch(() => undefined);
      await tell(await app.sync.syncNow());
    } finally {
      setBusy(false);
    }
  };
  return (
    <Key kind="main" big icon="send" onPress={() => void send()}>
      {busy() ? words().sendingNow : words().sendNow}
    </Key>
  );
}
