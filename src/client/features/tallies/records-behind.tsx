import { createMemo, For, Match, Show, Switch } from 'solid-js';
import type { ServerActivity } from '../../../protocol/server-activity.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { Fetched } from '../../office/create-fetched.ts';
import { troubleText } from '../../office/trouble.ts';
import { lookOf, TroubleNotice } from '../../office/trouble-notice.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { type FigureKey, figureUnit } from './figure-key.ts';
import type { Opened } from './opened.ts';
import { createRecordPages } from './record-pages.ts';
import { RecordRow } from './record-row.tsx';
import { countOf, sumOf, sumTexts } from './records-sum.ts';
import { figureIn, type TallyRow } from './tally-rows.ts';

/** The records a figure is made of, straight from the office, and whether they add up to it. */
export function RecordsBehind(props: { row: TallyRow; figure: FigureKey; opened: Opened }) {
  const { list, next } = createRecordPages(() => props.opened.query(props.row));
  const counted = createMemo(() =>
    list()
      .pages.flatMap((page) => page.activities)
      .filter((activity) => countOf(activity, props.figure) !== undefined),
  );
  const words = () => labels().tallies;
  const isDone = (): boolean => {
    const { last } = list();
    return last.kind === 'ready' && !last.value.more;
  };
  return (
    <div class="tally-records">
      <ul>
        <For each={counted()}>{(activity) => <RecordRow activity={activity} figure={props.figure} under={props.row.key} />}</For>
      </ul>
      <Show when={isDone()} fallback={<PageState last={list().last} shown={counted().length} onNext={next} />}>
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

/** Added up again from the list: the table is a sum, and a sum can be checked. */
function SumLine(props: { counted: readonly ServerActivity[]; row: TallyRow; figure: FigureKey; onRefresh: () => void }) {
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
