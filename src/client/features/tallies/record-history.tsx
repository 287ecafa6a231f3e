import { For, Match, Show, Switch } from 'solid-js';
import type { ActivityId } from '../../../domain/ids.ts';
import { History, type HistoryEntry, isFollowed, linkOf } from '../../../protocol/account.ts';
import { useApp } from '../../app-context.ts';
import { DOT, fieldWords, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Loading } from '../../ui/loading.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { createFetched } from './fetched.ts';
import { createSay } from './record-fields.ts';

/** Saved this much (ms) before it came: the two times are then worth telling apart. */
const LATER_MS = 60_000;
const cameLater = (entry: HistoryEntry): boolean => Date.parse(entry.at) - Date.parse(entry.deviceAt) > LATER_MS;

/** Who changed what and when, the newest on top; a lost or set-aside edit stays readable. */
export function RecordHistory(props: { id: ActivityId; type: string }) {
  const app = useApp();
  const words = () => labels().tallies;
  const say = createSay(() => props.type);
  const { state } = createFetched(() => `/api/activities/${props.id}/history`, History);
  const found = () => {
    const fetched = state();
    return fetched.kind === 'ready' ? fetched.value : undefined;
  };
  const action = (entry: HistoryEntry): string => {
    const link = linkOf(entry);
    const line = link && labels().records.record.links[link.kind](link.code);
    if (line !== undefined && isFollowed(entry)) return line;
    const done = entry.action === 'record' && entry.version === 1 ? words().actions.first : words().actions[entry.action];
    return line === undefined ? done : `${done}, ${line}`;
  };
  const field = (name: string): string => fieldWords(name).label;
  return (
    <Sheet pad>
      <SheetHead>{words().history}</SheetHead>
      <Switch fallback={<p class="meta">{words().historyMissing}</p>}>
        <Match when={found()}>
          {(log) => (
            <>
              <ol class="tally-history">
                <For each={log().entries.toReversed()}>
                  {(entry) => (
                    <li>
                      <p>
                        <b>{entry.staffCode}</b> {action(entry)}
                        {DOT}
                        <span class="meta">{formatTime(entry.at, app.now())}</span>
                      </p>
                      <Show when={cameLater(entry)}>
                        <p class="meta">{words().deviceTime(formatTime(entry.deviceAt, app.now()))}</p>
                      </Show>
                      <Show when={entry.version > 1}>
                        <For each={entry.fields}>
                          {(one) => (
                            <p class="meta">{words().change(field(one.field), say(one.field, one.from), say(one.field, one.to))}</p>
                          )}
                        </For>
                      </Show>
                      <For each={entry.conflicts ?? []}>
                        {(one) => (
                          <p class="meta amber">{words().conflict(field(one.field), say(one.field, one.kept), say(one.field, one.lost))}</p>
                        )}
                      </For>
                    </li>
                  )}
                </For>
              </ol>
              <Show when={log().aside.length > 0}>
                <p class="strong amber">{words().aside}</p>
                <For each={log().aside}>
                  {(edit) => (
                    <p class="meta">
                      {edit.staffCode}
                      {DOT}
                      {formatTime(edit.at, app.now())}
                      {DOT}
                      {edit.fields.map((one) => words().set(field(one.field), say(one.field, one.to))).join('; ')}
                    </p>
                  )}
                </For>
              </Show>
            </>
          )}
        </Match>
        <Match when={state().kind === 'loading'}>
          <Loading label={words().historyLoading} />
        </Match>
      </Switch>
    </Sheet>
  );
}
