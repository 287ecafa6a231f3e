import { useNavigate } from '@solidjs/router';
import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import { ENTRY_KINDS, type Entry, type EntryKind, entriesOf } from '../../../domain/reference-changes.ts';
import { ACCOUNTS_SCREEN, PLAN_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Chips } from '../../ui/chips.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Key } from '../../ui/key.tsx';
import { LinkRow } from '../../ui/link-row.tsx';
import { Notice } from '../../ui/notice.tsx';
import { DockRow, Screen } from '../../ui/screen.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import type { Doing } from './doing.ts';
import { EntryDialog } from './entry-dialog.tsx';
import { listEntries } from './entry-list.ts';
import { entryNote } from './entry-words.ts';
import './reference.css';

export function EntryRows(props: { kind: EntryKind; entries: readonly Entry[]; label: string; onOpen: (id: string) => void }) {
  const app = useApp();
  return (
    <Sheet label={props.label}>
      <ul>
        <For each={props.entries}>
          {(entry) => (
            <li>
              <LinkRow title={entry.name} note={entryNote(entry, props.kind, app.reference())} onPress={() => props.onOpen(entry.id)} />
            </li>
          )}
        </For>
      </ul>
    </Sheet>
  );
}

/** Units, places and partners with the days they are valid on; all of it is read on this device and changed at the office. */
export function ReferenceScreen() {
  const app = useApp();
  const navigate = useNavigate();
  const words = () => labels().reference;
  const [kind, setKind] = createSignal<EntryKind>('unit');
  const [query, setQuery] = createSignal('');
  const [doing, setDoing] = createSignal<Doing>();
  const [showEnded, setShowEnded] = createSignal(false);
  const today = () => officeDay(app.now());
  const all = () => entriesOf(app.reference(), kind());
  const lists = createMemo(() => listEntries(app.reference(), kind(), today(), query()));
  const isSearching = (): boolean => query().trim() !== '';
  const endedOpen = (): boolean => showEnded() || isSearching();

  const dock = () => (
    <>
      <DockRow>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend on screen */}
        <div role="group" aria-label={words().kindsName}>
          <Chips
            id="reference-kind"
            many={false}
            options={ENTRY_KINDS.map((value) => ({ value, label: words().kinds[value] }))}
            chosen={[kind()]}
            onToggle={(value) => setKind(value as EntryKind)}
          />
        </div>
      </DockRow>
      <DockRow>
        <div class="search">
          <Icon name="search" />
          <input
            type="search"
            aria-label={labels().common.search}
            placeholder={labels().common.search}
            autocomplete="off"
            value={query()}
            onInput={(event) => setQuery(event.currentTarget.value)}
          />
        </div>
        <Key kind="main" icon="plus" label={words().add[kind()]} onPress={() => setDoing({ what: 'add' })}>
          {words().addShort}
        </Key>
      </DockRow>
    </>
  );

  return (
    <Screen
      wide
      title={words().title}
      back={() => navigate(app.scope.managesAccounts ? ACCOUNTS_SCREEN : PLAN_SCREEN)}
      backLabel={labels().common.back}
      end={words().count(formatNumber(lists().open.length))}
      dock={dock()}
    >
      <Show when={app.sync.status().online === false}>
        <Notice level="info" icon="nosig">
          {words().offlineHead}
        </Notice>
      </Show>
      <Switch>
        <Match when={all().length === 0}>
          <Empty title={words().empty[kind()]}>
            <p>{words().emptyHint}</p>
          </Empty>
        </Match>
        <Match when={isSearching() && lists().open.length + lists().ended.length === 0}>
          <p role="status">{labels().common.nothingFound}</p>
        </Match>
        <Match when={true}>
          <p class="meta">{words().lead}</p>
          <Show when={lists().open.length > 0} fallback={<p>{words().nothingValid}</p>}>
            <EntryRows kind={kind()} entries={lists().open} onOpen={(id) => setDoing({ what: 'look', id })} label={words().kinds[kind()]} />
          </Show>
          <Show when={lists().ended.length > 0}>
            <Key
              icon={endedOpen() ? 'minus' : 'plus'}
              expanded={endedOpen()}
              controls="reference-ended"
              onPress={() => setShowEnded(!endedOpen())}
            >
              {words().closed(formatNumber(lists().ended.length))}
            </Key>
            <div id="reference-ended">
              <Show when={endedOpen()}>
                <EntryRows
                  kind={kind()}
                  entries={lists().ended}
                  onOpen={(id) => setDoing({ what: 'look', id })}
                  label={words().closed(formatNumber(lists().ended.length))}
                />
              </Show>
            </div>
          </Show>
        </Match>
      </Switch>
      <Show when={app.scope.managesReference}>
        <Sheet>
          <LinkRow icon="copy" title={words().paste.titles[kind()]} note={words().paste.note} onPress={() => setDoing({ what: 'paste' })} />
          <LinkRow icon="post" title={words().settings.title} note={words().settings.note} onPress={() => setDoing({ what: 'settings' })} />
        </Sheet>
      </Show>
      <EntryDialog kind={kind()} doing={doing()} onDo={setDoing} />
    </Screen>
  );
}
