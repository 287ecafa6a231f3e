import { createMemo, For, Match, Show, Switch } from 'solid-js';
import { type AmountColumn, type Figure, NO_FIGURE } from '../../../domain/figures/column.ts';
import { type FigureRow, figureIn } from '../../../domain/figures/row.ts';
import type { ServerActivity } from '../../../protocol/server-activity.ts';
import { countText, countWithUnit } from '../../labels/figure-text.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { Fetched } from '../../office/create-fetched.ts';
import { troubleText } from '../../office/trouble.ts';
import { lookOf, TroubleNotice } from '../../office/trouble-notice.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Opened } from './opened.ts';
import { createRecordPages } from './record-pages.ts';
import { RecordRow } from './record-row.tsx';
import { countOf, sumOf } from './records-sum.ts';

/** The records a figure is made of, straight from the office, and whether they add up to it. */
export function RecordsBehind(props: { row: FigureRow; column: AmountColumn; opened: Opened }) {
  const { list, next } = createRecordPages(() => props.opened.query(props.row));
  const counted = createMemo(() =>
    list()
      .pages.flatMap((page) => page.activities)
      .filter((activity) => countOf(activity, props.column) !== undefined),
  );
  const words = () => labels().tallies;
  const isDone = (): boolean => {
    const { last } = list();
    return last.kind === 'ready' && !last.value.more;
  };
  return (
    <div class="tally-records">
      <ul>
        <For each={counted()}>{(activity) => <RecordRow activity={activity} column={props.column} under={props.row.key} />}</For>
      </ul>
      <Show when={isDone()} fallback={<PageState last={list().last} shown={counted().length} onNext={next} />}>
        <Show when={counted().length > 0} fallback={<p class="meta">{words().recordsNone}</p>}>
          <SumLine counted={counted()} row={props.row} column={props.column} onRefresh={props.opened.refresh} />
        </Show>
      </Show>
      <div class="row row-wrap">
        <Key kind="bare" icon="x" href={props.opened.closeHref()}>
          {words().closeRecords}
        </Key>
        <Show when={props.opened.listHref(props.row)}>
          {(href) => (
            <Key kind="bare" icon="search" href={href()}>
              {words().inList}
            </Key>
          )}
        </Show>
      </div>
    </div>
  );
}

/** While a page is on its way, could not come, or is not the last one. */
function PageState(props: { last: Fetched<unknown>; shown: number; onNext: () => void }) {
  const words = () => labels().tallies;
  return (
    <Switch>
      <Match when={props.last.kind === 'loading'}>
        <Loading label={words().recordsLoading} />
      </Match>
      <Match when={props.last.kind === 'ready'}>
        <p class="meta">{words().listed(formatNumber(props.shown))}</p>
        <Key onPress={() => props.onNext()}>{words().showMore}</Key>
      </Match>
      <Match when={props.last.kind === 'withheld'}>
        <Notice level="info" icon="lock">
          {words().recordsForbidden}
        </Notice>
      </Match>
      <Match when={'error' in props.last && props.last}>
        {(why) => (
          <TroubleNotice
            {...lookOf(why().kind)}
            text={troubleText(why().error, { unreached: words().recordsOffline })}
            onAgain={() => props.onNext()}
          />
        )}
      </Match>
    </Switch>
  );
}

const waitingIn = ({ waiting }: Figure) => waiting ?? NO_FIGURE.count;

/** Added up again from the list: the table is a sum, and a sum can be checked. */
function SumLine(props: { counted: readonly ServerActivity[]; row: FigureRow; column: AmountColumn; onRefresh: () => void }) {
  const words = () => labels().tallies;
  const sum = createMemo((): Figure => props.column.figureOf(sumOf(props.counted)) ?? NO_FIGURE);
  const isEqual = (): boolean => {
    const inTable = figureIn(props.row, props.column) ?? NO_FIGURE;
    return inTable.count.value === sum().count.value && waitingIn(inTable).value === waitingIn(sum()).value;
  };
  const count = (): string => formatNumber(props.counted.length);
  const confirmed = (): string => countWithUnit(sum().count, props.column.word);
  const waiting = (): string => countText(waitingIn(sum()));
  return (
    <Show
      when={isEqual()}
      fallback={
        <Notice level="warn">
          <p>{words().sumDiffers(count(), confirmed(), waiting())}</p>
          <Key onPress={() => props.onRefresh()}>{words().refresh}</Key>
        </Notice>
      }
    >
      <p class="meta">
        {waitingIn(sum()).value === 0 ? words().sumEqualDone(count(), confirmed()) : words().sumEqual(count(), confirmed(), waiting())}
      </p>
    </Show>
  );
}
