import { createEffect, createMemo, createSignal, For, lazy, on, Show, Suspense } from 'solid-js';
import type { ActivityId } from '../../../domain/ids.ts';
import { activitySummary, DOT, dayShort } from '../../labels/format.ts';
import { labels, withWords } from '../../labels/labels.ts';
import { createListKeys } from '../../list-keys.ts';
import { createAuthorOf } from '../../records/author.ts';
import { Beside } from '../../ui/beside.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Plate } from '../../ui/plate.tsx';
import type { ReviewDoubt } from './doubts.ts';
import { createDoubtsOf, DoubtLine } from './review-card.tsx';
import { createTitleOf, type ReviewItem } from './review-item.ts';

// Only a desk has room for it.
const ReviewBeside = lazy(async () => ({
  default: (await withWords(['records', 'refusals', 'review'], import('./review-beside.lazy.tsx'))).ReviewBeside,
}));

interface ReviewLinesProps {
  items: readonly ReviewItem[];
  possibleDuplicates: ReadonlyMap<ActivityId, ReviewItem>;
  left?: ReadonlyMap<ActivityId, ReviewItem> | undefined;
  withoutLead: (item: ReviewItem) => boolean;
  hrefOf: (item: ReviewItem) => string;
  isChosen: (id: ActivityId) => boolean;
  onToggle: (id: ActivityId) => void;
  /** The record beside the list: what is judged while none is ticked. */
  onShown: (id: ActivityId | undefined) => void;
}

const lineId = (id: ActivityId): string => `line-${id}`;

/** At the desk: a line for each record, and beside them in full the one the person is at. */
export function ReviewLines(props: ReviewLinesProps) {
  const words = () => labels().review;
  const doubtsOf = createDoubtsOf();
  const [wanted, setWanted] = createSignal<ActivityId>();
  // Where the line one was at has been judged, the one that took its place is next.
  const shown = createMemo<{ readonly item: ReviewItem | undefined; readonly at: number }>(
    (before) => {
      const at = props.items.findIndex(({ id }) => id === (wanted() ?? before.item?.id));
      const next = at === -1 ? Math.min(before.at, props.items.length - 1) : at;
      return { item: props.items[next], at: Math.max(0, next) };
    },
    { item: undefined, at: 0 },
  );
  const current = (): ActivityId | undefined => shown().item?.id;
  createEffect(on(current, (id) => props.onShown(id)));
  const moveTo = (id: ActivityId): void => {
    setWanted(id);
    const line = document.getElementById(lineId(id));
    line?.focus({ preventScroll: true });
    line?.scrollIntoView({ block: 'nearest' });
  };
  const toggleCurrent = (): void => {
    const id = current();
    if (id !== undefined) props.onToggle(id);
  };
  createListKeys<ActivityId>({
    ids: () => props.items.map(({ id }) => id),
    current,
    onMove: moveTo,
    own: { c: toggleCurrent },
  });
  const aboutOf = (item: ReviewItem) => ({
    item,
    possibleDuplicate: props.possibleDuplicates.get(item.id),
    left: props.left?.get(item.id),
    withoutLead: props.withoutLead(item),
  });
  return (
    <Beside
      wide
      label={words().beside}
      detail={
        <Show when={shown().item}>
          {(item) => (
            <Suspense fallback={<Loading label={labels().common.loading} />}>
              <div class="row row-top">
                <span class="grow">
                  <For each={doubtsOf(aboutOf(item()))}>{(doubt) => <DoubtLine doubt={doubt} />}</For>
                </span>
                <a class="link" href={props.hrefOf(item())}>
                  {words().open}
                </a>
              </div>
              <ReviewBeside item={item()} possibleDuplicate={props.possibleDuplicates.get(item().id)} />
            </Suspense>
          )}
        </Show>
      }
    >
      <p class="meta">{words().keys}</p>
      <ul class="sheet review-lines">
        <For each={props.items}>
          {(item) => (
            <ReviewLine
              item={item}
              doubts={doubtsOf(aboutOf(item))}
              current={current() === item.id}
              chosen={props.isChosen(item.id)}
              onToggle={() => props.onToggle(item.id)}
              onGo={() => setWanted(item.id)}
            />
          )}
        </For>
      </ul>
    </Beside>
  );
}

interface ReviewLineProps {
  item: ReviewItem;
  doubts: readonly ReviewDoubt[];
  current: boolean;
  chosen: boolean;
  onToggle: () => void;
  onGo: () => void;
}

function ReviewLine(props: ReviewLineProps) {
  const titleOf = createTitleOf();
  const authorOf = createAuthorOf();
  const name = (): string => titleOf(props.item.content);
  return (
    <li class="review-line" classList={{ 'review-line-at': props.current }}>
      <input
        type="checkbox"
        class="review-line-tick"
        aria-label={labels().review.choose(name())}
        checked={props.chosen}
        onChange={() => props.onToggle()}
      />
      <button
        type="button"
        id={lineId(props.item.id)}
        class="review-line-go"
        aria-current={props.current ? 'true' : undefined}
        onClick={() => props.onGo()}
      >
        <span class="figure">{dayShort(props.item.content.date)}</span>
        <span class="review-line-what">
          <Plate code={props.item.content.itemCode} /> <b>{name()}</b>
          {DOT}
          {activitySummary(props.item.content)}
        </span>
        <span class="meta">
          {authorOf(props.item.authorId)}
          <For each={props.doubts}>
            {(doubt) => (
              <span class="review-line-doubt">
                <Icon name={doubt.icon} size="s" />
                <span class="unseen">{doubt.word}</span>
              </span>
            )}
          </For>
        </span>
      </button>
    </li>
  );
}
