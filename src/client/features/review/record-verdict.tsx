import { createEffect, createMemo, on, Show } from 'solid-js';
import { covers } from '../../../domain/person.ts';
import type { ServerActivity } from '../../../protocol/server-activity.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import type { ActivityRow } from '../../store/db.ts';
import { createLiveQuery } from '../../store/live.ts';
import { readJudged } from '../../store/records/review-count.lazy.ts';
import { readCandidates } from '../../store/records/review-list.ts';
import { officeCandidates } from './office-candidates.ts';
import { itemOfRow, itemOfServer, type ReviewItem } from './review-item.ts';
import { VerdictKeys } from './verdict-keys.tsx';

/** The verdict keys on the page of a record this person reviews, once the server has it. */
export function RecordVerdict(props: { row: ActivityRow }) {
  const app = useApp();
  const isMine = (): boolean =>
    props.row.version > 0 && props.row.state !== 'withdrawn' && covers(app.scope.reviews, props.row.content.unitId);
  const candidates = async (of: ReviewItem): Promise<ReviewItem[]> => (await readCandidates(app.db, of.content)).map(itemOfRow);
  return (
    <Show when={isMine()}>
      <VerdictKeys targets={[itemOfRow(props.row)]} candidates={candidates} />
    </Show>
  );
}

/** The same on the page of a record that lies at the office only. `onReceived`: the office has the verdict, and with it another record. */
export function OfficeVerdict(props: { record: ServerActivity; onReceived: () => void }) {
  const app = useApp();
  const judged = createLiveQuery(() => readJudged(app.db));
  const isUnderWay = createMemo(() => judged()?.has(props.record.id) === true);
  const isMine = (): boolean => props.record.state !== 'withdrawn' && covers(app.scope.reviews, props.record.content.unitId);
  createEffect(on(isUnderWay, (is, was) => was === true && !is && props.onReceived()));
  return (
    <Show when={isMine()}>
      <Show when={!isUnderWay()} fallback={<p class="meta">{labels().review.done.kept}</p>}>
        <VerdictKeys targets={[itemOfServer(props.record)]} candidates={officeCandidates} />
      </Show>
    </Show>
  );
}
