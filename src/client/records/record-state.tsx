import { Match, Show, Switch } from 'solid-js';
import type { Day } from '../../domain/day.ts';
import { useApp } from '../app-context.ts';
import { DOT, dayShort, formatTime } from '../labels/format.ts';
import { labels } from '../labels/labels.ts';
import { type StateKind, StateLine } from '../ui/state-line.tsx';
import { attentionReason } from './attention-words.ts';
import { isStruck, type ShownRecord } from './shown-record.ts';

/** Where a record lies. "Đang gửi" is no place of its own: it is what the phone holds while a request is out. */
export function recordPlace(record: Pick<ShownRecord, 'where'>, sending: boolean): StateKind {
  if (record.where === 'phone') return sending ? 'sending' : 'phone';
  return record.where;
}

export interface RecordStateProps {
  record: ShownRecord;
  /** The mark stands in the margin beside it. */
  plain?: boolean | undefined;
  /** On the record's own page: names the version, and leaves the reason to the notice below. */
  page?: boolean | undefined;
  /** Day of the record that counts instead, where it lies on this phone. */
  keptDay?: Day | undefined;
}

/** Mark, word, then the time or the reason, then what the office made of it. */
export function RecordStateLine(props: RecordStateProps) {
  const app = useApp();
  const words = () => labels().records.state;
  const place = () => recordPlace(props.record, app.sync.status().phase === 'sending');
  const time = (at: string): string => formatTime(at, app.now());
  return (
    <StateLine kind={place()} word={labels().domain.places[place()]} plain={props.plain}>
      <Switch fallback={words().savedAt(time(props.record.savedAt))}>
        <Match when={!props.page && props.record.attention}>{(attention) => attentionReason(attention())}</Match>
        <Match when={props.record.where === 'received'}>
          {time(props.record.receivedAt ?? props.record.savedAt)}
          <Show when={props.page && props.record.version > 0}>
            {DOT}
            {words().version(String(props.record.version))}
          </Show>
          {DOT}
          <Verdict record={props.record} keptDay={props.keptDay} />
        </Match>
        <Match when={props.record.stumble}>{(failure) => words().sendFailure[failure()]}</Match>
        <Match when={place() === 'sending'}>{words().onItsWay}</Match>
      </Switch>
      <Show when={props.record.where === 'phone' && props.record.state !== 'sent'}>
        {DOT}
        {labels().domain.states[props.record.state].toLowerCase()}
      </Show>
    </StateLine>
  );
}

function Verdict(props: { record: ShownRecord; keptDay: Day | undefined }) {
  const words = () => labels().records.state;
  return (
    <Switch fallback={labels().domain.states[props.record.state].toLowerCase()}>
      <Match when={props.record.conflicts?.length && !isStruck(props.record)}>
        <b class="red">{words().twoFigures}</b>
      </Match>
      <Match when={props.record.state === 'confirmed'}>
        <b class="sea">{labels().domain.states.confirmed.toLowerCase()}</b>
      </Match>
      <Match when={props.record.state === 'duplicate'}>
        {props.keptDay === undefined ? words().duplicate : words().duplicateOf(dayShort(props.keptDay))}
      </Match>
      <Match when={props.record.duplicateOfId}>
        {labels().domain.states[props.record.state].toLowerCase()}
        {DOT}
        {props.keptDay === undefined ? words().linked : words().countedIn(dayShort(props.keptDay))}
      </Match>
    </Switch>
  );
}
