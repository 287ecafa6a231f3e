import './tallies.css';
import { useNavigate, useParams } from '@solidjs/router';
import { createMemo, type JSX, Match, Show, Switch } from 'solid-js';
import type { ActivityContent } from '../../../domain/activity.ts';
import { activityType } from '../../../domain/activity-types.ts';
import { contribution } from '../../../domain/contribution.ts';
import { findItem } from '../../../domain/plan.ts';
import { ServerActivity } from '../../../protocol/sync.ts';
import { useApp } from '../../app-context.ts';
import { DOT, formatDay, formatNumber, formatTime, typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Empty } from '../../ui/empty.tsx';
import { Figures } from '../../ui/figures.tsx';
import { Key } from '../../ui/key.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { StateLine } from '../../ui/state-line.tsx';
import { createFetched, failureText } from './fetched.ts';
import { createRecordRows } from './record-fields.ts';
import { RecordHistory } from './record-history.tsx';

/** Someone else's record as the office has it. `verdict`: what this person may decide about it. */
export function ServerRecordScreen(props: { verdict: (record: ServerActivity, again: () => void) => JSX.Element }) {
  const params = useParams<{ id: string }>();
  const navigate = useNavigate();
  const { state, again } = createFetched(() => `/api/activities/${encodeURIComponent(params.id)}`, ServerActivity);
  const record = createMemo(() => {
    const fetched = state();
    return fetched.kind === 'ready' ? fetched.value : undefined;
  });
  const words = () => labels().tallies;
  const title = (): string => {
    const one = record();
    return one ? typeWords(one.content.type).short : words().recordTitle;
  };
  const back = (): void => {
    // A record opened from a link has nothing behind it.
    if (history.length > 1) navigate(-1);
    else navigate('/tong-hop');
  };
  const trouble = (heading: string, hint: string, action: JSX.Element) => (
    <Empty title={heading} action={action}>
      <p>{hint}</p>
    </Empty>
  );
  const retry = () => <Key onPress={again}>{labels().common.retry}</Key>;
  return (
    <Screen
      title={title()}
      back={back}
      backLabel={labels().common.back}
      dock={<Show when={record()}>{(one) => props.verdict(one(), again)}</Show>}
    >
      <Switch>
        <Match when={record()}>{(one) => <RecordPage record={one()} />}</Match>
        <Match when={state().kind === 'loading'}>
          <Loading label={words().recordLoading} />
        </Match>
        <Match when={state().kind === 'gone'}>
          {trouble(words().recordGone, words().recordGoneHint, <Key href="/tong-hop">{words().toTallies}</Key>)}
        </Match>
        <Match when={state().kind === 'offline'}>{trouble(words().recordOffline, words().recordOfflineHint, retry())}</Match>
        <Match when={state().kind === 'failed'}>{trouble(words().recordFailed, failureText(state()), retry())}</Match>
      </Switch>
    </Screen>
  );
}

function RecordPage(props: { record: ServerActivity }) {
  const app = useApp();
  const words = () => labels().tallies;
  const content = () => props.record.content as ActivityContent;
  const figures = () => {
    const { measures } = contribution(content(), props.record.state);
    const keys = activityType(content().type)?.measures ?? [];
    return keys.flatMap((key) => {
      const value = measures[key];
      return value === undefined ? [] : [{ value: formatNumber(value), word: labels().domain.measures[key].unit }];
    });
  };
  const item = () => {
    const plan = app.plans()?.find((one) => one.id === content().planId);
    return plan && findItem(plan, content().itemCode);
  };
  const rows = createRecordRows(content);
  const author = (): string => app.people().get(props.record.authorId)?.staffCode ?? props.record.authorId;
  return (
    <div class="stack">
      <Sheet>
        <Figures cells={figures()} />
        <div class="pad ruled">
          <StateLine kind="received" word={labels().domain.places.received}>
            {labels().domain.states[props.record.state].toLowerCase()}
            {DOT}
            {words().stateNote(formatNumber(props.record.version), formatTime(props.record.updatedAt, app.now()))}
          </StateLine>
          <p>
            <b>{formatDay(content().date)}</b> {item()?.title ?? content().itemCode}
          </p>
        </div>
      </Sheet>
      <Show when={props.record.returnReason}>{(reason) => <Notice level="err">{words().returned(reason())}</Notice>}</Show>
      <Show when={props.record.duplicateOfId}>
        {(id) => (
          <Notice level="info" icon="dup">
            <p>{words().duplicateOf}</p>
            <Key href={`/tong-hop/ban-ghi/${id()}`}>{words().seeOther}</Key>
          </Notice>
        )}
      </Show>
      <Sheet pad>
        <SheetHead>{words().fields}</SheetHead>
        <KeyValues rows={[...rows(), { label: words().author, value: author() }]} />
      </Sheet>
      <RecordHistory id={props.record.id} type={content().type} />
    </div>
  );
}
