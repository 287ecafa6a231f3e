import { createResource, For, Match, Show, Switch } from 'solid-js';
import { History, type HistoryEntry, isFollowed, linkOf, recordCode } from '../../../protocol/account.ts';
import { useApp } from '../../app-context.ts';
import { fieldText } from '../../labels/field-text.ts';
import { ageOf, DOT, fieldWords, formatNumber, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { ActivityRow } from '../../store/db.ts';
import { getJson } from '../../sync/api.ts';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';

const MINUTE_MS = 60_000;

async function fetchHistory(id: string): Promise<History | undefined> {
  const answer = await getJson(`/api/activities/${id}/history`, History);
  return answer.ok ? answer.value : undefined;
}

/** Every accepted version, the newest on top: who, when, and what became what. The server keeps it, so it needs a signal. */
export function RecordHistory(props: { row: ActivityRow }) {
  const words = () => labels().records.record;
  // A new version on the phone means there is a further entry to fetch.
  const [history, { refetch }] = createResource(
    () => (props.row.version > 0 ? { id: props.row.id, version: props.row.version } : undefined),
    ({ id }) => fetchHistory(id),
  );
  const note = () => words().historyCount(recordCode(props.row.id), formatNumber(props.row.version));
  return (
    <Sheet pad>
      <SheetHead note={props.row.version > 0 ? note() : undefined}>{words().history}</SheetHead>
      <Switch
        fallback={
          <>
            <p class="meta">{words().historyOffline}</p>
            <Key onPress={() => void refetch()}>{words().historyRetry}</Key>
          </>
        }
      >
        <Match when={props.row.version === 0}>
          <p class="meta">{words().historyNone}</p>
        </Match>
        <Match when={history.loading && !history.latest}>
          <Loading label={labels().common.loading} />
        </Match>
        <Match when={history.latest}>{(found) => <Versions row={props.row} history={found()} />}</Match>
      </Switch>
    </Sheet>
  );
}

function Versions(props: { row: ActivityRow; history: History }) {
  const app = useApp();
  const words = () => labels().records.record;
  return (
    <ol class="history">
      <Show when={props.row.where === 'phone'}>
        <li>
          <b>{words().onPhoneNow}</b>
          {DOT}
          {formatTime(props.row.savedAt, app.now())}
        </li>
      </Show>
      <For each={props.history.entries.toReversed()}>
        {(entry) => (
          <li classList={{ 'history-now': entry.version === 1, 'history-flag': (entry.conflicts?.length ?? 0) > 0 }}>
            <Version type={props.row.content.type} entry={entry} />
          </li>
        )}
      </For>
      <For each={props.history.aside}>
        {(edit) => (
          <li class="history-flag">
            <b>{words().aside(edit.staffCode)}</b>
            {DOT}
            {formatTime(edit.at, app.now())}
            <Changes type={props.row.content.type} fields={edit.fields} />
          </li>
        )}
      </For>
    </ol>
  );
}

function Version(props: { type: string; entry: HistoryEntry }) {
  const app = useApp();
  const words = () => labels().records.record;
  const isFirst = (): boolean => props.entry.version === 1;
  /** When it was written down, where it waited for a signal before it arrived. */
  const wait = (): string => {
    const { at, deviceAt } = props.entry;
    const waited = Date.parse(at) - Date.parse(deviceAt);
    const time = formatTime(deviceAt, app.now());
    return waited < MINUTE_MS ? words().recordedAt(time) : words().recorded(time, ageOf(deviceAt, Date.parse(at)));
  };
  return (
    <>
      <b>{capital(words().versionOf(String(props.entry.version)))}</b>
      {DOT}
      {props.entry.staffCode}
      {DOT}
      {formatTime(props.entry.at, app.now())}
      <Show when={isFirst()}>
        <br />
        {wait()}
      </Show>
      <Show when={props.entry.action !== 'record' && !isFollowed(props.entry)}>
        <br />
        {words().actions[props.entry.action]}
      </Show>
      <Show when={linkOf(props.entry)}>
        {(link) => (
          <>
            <br />
            {capital(words().links[link().kind](link().code))}
          </>
        )}
      </Show>
      <Show when={!isFirst()}>
        <Changes type={props.type} fields={props.entry.fields} />
      </Show>
    </>
  );
}

type Change = Pick<HistoryEntry['fields'][number], 'field' | 'to'> & Partial<Pick<HistoryEntry['fields'][number], 'from'>>;

/** "Lượt người 70 → 72" */
function Changes(props: { type: string; fields: readonly Change[] }) {
  const app = useApp();
  const text = (one: Change, value: Change['to']): string => fieldText(app.reference(), props.type, one.field, value);
  return (
    <For each={props.fields}>
      {(one) => (
        <>
          <br />
          {fieldWords(one.field).label}{' '}
          <Show when={one.from !== undefined && one}>{(changed) => <del>{text(changed(), changed().from ?? null)}</del>}</Show>
          {' → '}
          <b>{text(one, one.to)}</b>
        </>
      )}
    </For>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
