import { useNavigate, useParams } from '@solidjs/router';
import { createMemo, type JSX, Match, Show, Switch } from 'solid-js';
import { activityType } from '../../../domain/activity-types.ts';
import { contribution, isCounted } from '../../../domain/contribution.ts';
import { ActivityId } from '../../../domain/ids.ts';
import type { MeasureKey } from '../../../domain/measure.ts';
import { findItem } from '../../../domain/plan.ts';
import { useApp } from '../../app-context.ts';
import { fieldRows } from '../../labels/field-text.ts';
import { formatDay, formatNumber, typeWords, weekday } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { ActivityRow } from '../../store/db.ts';
import { createLiveQuery } from '../../store/live.ts';
import { readActivity } from '../../store/records/record-lookups.ts';
import { Empty } from '../../ui/empty.tsx';
import { Figures } from '../../ui/figures.tsx';
import { Key } from '../../ui/key.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Plate } from '../../ui/plate.tsx';
import { DockRow, Screen } from '../../ui/screen.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { attentionWords, discardLabel, isStuck, mendLabel } from './attention-words.ts';
import { copyHref, editHref, recordHref } from './hrefs.ts';
import { lowerFirst } from './lower-first.ts';
import { mayEdit, mayRestore, mayWithdraw } from './may.ts';
import { mayRecord } from './propose.ts';
import { createRecordActions } from './record-actions.ts';
import { RecordConflicts } from './record-conflicts.tsx';
import { RecordHistory } from './record-history.tsx';
import { RecordState } from './record-state.tsx';
import { goBack } from './way-back.ts';
import './journal.css';

/** One record: what it counted, where it lies, what needs a decision, what it says, and how it came to say so. */
export function RecordScreen(props: { verdict: (row: ActivityRow) => JSX.Element }) {
  const app = useApp();
  const navigate = useNavigate();
  const params = useParams<{ id: string }>();
  const read = createLiveQuery(async () => {
    const id = ActivityId.safeParse(params.id);
    return { row: id.success ? await readActivity(app.db, id.data) : undefined };
  });
  const row = () => read()?.row;
  const title = (): string => {
    const one = row();
    return one ? typeWords(one.content.type).short : labels().common.tabs.journal;
  };
  return (
    <Screen
      title={title()}
      fill={read() !== undefined && row() === undefined}
      back={() => goBack(navigate, '/nhat-ky')}
      backLabel={labels().common.back}
      end={<Show when={row()}>{(one) => <RecordDay row={one()} />}</Show>}
      dock={
        <Show when={row()}>
          {(one) => (
            <>
              {props.verdict(one())}
              <RecordKeys row={one()} />
            </>
          )}
        </Show>
      }
    >
      <Switch fallback={<Loading label={labels().common.loading} />}>
        <Match when={row()}>{(one) => <RecordPage row={one()} />}</Match>
        <Match when={read()}>
          <Empty
            title={labels().activities.form.noRecord}
            action={
              <Key kind="main" href="/nhat-ky">
                {labels().activities.form.toJournal}
              </Key>
            }
          >
            <p>{labels().activities.form.noRecordText}</p>
          </Empty>
        </Match>
      </Switch>
    </Screen>
  );
}

function RecordDay(props: { row: ActivityRow }) {
  const day = (): string => weekday(props.row.date);
  return (
    <>
      {day().charAt(0).toUpperCase() + day().slice(1)}
      <br />
      {formatDay(props.row.date)}
    </>
  );
}

function RecordPage(props: { row: ActivityRow }) {
  const app = useApp();
  return (
    <>
      <RecordFigures row={props.row} />
      <RecordAttention row={props.row} />
      <RecordConflicts row={props.row} />
      <Sheet pad label={labels().records.record.fields}>
        <KeyValues rows={fieldRows(app.reference(), props.row.content)} />
      </Sheet>
      <RecordHistory row={props.row} />
    </>
  );
}

