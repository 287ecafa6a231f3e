import { Match, Show, Switch } from 'solid-js';
import { useApp } from '../../app-context.ts';
import { DOT, dayShort, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { ActivityRow } from '../../store/db.ts';
import { type StateKind, StateLine } from '../../ui/state-line.tsx';
import { attentionReason } from './attention-words.ts';

/** Where a record lies. "Đang gửi" is no place of its own: it is what the phone holds while a request is out. */
export function placeOf(row: Pick<ActivityRow, 'where'>, sending: boolean): StateKind {
  if (row.where === 'phone') return sending ? 'sending' : 'phone';
  return row.where;
}

export const isStruck = (row: Pick<ActivityRow, 'state'>): boolean => row.state === 'withdrawn' || row.state === 'duplicate';

export interface RecordStateProps {
  row: ActivityRow;
  /** The mark stands in the margin beside it. */
  plain?: boolean | undefined;
  /** On the record's own page: names the version, and leaves the reason to the notice below. */
  page?: boolean | undefined;
  /** Day of the record that counts instead, where it lies on this phone. */
  keptDay?: string | undefined;
}

/** Mark, word, then the time or the reason, then what the office made of it. */
export function RecordState(props: RecordStateProps) {
  const app = useApp();
  const words = () => labels().records.state;
  const place = () => placeOf(props.row, app.sync.status().phase === 'sending');
  const time = (at: string): string => formatTime(at, app.now());
  return (
    <StateLine kind={place()} word={labels().domain.places[place()]} plain={props.plain}>
      <Switch fallback={words().savedAt(time(props.row.savedAt))}>
        <Match when={!props.page && props.row.attention}>{(attention) => attentionReason(attention())}</Match>
        <Match when={props.row.where === 'received'}>
          {time(props.row.receivedAt ?? props.row.savedAt)}
          <Show when={props.page && props.row.version > 0}>
            {DOT}
            {words().version(String(props.row.version))}
          </Show>
          {DOT}
          <Verdict row={props.row} keptDay={props.keptDay} />
        </Match>
        <Match when={props.row.stumble}>{(stumble) => words().stumble[stumble()]}</Match>
        <Match when={place() === 'sending'}>{words().onItsWay}</Match>
      </Switch>
      <Show when={props.row.where === 'phone' && props.row.state !== 'sent'}>
        {DOT}
        {labels().domain.states[props.row.state].toLowerCase()}
      </Show>
    </StateLine>
  );
}

function Verdict(props: { row: ActivityRow; keptDay: string | undefined }) {
  const words = () => labels().records.state;
  return (
    <Switch fallback={labels().domain.states[props.row.state].toLowerCase()}>
      <Match when={props.row.conflicts?.length && !isStruck(props.row)}>
        <b class="red">{words().twoFigures}</b>
      </Match>
      <Match when={props.row.state === 'confirmed'}>
        <b class="sea">{labels().domain.states.confirmed.toLowerCase()}</b>
      </Match>
      <Match when={props.row.state === 'duplicate'}>
        {props.keptDay === undefined ? words().duplicate : words().duplicateOf(dayShort(props.keptDay as never))}
      </Match>
      <Match when={props.row.duplicateOfId}>
        {labels().domain.states[props.row.state].toLowerCase()}
        {DOT}
        {props.keptDay === undefined ? words().linked : words().countedIn(dayShort(props.keptDay as never))}
      </Match>
    </Switch>
  );
}
