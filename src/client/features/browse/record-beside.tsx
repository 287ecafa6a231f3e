import { type Component, createMemo, Match, Show, Switch } from 'solid-js';
import type { ActivityId } from '../../../domain/ids.ts';
import { READ_ACTIVITY } from '../../../protocol/endpoints/activities.ts';
import type { ServerActivity } from '../../../protocol/server-activity.ts';
import { addressOf, RECORD_SCREEN, SERVER_RECORD_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { formatDay, typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createFetched } from '../../office/create-fetched.ts';
import { troubleText } from '../../office/trouble.ts';
import { lookOf, TroubleNotice } from '../../office/trouble-notice.tsx';
import { RecordConflicts } from '../../records/record-conflicts.tsx';
import { RecordBody } from '../../records/record-page.tsx';
import { type ShownRecord, shownFromServer } from '../../records/shown-record.ts';
import type { ActivityRow } from '../../store/db.ts';
import { createLiveQuery } from '../../store/live.ts';
import { readActivity } from '../../store/records/record-lookups.ts';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';

/** What the person may decide about a record: of one on this phone, and of one at the office only. */
export interface Verdicts {
  here: Component<{ row: ActivityRow }>;
  office: Component<{ record: ServerActivity; onReceived: () => void }>;
}

/** The record that is open beside the list: as it lies on this phone, where it does, else as the office has it. */
export function RecordBeside(props: Verdicts & { id: ActivityId }) {
  const app = useApp();
  const words = () => labels().browse;
  const id = createMemo(() => props.id);
  const read = createLiveQuery(async () => ({ id: id(), row: await readActivity(app.db, id()) }));
  const row = () => (read()?.id === id() ? read()?.row : undefined);
  const isElsewhere = createMemo(() => (read()?.id === id() && !row() ? id() : undefined));
  const { value, trouble, again } = createFetched(isElsewhere, (asked) => askOffice(READ_ACTIVITY, { params: { id: asked } }), {
    stays: (shown, asked) => shown.kind === 'ready' && shown.value.id === asked,
  });
  const server = () => (value()?.id === id() ? value() : undefined);
  const shown = createMemo((): ShownRecord | undefined => {
    const record = server();
    return row() ?? (record && shownFromServer(record));
  });
  return (
    <Switch fallback={<Loading label={labels().common.loading} />}>
      <Match when={shown()}>
        {(record) => (
          <>
            <div class="row row-top">
              <h2 class="title grow" tabindex="-1" id="browse-record">
                {typeWords(record().content.type).short}, {formatDay(record().content.date)}
              </h2>
              <Key icon="chev" href={addressOf(row() ? RECORD_SCREEN : SERVER_RECORD_SCREEN, { params: { id: record().id } })}>
                {words().ownPage}
              </Key>
            </div>
            <Show when={row()}>{(here) => <props.here row={here()} />}</Show>
            <Show when={!row() && server()}>{(record) => <props.office record={record()} onReceived={again} />}</Show>
            <RecordBody record={record()} notices={<RecordConflicts record={record()} />} />
          </>
        )}
      </Match>
      <Match when={trouble()}>
        {(why) => (
          <TroubleNotice {...lookOf(why().kind)} text={troubleText(why().error, { unreached: words().recordOffline })} onAgain={again} />
        )}
      </Match>
    </Switch>
  );
}