/** "lượt người tham dự" where the label says the unit anyway, else the unit alone, unless two figures would share it. */
function figureWord(key: MeasureKey, shown: readonly MeasureKey[]): string {
  const { measures } = labels().domain;
  const { label, unit } = measures[key];
  const isPlain = label.toLowerCase().startsWith(unit.toLowerCase());
  const isShared = shown.some((other) => other !== key && measures[other].unit === unit);
  return isPlain || isShared ? lowerFirst(label) : unit;
}

/** Figures first: item, what was counted, where it lies. */
function RecordFigures(props: { row: ActivityRow }) {
  const app = useApp();
  const item = () => {
    const plan = app.plans()?.find((one) => one.id === props.row.content.planId);
    return plan && findItem(plan, props.row.content.itemCode);
  };
  const kept = createLiveQuery(async () => {
    const id = props.row.duplicateOfId;
    const other = id === undefined ? undefined : await readActivity(app.db, id);
    return other && isCounted(other.state) ? other : undefined;
  });
  const cells = createMemo(() => {
    const { content } = props.row;
    const { measures } = contribution(content, 'sent');
    const keys = (activityType(content.type)?.measures ?? []).filter((key) => measures[key] !== undefined);
    const about = content.estimated ? `${labels().common.about} ` : '';
    // The first figure is how often, which nobody guesses.
    return keys.map((key, at) => ({ value: formatNumber(measures[key] ?? 0), word: (at === 0 ? '' : about) + figureWord(key, keys) }));
  });
  return (
    <Sheet>
      <div class="row row-top pad record-item">
        <Plate code={props.row.content.itemCode} />
        <span class="grow">{item()?.title}</span>
      </div>
      <div class="ruled">
        <Figures cells={cells()} />
      </div>
      <div class="pad ruled">
        <RecordState row={props.row} page keptDay={kept()?.date} />
        <Show when={kept()}>
          {(other) => (
            <a class="link" href={recordHref(other())}>
              {labels().records.record.duplicateOpen}
            </a>
          )}
        </Show>
      </div>
    </Sheet>
  );
}

/** What the server or the office wants mended, with the one action that mends it. */
function RecordAttention(props: { row: ActivityRow }) {
  const app = useApp();
  const actions = createRecordActions();
  return (
    <Show when={props.row.attention}>
      {(attention) => {
        const words = () => attentionWords(attention());
        return (
          <Notice level="err" icon="look">
            <p>
              <b>{words().lead}</b> {words().reasons.join(' ')}
            </p>
            <Show when={attention().kind === 'returned' && props.row.duplicateOfId}>
              <p>{labels().records.attention.returnedLinked}</p>
            </Show>
            <div class="tray-keys">
              <Show when={isStuck(attention())}>
                <Key kind="main" grow onPress={() => void actions.sendOnceMore(props.row)}>
                  {labels().records.attention.sendAgain}
                </Key>
              </Show>
              <Show when={attention().kind === 'refused'}>
                <Key onPress={() => void actions.discard(props.row)}>{discardLabel(props.row)}</Key>
              </Show>
              <Show when={words().canMend && mayEdit(app, props.row)}>
                <Key kind={isStuck(attention()) ? undefined : 'main'} grow href={editHref(props.row)}>
                  {mendLabel(words().field)}
                </Key>
              </Show>
            </div>
          </Notice>
        );
      }}
    </Show>
  );
}

/** Only what this person may do. */
function RecordKeys(props: { row: ActivityRow }) {
  const app = useApp();
  const actions = createRecordActions();
  const words = () => labels().records.record;
  return (
    <DockRow>
      <Show when={mayWithdraw(app, props.row)}>
        <Key icon="undo" grow onPress={() => void actions.withdraw(props.row)}>
          {words().withdraw}
        </Key>
      </Show>
      <Show when={mayRecord(app.scope)}>
        <Key icon="copy" grow href={copyHref(props.row)}>
          {words().copy}
        </Key>
      </Show>
      <Show when={mayRestore(app, props.row)}>
        <Key kind="main" icon="repeat" grow onPress={() => void actions.restore(props.row)}>
          {words().restore}
        </Key>
      </Show>
      <Show when={mayEdit(app, props.row)}>
        <Key kind="main" icon="pen" grow href={editHref(props.row)}>
          {words().edit}
        </Key>
      </Show>
    </DockRow>
  );
}
