import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import type { ActivityId } from '../../../domain/ids.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Empty } from '../../ui/empty.tsx';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { Screen } from '../../ui/screen.tsx';
import { createWide, DESK } from '../../wide.ts';
import { doubtsOf } from './doubts.ts';
import { ReviewCard } from './review-card.tsx';
import type { ReviewItem } from './review-item.ts';
import { goToLine, ReviewLines } from './review-lines.tsx';
import { VerdictKeys } from './verdict-keys.tsx';
import './review.css';

export interface ReviewListProps {
  items: readonly ReviewItem[];
  possibleDuplicates: ReadonlyMap<ActivityId, ReviewItem>;
  /** Records of the same activity that were withdrawn or returned. */
  left?: ReadonlyMap<ActivityId, ReviewItem> | undefined;
  withoutLead: (item: ReviewItem) => boolean;
  /** All of it is of one plan, which the head names. */
  onePlan?: boolean | undefined;
  hrefOf: (item: ReviewItem) => string;
  candidates: (of: ReviewItem) => Promise<readonly ReviewItem[]>;
  onJudged?: ((ids: readonly ActivityId[]) => void) | undefined;
  onUndone?: ((ids: readonly ActivityId[]) => void) | undefined;
  end: JSX.Element;
  head?: JSX.Element;
  /** Below the list: how to get more, or why there is none. */
  foot?: JSX.Element;
  /** All was read and nothing is there. */
  isEmpty: boolean;
  /** What stands there then, where it is not simply that all is done. */
  empty?: JSX.Element;
}

export function NothingToReview() {
  const words = () => labels().review;
  return (
    <Empty title={words().empty}>
      <p>{words().emptyText}</p>
    </Empty>
  );
}

/** Cards to choose from, and one decision for all that are chosen. */
export function ReviewList(props: ReviewListProps) {
  const [marked, setMarked] = createSignal<ReadonlySet<ActivityId>>(new Set());
  const words = () => labels().review;
  const isWide = createWide(DESK);
  const [shown, setShown] = createSignal<ActivityId>();
  const [asking, setAsking] = createSignal(false);
  const chosen = createMemo(() => props.items.filter((item) => marked().has(item.id)));
  /** At the desk what is shown beside the list is judged while nothing is ticked. */
  const targets = (): readonly ReviewItem[] =>
    isWide() && chosen().length === 0 ? props.items.filter((item) => item.id === shown()) : chosen();
  const plain = createMemo(() =>
    props.items.filter((item) => doubtsOf(item).length === 0 && !props.possibleDuplicates.has(item.id) && !props.left?.has(item.id)),
  );
  const toggle = (id: ActivityId): void => {
    const next = new Set(marked());
    if (!next.delete(id)) next.add(id);
    setMarked(next);
  };
  const judged = (ids: readonly ActivityId[]): void => {
    setMarked(new Set<ActivityId>());
    props.onJudged?.(ids);
    // The line that had the focus is gone.
    if (isWide()) goToLine(shown());
  };
  return (
    <Screen
      title={words().title}
      end={props.end}
      fill={props.isEmpty}
      wide={isWide()}
      dock={
        <Show when={props.items.length > 0 || asking()}>
          <VerdictKeys
            targets={targets()}
            candidates={props.candidates}
            counted
            keyed={isWide()}
            onJudged={judged}
            onUndone={props.onUndone}
            onAsking={setAsking}
          />
        </Show>
      }
    >
      {props.head}
      <Show when={props.isEmpty}>{props.empty ?? <NothingToReview />}</Show>
      <Show when={props.items.length > 0}>
        <div class="chips">
          <Show when={chosen().length === 0 && plain().length > 0}>
            <FilterChip
              icon="check2"
              label={words().choosePlain(formatNumber(plain().length))}
              on={false}
              onPress={() => setMarked(new Set(plain().map((item) => item.id)))}
            />
          </Show>
          <Show when={chosen().length > 0}>
            <FilterChip icon="x" label={words().chooseNone} on={false} onPress={() => setMarked(new Set<ActivityId>())} />
          </Show>
        </div>
        <Show
          when={!isWide()}
          fallback={
            <ReviewLines
              items={props.items}
              possibleDuplicates={props.possibleDuplicates}
              left={props.left}
              withoutLead={props.withoutLead}
              onePlan={props.onePlan}
              hrefOf={props.hrefOf}
              isChosen={(id) => marked().has(id)}
              onToggle={toggle}
              onShown={setShown}
            />
          }
        >
          <ul class="review-cards">
            <For each={props.items}>
              {(item) => (
                <ReviewCard
                  item={item}
                  chosen={marked().has(item.id)}
                  onToggle={() => toggle(item.id)}
                  href={props.hrefOf(item)}
                  possibleDuplicate={props.possibleDuplicates.get(item.id)}
                  left={props.left?.get(item.id)}
                  withoutLead={props.withoutLead(item)}
                  onePlan={props.onePlan}
                />
              )}
            </For>
          </ul>
        </Show>
      </Show>
      {props.foot}
    </Screen>
  );
}
