import { createMemo, createSignal, Show, Suspense } from 'solid-js';
import type { ActivityId, UnitId } from '../../../domain/ids.ts';
import { addressOf, RECORD_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { ageOf, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { LazyUnplacedNotice } from '../../records/unplaced.tsx';
import { createLiveQuery } from '../../store/live.ts';
import { readLeft } from '../../store/records/duplicates-here.ts';
import { findPossibleDuplicate } from '../../store/records/possible-duplicate.lazy.ts';
import { countToReview } from '../../store/records/review-count.lazy.ts';
import { oldestToReview, readCandidates, readToReview } from '../../store/records/review-list.ts';
import { reuseUnchanged } from '../../store/reuse-unchanged.ts';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { createJudgedAway } from './judged-away.ts';
import { itemOfRow, type ReviewItem } from './review-item.ts';
import { ReviewList } from './review-list.tsx';

const PAGE = 50;

/** The unit's records as they lie on the lead's phone: judged with or without a signal. */
export function LeadReview(props: { unitIds: readonly UnitId[] }) {
  const app = useApp();
  const [limit, setLimit] = createSignal(PAGE);
  const words = () => labels().review;
  const read = createLiveQuery(async () => {
    const rows = await readToReview(app.db, props.unitIds, { limit: limit() });
    const possibleDuplicates = new Map<ActivityId, ReviewItem>();
    for (const row of rows) {
      const possibleDuplicate = await findPossibleDuplicate(app.db, row, row.id);
      if (possibleDuplicate) possibleDuplicates.set(row.id, itemOfRow(possibleDuplicate));
    }
    const left = await readLeft(app.db);
    return { items: rows.map(itemOfRow), possibleDuplicates, left: new Map([...left].map(([id, row]) => [id, itemOfRow(row)])) };
  });
  const total = createLiveQuery(async () => ({
    count: await countToReview(app.db, props.unitIds),
    oldest: await oldestToReview(app.db, props.unitIds),
  }));
  // What says what it said before stays the very same object, so that its card is not built again under a finger.
  const waiting = createMemo<readonly ReviewItem[]>((before) => reuseUnchanged(before, read()?.items ?? []), []);
  const away = createJudgedAway(() => read()?.items);
  const items = createMemo(() => waiting().filter((item) => !away.has(item.id)));
  const candidates = async (of: ReviewItem): Promise<ReviewItem[]> => (await readCandidates(app.db, of.content)).map(itemOfRow);
  return (
    <ReviewList
      items={items()}
      possibleDuplicates={read()?.possibleDuplicates ?? new Map()}
      left={read()?.left ?? new Map()}
      withoutLead={() => false}
      hrefOf={(item) => addressOf(RECORD_SCREEN, { params: { id: item.id } })}
      candidates={candidates}
      onJudged={away.add}
      onUndone={away.drop}
      head={
        <Suspense>
          <LazyUnplacedNotice />
        </Suspense>
      }
      isEmpty={read()?.items.length === 0}
      end={
        <Show when={total()?.count}>
          {(count) => (
            <>
              <b>{words().waiting(formatNumber(count()))}</b>
              <Show when={total()?.oldest}>
                {(oldest) => (
                  <>
                    <br />
                    {words().oldest(ageOf(`${oldest()}T00:00:00+07:00`, app.now()))}
                  </>
                )}
              </Show>
            </>
          )}
        </Show>
      }
      foot={
        <Show when={read()} fallback={<Loading label={labels().common.loading} />}>
          <Show when={(total()?.count ?? 0) > waiting().length}>
            <Key onPress={() => setLimit(limit() + PAGE)}>{words().more}</Key>
          </Show>
        </Show>
      }
    />
  );
}
