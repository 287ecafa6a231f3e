import { createMemo, createSignal, For, Match, onMount, Show, Switch } from 'solid-js';
import { officeDay, yearOf } from '../../../domain/day.ts';
import { horizonHeard, horizonOf } from '../../../domain/horizon.ts';
import { HOME_SCREEN } from '../../addresses.ts';
import { type App, useApp } from '../../app-context.ts';
import { formatNumber, formatTime, typeWords } from '../../labels/format.ts';
import { labels, withWords } from '../../labels/labels.ts';
import { SEARCH_NAMES } from '../../records/search-names.ts';
import type { ActivityRow, DraftRow } from '../../store/db.ts';
import { countParked } from '../../store/feed/feed-state.ts';
import { createLiveQuery } from '../../store/live.ts';
import { deleteDraft, listDrafts } from '../../store/records/drafts.ts';
import { countOwnReceived, type JournalFilter, readJournal } from '../../store/records/journal.ts';
import { refoldOnce } from '../../store/records/refold.ts';
import { nameForSearch } from '../../store/records/search-index.ts';
import { searchJournal } from '../../store/records/search-journal.ts';
import { ask } from '../../ui/ask.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Key } from '../../ui/key.tsx';
import { lazyPiece } from '../../ui/lazy-piece.ts';
import { Loading } from '../../ui/loading.tsx';
import { Screen } from '../../ui/screen.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { type StateKind, StateLine } from '../../ui/state-line.tsx';
import { EntryMenu } from './entry-menu.tsx';
import { type JournalChoice, JournalFoot } from './journal-foot.tsx';
import { JournalPage } from './journal-page.tsx';
import { mayRecord } from './propose.ts';
import './journal.css';

/** A screenful and what lies just below it. */
const PAGE_ROWS = 20;
/** Beyond these the tray shows the others. */
const PINNED_ROWS = 20;

nameForSearch(SEARCH_NAMES);

const OlderYears = lazyPiece(
  () => withWords(['records', 'refusals'], import('./older-years.lazy.tsx')),
  (module) => module.OlderYears,
);

const isAll = (choice: JournalChoice): boolean =>
  choice.where === undefined && choice.type === undefined && (choice.query ?? '').trim() === '';

/** What waits on the phone or needs a look is this person's doing, whoever wrote the record first. */
const filterOf = (app: App, { where, type }: JournalChoice): JournalFilter => ({
  ...(where === undefined && { authorId: app.person.id }),
  ...(where !== undefined && { where }),
  ...(type !== undefined && { type }),
});

/** One row more than shown tells whether there are others. */
async function readRows(app: App, choice: JournalChoice, limit: number) {
  const filter = filterOf(app, choice);
  const query = (choice.query ?? '').trim();
  const found = await (query === '' ? readJournal(app.db, { filter, limit: limit + 1 }) : searchJournal(app.db, query, filter, limit + 1));
  return { rows: found.slice(0, limit), more: found.length > limit, query, all: isAll(choice) };
}

