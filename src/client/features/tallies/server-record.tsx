import { useNavigate, useParams } from '@solidjs/router';
import { createMemo, type JSX, Match, Switch } from 'solid-js';
import { READ_ACTIVITY } from '../../../protocol/endpoints/activities.ts';
import type { ServerActivity } from '../../../protocol/server-activity.ts';
import { addressOf, type ParamsText, SERVER_RECORD_SCREEN, TALLY_SCREEN } from '../../addresses.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createFetched, type Fetched } from '../../office/create-fetched.ts';
import { troubleText } from '../../office/trouble.ts';
import { RecordConflicts } from '../../records/record-conflicts.tsx';
import { type OtherRecord, RecordPage } from '../../records/record-page.tsx';
import { shownFromServer } from '../../records/shown-record.ts';
import { Empty } from '../../ui/empty.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { goBack } from '../../way-back.ts';

/** Someone else's record as the office has it. `verdict`: what this person may decide about it. */
export function ServerRecordScreen(props: { verdict: (record: ServerActivity, again: () => void) => JSX.Element }) {
  const params = useParams<ParamsText<typeof SERVER_RECORD_SCREEN>>();
  const navigate = useNavigate();
  const { state, value, again } = createFetched(
    () => params.id,
    (id) => askOffice(READ_ACTIVITY, { params: { id } }),
  );
  const fetched = createMemo(() => {
    const server = value();
    return server && { ...shownFromServer(server), server };
  });
  const other = (): OtherRecord | undefined => {
    const id = fetched()?.duplicateOfId;
    return id && { href: addressOf(SERVER_RECORD_SCREEN, { params: { id } }) };
  };
  return (
    <RecordPage
      record={fetched()}
      other={other()}
      onBack={() => goBack(navigate, TALLY_SCREEN)}
      notices={(record) => <RecordConflicts record={record()} />}
      keys={(record) => props.verdict(record().server, again)}
      isMissing={false}
      missing={<NotFetched state={state()} onRetry={again} />}
    />
  );
}

/** While it is asked for, and why it did not come. */
function NotFetched(props: { state: Fetched<unknown>; onRetry: () => void }) {
  const words = () => labels().tallies;
  const trouble = (heading: string, hint: string, action: JSX.Element) => (
    <Empty title={heading} action={action}>
      <p>{hint}</p>
    </Empty>
  );
  const retry = () => <Key onPress={() => props.onRetry()}>{labels().common.retry}</Key>;
  return (
    <Switch>
      <Match when={props.state.kind === 'loading'}>
        <Loading label={words().recordLoading} />
      </Match>
      <Match when={props.state.kind === 'withheld'}>
        {trouble(words().recordGone, words().recordGoneHint, <Key href={TALLY_SCREEN}>{words().toTallies}</Key>)}
      </Match>
      <Match when={props.state.kind === 'unreached'}>{trouble(words().recordOffline, words().recordOfflineHint, retry())}</Match>
      <Match when={'error' in props.state && props.state.error}>
        {(error) => trouble(words().recordFailed, troubleText(error(), { unreached: words().recordOfflineHint }), retry())}
      </Match>
    </Switch>
  );
}
