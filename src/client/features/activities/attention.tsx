import { useNavigate } from '@solidjs/router';
import { createMemo, For, Match, Show, Switch } from 'solid-js';
import { JOURNAL_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { DOT, dayShort, formatNumber, typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { attentionWords, discardLabel, isStuck, isVerdict, mendLabel } from '../../records/attention-words.ts';
import { mayEdit } from '../../records/may.ts';
import { createFactsLine } from '../../records/record-line.ts';
import type { ActivityRow } from '../../store/db.ts';
import { createLiveQuery } from '../../store/live.ts';
import { readJournal } from '../../store/records/journal.ts';
import { reuseUnchanged } from '../../store/reuse-unchanged.ts';
import { exportFile } from '../../store/safekeeping/export-file.ts';
import { Empty } from '../../ui/empty.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { goBack } from '../../way-back.ts';
import { copyHref, editHref, recordHref } from './hrefs.ts';
import { createRecordActions } from './record-actions.ts';
import './journal.css';

const MOST_ROWS = 200;

/** What the server did not take and what the office sent back: why, and the one action that mends it. */
export function AttentionScreen() {
  const app = useApp();
  const navigate = useNavigate();
  const words = () => labels().records.attention;
  const rows = createLiveQuery(() => readJournal(app.db, { filter: { where: 'attention' }, limit: MOST_ROWS }));
  const shown = createMemo<readonly ActivityRow[]>((before) => reuseUnchanged(before, rows() ?? []), []);
  return (
    <Screen
      wide
      title={words().title}
      back={() => goBack(navigate, JOURNAL_SCREEN)}
      backLabel={labels().common.back}
      tabs
      fill={rows()?.length === 0}
      end={
        <Show when={rows()?.length}>
          {(count) => (
            <>
              <b class="red">{labels().records.journal.found(formatNumber(count()))}</b>
              <br />
              {words().keptHere}
            </>
          )}
        </Show>
      }
      dock={
        <Show when={rows()?.length}>
          <Key icon="share" onPress={() => void saveFile()}>
            {words().export}
          </Key>
        </Show>
      }
    >
      <Switch fallback={<Loading label={labels().common.loading} />}>
        <Match when={rows()?.length === 0}>
          <Empty title={words().none}>
            <p>{words().noneText}</p>
          </Empty>
        </Match>
        <Match when={rows()}>
          <p>{words().others}</p>
          <For each={shown()}>{(row) => <TrayEntry row={row} />}</For>
        </Match>
      </Switch>
    </Screen>
  );

  async function saveFile(): Promise<void> {
    try {
      await exportFile(app.db, app.person.staffCode, app.now());
      showSnack({ text: words().exported });
    } catch {
      showSnack({ text: words().exportFailed, level: 'error' });
    }
  }
}

function TrayEntry(props: { row: ActivityRow }) {
  const app = useApp();
  const actions = createRecordActions();
  const factsOf = createFactsLine();
  const words = () => labels().records.attention;
  return (
    <Show when={props.row.attention}>
      {(attention) => {
        const said = () => attentionWords(attention());
        return (
          <section class="sheet tray">
            <div class="pad">
              <h2>
                {typeWords(props.row.content.type).short}
                {DOT}
                {dayShort(props.row.date)}
              </h2>
              <p>{factsOf(props.row.content)}</p>
            </div>
            <Notice level="err" icon="look">
              <b>{said().lead}</b> {said().reasons.join(' ')}
            </Notice>
            <div class="pad tray-keys">
              <Key href={recordHref(props.row)}>{words().look}</Key>
              <Show when={isStuck(attention())}>
                <Key kind="main" grow onPress={() => void actions.sendOnceMore(props.row)}>
                  {labels().records.attention.sendAgain}
                </Key>
              </Show>
              <Show
                when={said().canMend && mayEdit(app, props.row)}
                fallback={
                  <Show when={!isVerdict(attention())}>
                    <Key kind="main" grow href={copyHref(props.row)}>
                      {words().copy}
                    </Key>
                  </Show>
                }
              >
                <Key kind={isStuck(attention()) ? undefined : 'main'} grow href={editHref(props.row)}>
                  {mendLabel(said().field)}
                </Key>
              </Show>
              <Show when={attention().kind === 'refused'}>
                <Key kind="bare" onPress={() => void actions.discard(props.row)}>
                  {discardLabel(props.row)}
                </Key>
              </Show>
            </div>
          </section>
        );
      }}
    </Show>
  );
}
