import { useNavigate, useParams } from '@solidjs/router';
import { createMemo, type JSX, Match, Show, Switch } from 'solid-js';
import { parseContent } from '../../../domain/activity.ts';
import { isCounted } from '../../../domain/contribution.ts';
import { ActivityId } from '../../../domain/ids.ts';
import { applyPatch } from '../../../domain/patch.ts';
import { isPlaceholder } from '../../../domain/placeholder.ts';
import type { FieldConflict } from '../../../protocol/server-activity.ts';
import { JOURNAL_SCREEN, type ParamsText, type RECORD_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { attentionWords, discardLabel, isStuck, mendLabel } from '../../records/attention-words.ts';
import { mayEdit, mayRestore, mayWithdraw } from '../../records/may.ts';
import { targetsFor } from '../../records/place-targets.ts';
import { RecordConflicts } from '../../records/record-conflicts.tsx';
import { type OtherRecord, RecordPage } from '../../records/record-page.tsx';
import type { ActivityRow } from '../../store/db.ts';
import { createLiveQuery } from '../../store/live.ts';
import { readEntries } from '../../store/records/outbox.ts';
import { recordActivity } from '../../store/records/record-activity.ts';
import { readActivity } from '../../store/records/record-lookups.ts';
import { Empty } from '../../ui/empty.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { DockRow } from '../../ui/screen.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { goBack } from '../../way-back.ts';
import { copyHref, editHref, recordHref } from './hrefs.ts';
import { mayRecord } from './propose.ts';
import { createRecordActions } from './record-actions.ts';

/** A record that lies on this phone, with all that its person and its reviewer may do. */
export function RecordScreen(props: { verdict: (row: ActivityRow) => JSX.Element }) {
  const app = useApp();
  const navigate = useNavigate();
  const params = useParams<ParamsText<typeof RECORD_SCREEN>>();
  const read = createLiveQuery(async () => {
    const id = ActivityId.safeParse(params.id);
    return { row: id.success ? await readActivity(app.db, id.data) : undefined };
  });
  const row = () => read()?.row;
  const other = createLiveQuery(async (): Promise<OtherRecord | undefined> => {
    const id = row()?.duplicateOfId;
    const found = id === undefined ? undefined : await readActivity(app.db, id);
    return found && isCounted(found.state) ? { href: recordHref(found), day: found.date } : undefined;
  });
  const isMissing = (): boolean => read() !== undefined && row() === undefined;
  return (
    <RecordPage
      record={row()}
      other={other()}
      onBack={() => goBack(navigate, JOURNAL_SCREEN)}
      notices={(shown) => (
        <>
          <RecordAttention row={shown()} />
          <Unplaced row={shown()} />
          <Disputed row={shown()} />
        </>
      )}
      keys={(shown) => (
        <>
          {props.verdict(shown())}
          <RecordKeys row={shown()} />
        </>
      )}
      isMissing={isMissing()}
      missing={
        <Switch fallback={<Loading label={labels().common.loading} />}>
          <Match when={isMissing()}>
            <NoRecord />
          </Match>
        </Switch>
      }
    />
  );
}

function NoRecord() {
  const words = () => labels().activities.form;
  return (
    <Empty
      title={words().noRecord}
      action={
        <Key kind="main" href={JOURNAL_SCREEN}>
          {words().toJournal}
        </Key>
      }
    >
      <p>{words().noRecordText}</p>
    </Empty>
  );
}

/** An item is one of its plan: where both were answered twice, one answer settles both. */
function settledBy(
  conflicts: readonly FieldConflict[],
  field: string,
  value: FieldConflict['kept'],
): Record<string, FieldConflict['kept']> {
  const place = ['planId', 'itemCode'];
  const side = conflicts.find((conflict) => conflict.field === field)?.lost === value ? 'lost' : 'kept';
  const along = place.includes(field) ? conflicts.filter((conflict) => conflict.field !== field && place.includes(conflict.field)) : [];
  return { ...Object.fromEntries(along.map((entry) => [entry.field, entry[side]])), [field]: value };
}

/** Fields answered twice; whoever may edit the record says which answer counts, as one more edit. */
function Disputed(props: { row: ActivityRow }) {
  const app = useApp();
  const waiting = createLiveQuery(() => readEntries(app.db, props.row.id));
  const settled = createMemo(() => new Set((waiting() ?? []).flatMap((entry) => Object.keys(entry.mutation.patch))));
  const settle = async (field: string, value: FieldConflict['kept']): Promise<void> => {
    const patch = settledBy(props.row.conflicts ?? [], field, value);
    const content = parseContent(applyPatch(props.row.content, patch));
    try {
      if (!content) throw new Error(`Record ${props.row.id} takes no such ${field}`);
      const mint = { id: props.row.id, now: app.now(), newId: app.newId };
      await recordActivity(app.db, { ...mint, content, authorId: app.person.id, settles: Object.keys(patch) });
      app.sync.nudge();
      showSnack({ text: labels().activities.form.saved, icon: 'phone' });
    } catch {
      showSnack({ text: labels().records.record.saveFailed, level: 'error' });
    }
  };
  return (
    <RecordConflicts
      record={props.row}
      settled={settled()}
      onSettle={mayEdit(app, props.row) ? (field, value) => void settle(field, value) : undefined}
    />
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
            <div class="row row-wrap">
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

/** It was logged while there was no plan for its day; now there is one. */
function Unplaced(props: { row: ActivityRow }) {
  const app = useApp();
  const words = () => labels().records.unplaced;
  const waits = (): boolean =>
    isPlaceholder({ id: props.row.content.planId }) && mayEdit(app, props.row) && targetsFor(app.plans() ?? [], props.row.date).length > 0;
  return (
    <Show when={waits()}>
      <Notice level="info" icon="plan">
        <p>
          <b>{words().one}</b>
        </p>
        <p>{words().oneHow}</p>
        <Key kind="main" icon="plan" href={editHref(props.row)}>
          {words().title}
        </Key>
      </Notice>
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
