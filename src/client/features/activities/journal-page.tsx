import { createEffect, createMemo, For, type JSX, onCleanup, Show } from 'solid-js';
import type { Day } from '../../../domain/day.ts';
import { ATTENTION_SCREEN } from '../../addresses.ts';
import { dayShort, dayWord, formatNumber, weekday } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { ActivityRow, DraftRow } from '../../store/db.ts';
import { reuseUnchanged } from '../../store/reuse-unchanged.ts';
import { Key } from '../../ui/key.tsx';
import { dayNote, groupByDay, type JournalDay, reuseUnchangedDays } from './journal-days.ts';
import { DraftEntry, JournalEntry } from './journal-entry.tsx';

function noteOf(day: Day, today: Day): string {
  const note = dayNote(day, today);
  const words = labels().records.journal;
  switch (note?.kind) {
    case 'weekday':
      return `${weekday(day)} ${dayShort(day)}`;
    case 'daysAgo':
      return words.daysAgo(String(note.days));
    case 'lastWeek':
      return words.lastWeek;
    default:
      return '';
  }
}

export interface JournalPageProps {
  /** What was looked for; stands on the page above what was found. */
  head: JSX.Element;
  /** Pinned on top; in a filtered list they stand among their days. */
  pinned: readonly ActivityRow[];
  drafts: readonly DraftRow[];
  rows: readonly ActivityRow[];
  today: Day;
  more: boolean;
  onMore: () => void;
  onMenu: (row: ActivityRow) => void;
  onRemoveDraft: (row: DraftRow) => void;
  /** Stands below the last row. */
  foot: JSX.Element;
}

/** The notebook page: what must be looked at, what is half written, then day by day. */
export function JournalPage(props: JournalPageProps) {
  const pinned = createMemo<readonly ActivityRow[]>((before) => reuseUnchanged(before, props.pinned), []);
  const rows = createMemo<readonly ActivityRow[]>((before) => reuseUnchanged(before, props.rows), []);
  const days = createMemo<readonly JournalDay[]>((before) => reuseUnchangedDays(before, groupByDay(rows())), []);
  return (
    <div class="book">
      {props.head}
      <Show when={pinned().length > 0}>
        <h2 class="book-day">
          <a class="red" href={ATTENTION_SCREEN}>
            {labels().records.journal.needLook}
          </a>
          <span class="meta">{labels().records.journal.needLookCount(formatNumber(pinned().length))}</span>
        </h2>
        <ul>
          <For each={pinned()}>{(row) => <JournalEntry row={row} onMenu={props.onMenu} />}</For>
        </ul>
      </Show>
      <Show when={props.drafts.length > 0}>
        <h2 class="book-day">{labels().records.journal.drafts}</h2>
        <ul>
          <For each={props.drafts}>{(row) => <DraftEntry row={row} onRemove={props.onRemoveDraft} />}</For>
        </ul>
      </Show>
      <For each={days()}>
        {(day) => (
          <section class="book-section">
            <h2 class="book-day">
              {dayWord(day.id, props.today)}
              <span class="meta">{noteOf(day.id, props.today)}</span>
            </h2>
            <ul>
              <For each={day.rows}>{(row) => <JournalEntry row={row} onMenu={props.onMenu} />}</For>
            </ul>
          </section>
        )}
      </For>
      <Show when={props.more}>
        <More onMore={props.onMore} />
      </Show>
      {props.foot}
    </div>
  );
}

/** Asks for further rows as it comes near; it is a key too, for those who do not scroll. */
function More(props: { onMore: () => void }) {
  let element: HTMLDivElement | undefined;
  const watch = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && props.onMore(), { rootMargin: '600px' });
  createEffect(() => element && watch.observe(element));
  onCleanup(() => watch.disconnect());
  return (
    <div class="book-more" ref={element}>
      <Key onPress={() => props.onMore()}>{labels().records.journal.more}</Key>
    </div>
  );
}
