import { createMemo, For, Match, Show, Switch } from 'solid-js';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { failureText } from './fetched.ts';
import { type FigureKey, figureUnit } from './figure-key.ts';
import type { Opened } from './opened.ts';
import { createRecordPages, type RecordPages } from './record-pages.ts';
import { RecordRow } from './record-row.tsx';
import { countOf, sumOf, sumTexts } from './records-sum.ts';
import { figureIn, type TallyRow } from './tally-rows.ts';

/** The records a figure is made of, straight from the office, and whether they add up to it. */
export function RecordsBehind(props: { row: TallyRow; figure: FigureKey; opened: Opened }) {
  const { pages, next } = createRecordPages(() => props.opened.query(props.row));
  const counted = createMemo(() => pages().activities.filter((activity) => countOf(activity, props.figure) !== undefined));
  const words = () => labels().tallies;
  const isDone = (): boolean => {
    const { last } = pages();
    return last.kind === 'ready' && !last.value.more;
  };
  return (
    <div class="tally-records">
      <ul>
        <For each={counted()}>{(activity) => <RecordRow activity={activity} figure={props.figure} under={props.row.key} />}</For>
      </ul>
      <Show when={isDone()} fallback={<PageState pages={pages()} shown={counted().length} onNext={next} />}>
        <Show when={counted().length > 0} fallback={<p class="meta">{words().recordsNone}</p>}>
          <SumLine counted={counted()} row={props.row} figure={props.figure} onRefresh={props.opened.refresh} />
        </Show>
      </Show>
      <Key kind="bare" icon="x" href={props.opened.closeHref()}>
        {words().closeRecords}
      </Key>
    </div>
  );
}

/** While a page is on its way, could not come, or is not the last one. */
function PageState(props: { pages: RecordPages; shown: number; onNext: () => void }) {
  const words = () => labels().tallies;
  const again = () => <Key onPress={() => props.onNext()}>{labels().common.retry}</Key>;
  return (
    <Switch>
      <Match when={props.pages.last.kind === 'loading'}>
        <Loading label={words().recordsLoading} />
      </Match>
      <Match when={props.pages.last.kind === 'ready'}>
        <p class="meta">{words().listed(formatNumber(props.shown))}</p>
        <Key onPress={() => props.onNext()}>{words().showMore}</Key>
      </Match>
      <Match when={props.pages.last.kind === 'offline'}>
        <Notice level="info" icon="nosig">
          <p>{words().recordsOffline}</p>
          {again()}
        </Notice>
      </Match>
      <Match when={props.pages.last.kind === 'gone'}>
        <Notice level="info" icon="lock">
          {words().recordsForbidden}
        </Notice>
      </Match>
      <Match when={props.pages.last.kind === 'failed'}>
        <Notice level="warn">
          <p>{failureText(props.pages.last)}</p>
          {again()}
        </Notice>
      </Match>
    </Switch>
  );
}

/** Added up again from the list: the table is a sum, and a sum can be checked. */
function SumLine(props: { counted: RecordPages['activities']; row: TallyRow; figure: FigureKey; onRefresh: () => void }) {
  const words = () => labels().tallies;
  const sum = createMemo(() => sumOf(props.counted, props.figure));
  const isEqual = (): boolean => {
    const inTable = figureIn(props.row, props.figure) ?? { confirmed: 0, waiting: 0 };
    return inTable.confirmed === sum().confirmed && inTable.waiting === sum().waiting;
  };
  const count = (): string => formatNumber(props.counted.length);
  const texts = createMemo(() => sumTexts(props.counted, props.figure));
  const confirmed = (): string => `${texts().confirmed} ${figureUnit(props.figure)}`;
  return (
    <Show
      when={isEqual()}
      fallback={
        <Notice level="warn">
          <p>{words().sumDiffers(count(), confirmed(), texts().waiting)}</p>
          <Key onPress={() => props.onRefresh()}>{words().refresh}</Key>
        </Notice>
      }
    >
      <p class="meta">
        {sum().waiting === 0 ? words().sumEqualDone(count(), confirmed()) : words().sumEqual(count(), confirmed(), texts().waiting)}
      </p>
    </Show>
  );
}
