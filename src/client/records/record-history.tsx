import { createMemo, For, type JSX, Match, Show, Switch } from 'solid-js';
import { capital } from '../../domain/text.ts';
import { type History, type HistoryEntry, isFollowed, linkOf, recordCode } from '../../protocol/account.ts';
import { READ_HISTORY } from '../../protocol/endpoints/activities.ts';
import type { FieldConflict } from '../../protocol/server-activity.ts';
import { useApp } from '../app-context.ts';
import { ageOf, DOT, fieldWords, formatNumber, formatTime } from '../labels/format.ts';
import { labels } from '../labels/labels.ts';
import { askOffice } from '../office/ask-office.ts';
import { createFetched } from '../office/create-fetched.ts';
import { Key } from '../ui/key.tsx';
import { Loading } from '../ui/loading.tsx';
import { Sheet, SheetHead } from '../ui/sheet.tsx';
import { fieldText } from './field-words.ts';
import type { ShownRecord } from './shown-record.ts';

/** Asks the office, again for every new version; what it told before stays readable meanwhile. */
function createHistory(record: () => ShownRecord) {
  const id = createMemo(() => record().id);
  const version = createMemo(() => record().version);
  return createFetched(
    () => (version() > 0 ? { id: id() } : undefined),
    (asked) => askOffice(READ_HISTORY, { params: asked }),
    { stays: (shown, asked) => shown.kind === 'ready' && shown.value.activityId === asked.id },
  );
}

/** Every accepted version, the newest on top: who, when, and what became what. The server keeps it, so it needs a signal. */
export function RecordHistory(props: { record: ShownRecord }) {
  const words = () => labels().records.record;
  const { state, value, again } = createHistory(() => props.record);
  const note = () => words().historyCount(recordCode(props.record.id), formatNumber(props.record.version));
  return (
    <Sheet pad>
      <SheetHead note={props.record.version > 0 ? note() : undefined}>{words().history}</SheetHead>
      <Switch
        fallback={
          <>
            <p class="meta">{state().kind === 'unreached' ? words().historyOffline : words().historyFailed}</p>
            <Key onPress={again}>{words().historyRetry}</Key>
          </>
        }
      >
        <Match when={props.record.version === 0}>
          <p class="meta">{words().historyNone}</p>
        </Match>
        <Match when={state().kind === 'loading'}>
          <Loading label={labels().common.loading} />
        </Match>
        <Match when={value()}>{(found) => <Versions record={props.record} history={found()} />}</Match>
      </Switch>
    </Sheet>
  );
}

function Versions(props: { record: ShownRecord; history: History }) {
  const app = useApp();
  const words = () => labels().records.record;
  const type = (): string => props.record.content.type;
  return (
    <ol class="history">
      <Show when={props.record.where === 'phone'}>
        <li>
          <b>{words().onPhoneNow}</b>
          {DOT}
          {formatTime(props.record.savedAt, app.now())}
        </li>
      </Show>
      <For each={props.history.entries.toReversed()}>
        {(entry) => (
          <li classList={{ 'history-first': entry.version === 1, 'history-flag': (entry.conflicts?.length ?? 0) > 0 }}>
            <Version type={type()} entry={entry} />
          </li>
        )}
      </For>
      <For each={props.history.aside}>
        {(edit) => (
          <li class="history-flag">
            <b>{words().aside(edit.staffCode)}</b>
            {DOT}
            {formatTime(edit.at, app.now())}
            <Changes type={type()} fields={edit.fields} />
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
  return (
    <>
      <b>{capital(words().versionOf(String(props.entry.version)))}</b>
      {DOT}
      {props.entry.staffCode}
      {DOT}
      {formatTime(props.entry.at, app.now())}
      <Show when={props.entry.standsInFor}>{(who) => <Line>{words().standsInFor(who())}</Line>}</Show>
      <Show when={props.entry.enteredBy}>{(who) => <Line>{words().enteredBy(who())}</Line>}</Show>
      <Show when={props.entry.spreadsheet}>
        {(from) => <Line>{words().fromSpreadsheet(from().fileName, formatNumber(from().line))}</Line>}
      </Show>
      <Show when={savedLine(props.entry, app.now())}>{(line) => <Line>{line()}</Line>}</Show>
      <Show when={props.entry.action !== 'record' && !isFollowed(props.entry)}>
        <Line>{words().actions[props.entry.action]}</Line>
      </Show>
      <Show when={linkOf(props.entry)}>{(link) => <Line>{capital(words().links[link().kind](link().code))}</Line>}</Show>
      <Show when={!isFirst()}>
        <Changes type={props.type} fields={props.entry.fields} />
      </Show>
      <For each={props.entry.conflicts}>{(conflict) => <BothAnswers type={props.type} conflict={conflict} />}</For>
    </>
  );
}

const MINUTE_MS = 60_000;

/** When it was written down, where it waited for a signal before it arrived; of the first version always. */
function savedLine({ version, at, deviceAt }: HistoryEntry, now: number): string | undefined {
  const words = labels().records.record;
  const time = formatTime(deviceAt, now);
  if (Date.parse(at) - Date.parse(deviceAt) < MINUTE_MS) return version === 1 ? words.recordedAt(time) : undefined;
  return version === 1 ? words.recorded(time, ageOf(deviceAt, Date.parse(at))) : words.savedThen(time);
}

const Line = (props: { children: JSX.Element }) => (
  <>
    <br />
    {props.children}
  </>
);

type FieldChange = Pick<HistoryEntry['fields'][number], 'field' | 'to'> & Partial<Pick<HistoryEntry['fields'][number], 'from'>>;

/** "Lượt người 70 → 72" */
function Changes(props: { type: string; fields: readonly FieldChange[] }) {
  const app = useApp();
  const text = (change: FieldChange, value: FieldChange['to']): string =>
    fieldText({ ...app.reference(), plans: app.plans() }, props.type, change.field, value);
  return (
    <For each={props.fields}>
      {(field) => (
        <Line>
          {fieldWords(field.field).label}{' '}
          <Show when={field.from !== undefined && field}>{(changed) => <del>{text(changed(), changed().from ?? null)}</del>}</Show>
          {' → '}
          <b>{text(field, field.to)}</b>
        </Line>
      )}
    </For>
  );
}

/** An edit that lost against another of the same field stays readable. */
function BothAnswers(props: { type: string; conflict: FieldConflict }) {
  const app = useApp();
  const text = (value: FieldConflict['kept']): string =>
    fieldText({ ...app.reference(), plans: app.plans() }, props.type, props.conflict.field, value);
  return (
    <Line>
      <span class="amber">
        {labels().records.record.bothAnswers(fieldWords(props.conflict.field).label, text(props.conflict.kept), text(props.conflict.lost))}
      </span>
    </Line>
  );
}
