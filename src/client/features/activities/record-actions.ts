import { useApp } from '../../app-context.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { isVerdict } from '../../records/attention-words.ts';
import { createAuthorOf } from '../../records/author.ts';
import { createRecordLine } from '../../records/record-line.ts';
import type { ActivityRow } from '../../store/db.ts';
import { sendAgain } from '../../store/feed/send-again.ts';
import { discardChange } from '../../store/records/discard-change.ts';
import { readFollowers } from '../../store/records/duplicates-here.ts';
import { restoreActivity, withdrawActivity } from '../../store/records/withdraw-activity.ts';
import { ask } from '../../ui/ask.tsx';
import { showSnack } from '../../ui/snack.tsx';

/** What is done to a record from several places: asks first where something stops counting, and can be taken back. */
export function createRecordActions() {
  const app = useApp();
  const lineOf = createRecordLine();
  const authorOf = createAuthorOf();
  const mint = (row: ActivityRow) => ({ id: row.id, now: app.now(), newId: app.newId });

  /** Nothing is said before it is done. */
  async function run(change: () => Promise<void>): Promise<boolean> {
    try {
      await change();
      app.sync.nudge();
      return true;
    } catch {
      showSnack({ text: labels().records.record.saveFailed, level: 'error' });
      return false;
    }
  }

  async function restore(row: ActivityRow): Promise<void> {
    if (await run(() => restoreActivity(app.db, mint(row)))) showSnack({ text: labels().records.record.restored });
  }

  /** What withdrawing leads to, as far as this phone knows. */
  async function consequence(row: ActivityRow): Promise<string> {
    const { record } = labels().records;
    const line = lineOf(row.content);
    if (row.state === 'duplicate') return record.withdrawDuplicateText(line);
    const { count, nextBy } = await readFollowers(app.db, [row.id]).catch(() => ({ count: 0, nextBy: [] }));
    const who = nextBy.map(authorOf);
    const standIn = count > 0 ? ` ${record.withdrawStandIn(formatNumber(count), who.join(', '))}` : '';
    return record.withdrawText(line) + standIn;
  }

  async function withdraw(row: ActivityRow): Promise<void> {
    const { record } = labels().records;
    const agreed = await ask({
      title: record.withdrawTitle,
      text: await consequence(row),
      confirm: record.withdraw,
      cancel: labels().common.cancel,
      danger: true,
    });
    if (!agreed || !(await run(() => withdrawActivity(app.db, mint(row))))) return;
    showSnack({ text: record.withdrawn, action: { label: labels().common.undo, onAction: () => void restore(row) } });
  }

  /** Leaves what the server refused; a record it never took becomes a draft again. */
  async function discard(row: ActivityRow): Promise<void> {
    const { attention } = labels().records;
    const isNew = row.version === 0;
    // A verdict is given again with one tap: nothing typed is lost with it.
    if (isVerdict(row.attention)) {
      if (await run(() => discardChange(app.db, row.id))) showSnack({ text: attention.verdictDiscarded });
      return;
    }
    const agreed = await ask({
      title: isNew ? attention.discardNewTitle : attention.discardTitle,
      text: isNew ? attention.discardNewText : attention.discardText,
      confirm: isNew ? attention.discardNew : attention.discard,
      cancel: labels().common.cancel,
      danger: true,
    });
    if (!agreed || !(await run(() => discardChange(app.db, row.id)))) return;
    showSnack({ text: isNew ? attention.backToDraft : attention.discarded });
  }

  const sendOnceMore = (row: ActivityRow): Promise<boolean> => run(() => sendAgain(app.db, row.id));

  return { withdraw, restore, discard, sendOnceMore };
}
