import { createUniqueId, For, Show } from 'solid-js';
import { isPossibleDuplicate } from '../../../domain/possible-duplicate.ts';
import { useApp } from '../../app-context.ts';
import { activitySummary, DOT, dayShort } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { createAuthorOf } from '../../records/author.ts';
import { subjectOf } from '../../records/subject.ts';
import { Icon } from '../../ui/icon.tsx';
import { Plate } from '../../ui/plate.tsx';
import type { ReviewDoubt } from './doubts.ts';
import { doubtsOf } from './doubts.ts';
import { planNamed } from './plan-named.ts';
import { createTitleOf, type ReviewItem } from './review-item.ts';

export interface ReviewCardProps {
  item: ReviewItem;
  chosen: boolean;
  onToggle: () => void;
  href: string;
  /** A record that says the same. */
  possibleDuplicate: ReviewItem | undefined;
  /** A record of the same activity that was withdrawn or returned: this one may count in its place. */
  left?: ReviewItem | undefined;
  /** All that stands in the list is of one plan, which is named above it. */
  onePlan?: boolean | undefined;
  /** Nobody of its unit can judge it. */
  withoutLead: boolean;
}

/** What is known of a record beside what it says. */
export type AboutItem = Pick<ReviewCardProps, 'item' | 'possibleDuplicate' | 'left' | 'withoutLead'>;

/** All that a reviewer should look at twice, in words. */
export function createDoubtsOf(): (about: AboutItem) => ReviewDoubt[] {
  const authorOf = createAuthorOf();
  const words = () => labels().review;
  const duplicateWhy = (item: ReviewItem, possibleDuplicate: ReviewItem): string =>
    isPossibleDuplicate(item.content, possibleDuplicate.content) ? words().doubts.duplicateWhy : words().doubts.nearWhy;
  const leftWhy = ({ state, authorId }: ReviewItem): string =>
    words().doubts.sameActivityWhy[state === 'returned' ? 'returned' : 'withdrawn'](authorOf(authorId));
  return ({ item, possibleDuplicate, left, withoutLead }) => [
    ...(withoutLead ? [{ icon: 'people', word: words().noLead, why: '' } as const] : []),
    ...doubtsOf(item),
    ...(left ? [{ icon: 'dup', word: words().doubts.sameActivity, why: leftWhy(left) } as const] : []),
    ...(possibleDuplicate ? [{ icon: 'dup', word: words().doubts.duplicate, why: duplicateWhy(item, possibleDuplicate) } as const] : []),
  ];
}

/** One record to be judged: the whole card is its tick box, what is doubtful stands inside. */
export function ReviewCard(props: ReviewCardProps) {
  const app = useApp();
  const id = createUniqueId();
  const titleOf = createTitleOf();
  const authorOf = createAuthorOf();
  const words = () => labels().review;
  const plan = () => (props.onePlan ? undefined : planNamed(app.plans() ?? [], props.item.content.planId));
  const allDoubts = createDoubtsOf();
  return (
    <li>
      <label class="review-card" classList={{ 'review-card-on': props.chosen }}>
        <span class="review-tick">
          <input class="unseen" type="checkbox" aria-labelledby={id} checked={props.chosen} onChange={() => props.onToggle()} />
          <span class="review-box" aria-hidden="true">
            <Show when={props.chosen}>
              <Icon name="tick" />
            </Show>
          </span>
        </span>
        <span class="review-body">
          <span class="row row-top">
            <Plate code={props.item.content.itemCode} />
            <span class="meta grow review-who">
              {authorOf(props.item.authorId)}
              {DOT}
              {dayShort(props.item.content.date)}
            </span>
          </span>
          <Show when={plan()}>{(name) => <span class="meta">{name()}</span>}</Show>
          <b class="review-title" id={id}>
            {titleOf(props.item.content)}
          </b>
          <Show when={subjectOf(props.item.content)}>{(subject) => <span>{subject()}</span>}</Show>
          <span>{activitySummary(props.item.content)}</span>
          <Show when={props.item.content.note}>{(note) => <span class="meta">{note()}</span>}</Show>
          <For each={allDoubts(props)}>{(doubt) => <DoubtLine doubt={doubt} />}</For>
          <Show when={props.possibleDuplicate}>
            {(possibleDuplicate) => <PossibleDuplicate item={props.item} possibleDuplicate={possibleDuplicate()} />}
          </Show>
          <a class="link review-open" href={props.href}>
            {words().open}
            <span class="unseen">: {titleOf(props.item.content)}</span>
          </a>
        </span>
      </label>
    </li>
  );
}

export function DoubtLine(props: { doubt: ReviewDoubt }) {
  return (
    <span class="review-doubt">
      <Icon name={props.doubt.icon} size="s" />
      <span>
        <b>{props.doubt.word}</b>
        <Show when={props.doubt.why}>
          {DOT}
          {props.doubt.why}
        </Show>
      </span>
    </span>
  );
}

/** Both beside each other, so that a glance is enough. */
function PossibleDuplicate(props: { item: ReviewItem; possibleDuplicate: ReviewItem }) {
  const authorOf = createAuthorOf();
  const words = () => labels().review.doubts;
  return (
    <span class="review-twins">
      <span>
        <span class="meta">{words().mine(authorOf(props.item.authorId))}</span>
        {activitySummary(props.item.content)}
      </span>
      <span>
        <span class="meta">
          {words().other(labels().domain.states[props.possibleDuplicate.state].toLowerCase(), authorOf(props.possibleDuplicate.authorId))}
        </span>
        {activitySummary(props.possibleDuplicate.content)}
      </span>
    </span>
  );
}
