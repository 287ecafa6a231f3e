import { For, Show } from 'solid-js';
import type { ActivityId } from '../../../domain/ids.ts';
import type { Device } from '../../../protocol/account.ts';
import {
  JUDGE_QUARANTINE,
  MAX_JUDGED,
  PUT_AWAY_DAYS,
  type QuarantinedChange,
  READ_QUARANTINE,
} from '../../../protocol/endpoints/quarantine.ts';
import { useApp } from '../../app-context.ts';
import { formatNumber, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createFetched } from '../../office/create-fetched.ts';
import { createSending } from '../../office/create-sending.ts';
import type { OfficeError } from '../../office/trouble.ts';
import { RefusedNotice, TroubleNotice } from '../../office/trouble-notice.tsx';
import { createRecordLine } from '../../records/record-line.ts';
import { project } from '../../store/records/projection.ts';
import { ask } from '../../ui/ask.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { refusalText } from './refusal-text.ts';

type Act = 'takeIn' | 'putAway';

/** The changes of one record. */
interface AsideRecord {
  readonly id: ActivityId;
  readonly changes: readonly QuarantinedChange[];
}

const recordsOf = (changes: readonly QuarantinedChange[]): AsideRecord[] =>
  [...new Set(changes.map(({ mutation }) => mutation.activityId))].map((id) => ({
    id,
    changes: changes.filter(({ mutation }) => mutation.activityId === id),
  }));

/** What a lost phone handed over: each record as it was written there, and what becomes of it. */
export function Quarantine(props: { device: Device; onJudged: () => void }) {
  const words = () => labels().quarantine;
  const { value, trouble, again } = createFetched(
    () => props.device.id,
    (id) => askOffice(READ_QUARANTINE, { params: { id } }),
    { stays: () => true },
  );
  const app = useApp();
  const sending = createSending((error: OfficeError) => refusalText(error, { offline: labels().account.devices.needSignal }));
  const judge = async (act: Act, activityIds: readonly ActivityId[]): Promise<void> => {
    const [count, code] = [formatNumber(activityIds.length), props.device.person.staffCode];
    const isSure = await ask({
      title: act === 'takeIn' ? words().takeInTitle(count, code) : words().putAwayTitle(count, code),
      text: act === 'takeIn' ? words().takeInText(code) : words().putAwayText(formatNumber(PUT_AWAY_DAYS)),
      confirm: act === 'takeIn' ? words().takeIn : words().putAway,
      cancel: labels().common.cancel,
    });
    if (!isSure) return;
    const body = { act, activityIds: activityIds.slice(0, MAX_JUDGED) };
    const judged = await sending.send(() => askOffice(JUDGE_QUARANTINE, { params: { id: props.device.id }, body }));
    if (!judged) return;
    const done = act === 'takeIn' ? words().takenIn(formatNumber(judged.judged)) : words().wasPutAway(formatNumber(judged.judged));
    showSnack({ text: done, ...(judged.refused > 0 && { note: words().refused(formatNumber(judged.refused)) }) });
    app.sync.nudge();
    again();
    props.onJudged();
  };
  return (
    <div class="stack-tight">
      <RefusedNotice text={sending.refused()} />
      <Show
        when={value()}
        fallback={
          <Show when={trouble()} fallback={<Loading label={labels().common.loading} />}>
            {(why) => (
              <TroubleNotice
                level="info"
                icon="err"
                text={refusalText(why().error, { offline: labels().account.devices.needSignal })}
                onAgain={again}
              />
            )}
          </Show>
        }
      >
        {(shown) => (
          <AsideList changes={shown().changes} more={shown().more} busy={sending.busy()} onJudge={(act, ids) => void judge(act, ids)} />
        )}
      </Show>
    </div>
  );
}

interface ListProps {
  readonly changes: readonly QuarantinedChange[];
  readonly more: boolean;
  readonly busy: boolean;
  readonly onJudge: (act: Act, activityIds: readonly ActivityId[]) => void;
}

function AsideList(props: ListProps) {
  const words = () => labels().quarantine;
  const records = () => recordsOf(props.changes);
  const waiting = () => records().filter(({ changes }) => changes.some(({ state }) => state === 'waiting'));
  const idsOf = (list: readonly AsideRecord[]): ActivityId[] => list.map(({ id }) => id);
  return (
    <>
      <ul class="rows">
        <For each={records()} fallback={<li class="pad">{words().none}</li>}>
          {(record) => <AsideRow record={record} busy={props.busy} onJudge={(act) => props.onJudge(act, [record.id])} />}
        </For>
      </ul>
      <Show when={props.more}>
        <p class="meta">{words().more}</p>
      </Show>
      <Show when={waiting().length > 1}>
        <div class="row">
          <Key disabled={props.busy} onPress={() => props.onJudge('putAway', idsOf(waiting()))}>
            {words().putAllAway}
          </Key>
          <Key kind="main" grow disabled={props.busy} onPress={() => props.onJudge('takeIn', idsOf(waiting()))}>
            {words().takeAllIn(formatNumber(waiting().length))}
          </Key>
        </div>
      </Show>
    </>
  );
}

function AsideRow(props: { record: AsideRecord; busy: boolean; onJudge: (act: Act) => void }) {
  const app = useApp();
  const lineOf = createRecordLine();
  const words = () => labels().quarantine;
  const mutations = () => props.record.changes.map(({ mutation }) => mutation);
  const content = () => project(undefined, mutations())?.content;
  const last = () => props.record.changes.at(-1);
  const note = (): string => {
    const said = mutations().flatMap(({ patch }) => (typeof patch['note'] === 'string' ? [patch['note']] : []));
    return content()?.note ?? said.at(-1) ?? '';
  };
  const away = () => props.record.changes.find(({ state }) => state === 'away');
  return (
    <li class="pad stack-tight">
      <p>
        <Show
          when={content()}
          fallback={words().changeOf(
            mutations()
              .map(({ action }) => labels().quarantine.actions[action])
              .join(', '),
          )}
        >
          {(written) => lineOf(written())}
        </Show>
      </p>
      <Show when={note() !== ''}>
        <p>{note()}</p>
      </Show>
      <p class="meta">
        {words().written(formatTime(last()?.mutation.at ?? 0, app.now()))}
        <Show when={away()}>
          {(put) => <> {words().awayBy(put().judgedBy ?? '', formatTime(put().judgedAt ?? put().at, app.now()))}</>}
        </Show>
      </p>
      <div class="row">
        <Show when={!away()}>
          <Key disabled={props.busy} onPress={() => props.onJudge('putAway')}>
            {words().putAway}
          </Key>
        </Show>
        <Key disabled={props.busy} onPress={() => props.onJudge('takeIn')}>
          {words().takeIn}
        </Key>
      </div>
    </li>
  );
}