/** The person's own records by day. */
export function JournalScreen() {
  const app = useApp();
  const [choice, setChoice] = createSignal<JournalChoice>({});
  const [limit, setLimit] = createSignal(PAGE_ROWS);
  const [menu, setMenu] = createSignal<ActivityRow>();
  // Not in the search itself: it is a live query, which may not write.
  onMount(() => void refoldOnce(app.db).catch(reportError));
  const choose = (next: JournalChoice): void => {
    setLimit(PAGE_ROWS);
    setChoice(next);
  };
  const status = app.status;
  const drafts = createLiveQuery(() => listDrafts(app.db));
  const page = createLiveQuery(() => readRows(app, choice(), limit()));
  const pinned = createLiveQuery(() => readJournal(app.db, { filter: { where: 'attention' }, limit: PINNED_ROWS }));
  const rows = createMemo(() => {
    const read = page();
    return (read?.all ? read.rows.filter((row) => row.where !== 'attention') : read?.rows) ?? [];
  });
  const isBlank = (): boolean => page()?.all === true && page()?.rows.length === 0 && drafts()?.length === 0 && pinned()?.length === 0;
  const received = createLiveQuery(() => countOwnReceived(app.db));
  const parked = createLiveQuery(() => countParked(app.db));
  /** An office that worked before the horizon has records which are not here. Who sees those of all reads them at the office. */
  const older = createMemo(() => {
    const { lastContactAt, clockSkewMs } = status() ?? {};
    const horizon = lastContactAt === undefined ? horizonOf(officeDay(app.now())) : horizonHeard(lastContactAt, clockSkewMs);
    const firstDay = (app.plans() ?? []).map(({ period }) => period.from).sort()[0];
    const isAtEnd = page()?.more === false && choice().where === undefined && app.scope.records !== 'all';
    return isAtEnd && firstDay !== undefined && firstDay < horizon ? { horizon, firstYear: yearOf(firstDay) } : undefined;
  });
  const counts = () => ({ phone: status()?.onPhone ?? 0, attention: status()?.attention ?? 0 });

  return (
    <Screen
      wide
      title={labels().common.tabs.journal}
      fill
      end={<HeadStatus />}
      dock={
        <Show when={!isBlank()} fallback={<FirstKey />}>
          <JournalFoot choice={choice()} counts={counts()} onChoose={choose} />
        </Show>
      }
    >
      <Switch fallback={<Loading label={labels().common.loading} />}>
        <Match when={isBlank()}>
          <FirstPage />
        </Match>
        <Match when={page() && drafts() && pinned()}>
          <JournalPage
            head={<FoundLine choice={choice()} found={page()} onAll={() => choose({})} />}
            pinned={page()?.all ? (pinned() ?? []) : []}
            drafts={page()?.all ? (drafts() ?? []) : []}
            rows={rows()}
            today={officeDay(app.now())}
            more={page()?.more ?? false}
            onMore={() => setLimit(limit() + PAGE_ROWS)}
            onMenu={setMenu}
            onRemoveDraft={(row) => void removeDraft(app, row)}
            foot={<Show when={older()}>{(known) => <OlderYears {...known()} />}</Show>}
          />
        </Match>
      </Switch>
      <EntryMenu row={menu()} onClose={() => setMenu(undefined)} />
    </Screen>
  );

  function HeadStatus() {
    return (
      <Show when={received() !== undefined && status()}>
        {(known) => (
          <>
            {labels().records.journal.status(formatNumber(known().onPhone), formatNumber(received() ?? 0))}
            <br />
            <Show when={known().lastContactAt} fallback={labels().common.status.never}>
              {(at) => labels().common.status.lastContact(formatTime(at(), app.now()))}
            </Show>
            <Show when={parked()?.records}>
              {(records) => (
                <>
                  <br />
                  {labels().records.journal.parked(formatNumber(records()))}
                </>
              )}
            </Show>
          </>
        )}
      </Show>
    );
  }
}

/** How many were found, and the way back to all. */
function FoundLine(props: {
  choice: JournalChoice;
  found: { readonly rows: readonly ActivityRow[]; readonly more: boolean; readonly query: string; readonly all: boolean } | undefined;
  onAll: () => void;
}) {
  const words = () => labels().records.journal;
  const text = (): string => {
    const found = props.found;
    if (!found) return '';
    const count = `${formatNumber(found.rows.length)}${found.more ? '+' : ''}`;
    const about = [found.query && `“${found.query}”`, props.choice.type && typeWords(props.choice.type).short].filter(Boolean).join(', ');
    return about === '' ? words().found(count) : `${about}: ${words().found(count)}`;
  };
  return (
    <Show when={props.found && !props.found.all}>
      <div class="found-line" role="status">
        <span class="grow">
          {props.found?.rows.length === 0 ? `${words().nothingHere}${props.found.query && `: “${props.found.query}”`}` : text()}
        </span>
        <Key kind="bare" icon="x" onPress={() => props.onAll()}>
          {words().showAll}
        </Key>
      </div>
    </Show>
  );
}

async function removeDraft(app: App, row: DraftRow): Promise<void> {
  const { journal } = labels().records;
  const agreed = await ask({
    title: journal.removeDraftTitle,
    text: journal.removeDraftText(typeWords(row.draft.type).short),
    confirm: journal.removeDraft,
    cancel: labels().common.cancel,
    danger: true,
  });
  if (!agreed) return;
  try {
    await deleteDraft(app.db, row.id);
    showSnack({ text: journal.draftRemoved });
  } catch {
    showSnack({ text: labels().records.record.saveFailed, level: 'error' });
  }
}

const FOUR: readonly Exclude<StateKind, 'draft'>[] = ['phone', 'sending', 'received', 'attention'];

/** The first blank page teaches the four words. */
function FirstPage() {
  const app = useApp();
  const words = () => labels().records.journal;
  const home = () => labels().activities.home;
  return (
    <Show
      when={mayRecord(app.scope)}
      fallback={
        <Empty title={home().mayNot}>
          <p>{home().mayNotText}</p>
        </Empty>
      }
    >
      <Empty title={words().emptyTitle}>
        <p>{words().emptyText}</p>
        <ul>
          <For each={FOUR}>
            {(kind) => (
              <li>
                <StateLine kind={kind} word={labels().domain.places[kind]}>
                  {words().four[kind]}
                </StateLine>
              </li>
            )}
          </For>
        </ul>
        <Show when={app.scope.records !== 'own'}>
          <p>{words().emptyOthers}</p>
        </Show>
      </Empty>
    </Show>
  );
}

function FirstKey() {
  const app = useApp();
  return (
    <Show when={mayRecord(app.scope)}>
      <Key kind="main" big icon="plus" href={HOME_SCREEN}>
        {labels().records.journal.firstEntry}
      </Key>
    </Show>
  );
}
