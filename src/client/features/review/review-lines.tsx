import { createEffect, createMemo, createSignal, For, lazy, on, Show, Suspense } from 'solid-js';
import type { ActivityId } from '../../../domain/ids.ts';
import { useApp } from '../../app-context.ts';
import { activitySummary, DOT, dayShort } from '../../labels/format.ts';
import { labels, withWords } from '../../labels/labels.ts';
import { LetterKeysChoice } from '../../letter-keys-choice.tsx';
import { createListKeys } from '../../list-keys.ts';
import { createAuthorOf } from '../../records/author.ts';
import { Beside } from '../../ui/beside.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Plate } from '../../ui/plate.tsx';
import type { ReviewDoubt } from './doubts.ts';
import { planNamed } from './plan-named.ts';
import { createDoubtsOf, DoubtLine } from './review-card.tsx';
import { createTitleOf, type ReviewItem } from './review-item.ts';
import { type ShownLine, shownLine } from './shown-line.ts';

// Only a desk has room for it.
const ReviewBeside = lazy(async () => ({
  default: (await withWords(['records', 'refusals', 'review'], import('./review-beside.lazy.tsx'))).ReviewBeside,
}));

interface ReviewLinesProps {
  items: readonly ReviewItem[];
  possibleDuplicates: ReadonlyMap<ActivityId, ReviewItem>;
  left?: ReadonlyMap<ActivityId, ReviewItem> | undefined;
  withoutLead: (item: ReviewItem) => boolean;
  /** All of it is of one plan, which the head names. */
  onePlan?: boolean | undefined;
  hrefOf: (item: ReviewItem) => string;
  isChosen: (id: ActivityId) => boolean;
  onToggle: (id: ActivityId) => void;
  /** The record beside the list: what is judged while none is ticked. */
  onShown: (id: ActivityId | undefined) => void;
}

const lineId = (id: ActivityId): string => `line-${id}`;

/** Gives the focus to the line of a record; where no line is left, to the heading of the screen. */
export function goToLine(id: ActivityId | undefined): void {
  const line = id === undefined ? null : document.getElementById(lineId(id));
  (line ?? document.querySelector('h1'))?.focus({ preventScroll: true });
  line?.scrollIntoView({ block: 'nearest' });
}

/** At the desk: a line for each record, and beside them in full the one the person is at. */
export function ReviewLines(props: ReviewLinesProps) {
  const app = useApp();
  const words = () => labels().review;
  const doubtsOf = createDoubtsOf();
  const planOf = ({ content }: ReviewItem): string | undefined =>
    props.onePlan ? undefined : planNamed(app.plans() ?? [], content.planId);
  const [wanted, setWanted] = createSignal<ActivityId>();
  const ids = createMemo(() => props.items.map(({ id }) => id));
  const shown = createMemo<ShownLine>((before) => shownLine(ids(), wanted(), before), { id: undefined, at: 0 });
  const shownItem = () => props.items[shown().at];
  const current = (): ActivityId | undefined => shown().id;
  createEffect(on(current, (id) => props.onShown(id)));
  const moveTo = (id: ActivityId): void => {
    setWanted(id);
    goToLine(id);
  };
  const toggleCurrent = (): boolean => {
    const id = current();
    if (id !== undefined) props.onToggle(id);
    return id !== undefined;
  };
  createListKeys<ActivityId>({
    ids,
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
        <Show when={shownItem()}>
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
              <ReviewBeside item={item()} possibleDuplicate={props.possibleDuplicates.get(item().id)} planOf={planOf} />
            </Suspense>
          )}
        </Show>
      }
    >
      <LetterKeysChoice keys={words().keys} />
      <ul class="sheet review-lines">
        <For each={props.items}>
          {(item) => (
            <ReviewLine
              item={item}
              plan={planOf(item)}
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
  /** Its name, where records of several stand among each other. */
  plan: string | undefined;
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
          <Show when={props.plan}>{(plan) => <span class="meta review-line-plan">{plan()}</span>}</Show>
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
