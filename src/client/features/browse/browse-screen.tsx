import './browse.css';
import { useNavigate, useSearchParams } from '@solidjs/router';
import { createEffect, createMemo, createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js';
import type { ActivityId } from '../../../domain/ids.ts';
import { TALLY_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { LetterKeysChoice } from '../../letter-keys-choice.tsx';
import { createListKeys } from '../../list-keys.ts';
import type { Fetched } from '../../office/create-fetched.ts';
import { troubleText } from '../../office/trouble.ts';
import { lookOf, TroubleNotice } from '../../office/trouble-notice.tsx';
import { type BrowseChoice, browseHref, readBrowse } from '../../records/browse-choice.ts';
import { SEARCH_NAMES } from '../../records/search-names.ts';
import { refoldOnce } from '../../store/records/refold.ts';
import { nameForSearch } from '../../store/records/search-index.ts';
import { Beside } from '../../ui/beside.tsx';
import { Empty } from '../../ui/empty.tsx';
import { issueId } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { goBack } from '../../way-back.ts';
import { createWide, DESK } from '../../wide.ts';
import { BrowseFilters } from './browse-filters.tsx';
import { type BrowseList, createBrowseList } from './browse-list.ts';
import { searchIssue } from './browse-query.ts';
import { ExportDialog } from './export-dialog.tsx';
import { FoundList, lineId } from './found-list.tsx';
import { RecordBeside, type Verdicts } from './record-beside.tsx';

nameForSearch(SEARCH_NAMES);

/** Milliseconds after the last letter before the office is asked. */
const TYPING_MS = 250;

/** Every record this person may see: looked for at the office by words and answers, without a signal among those that are here. */
export function BrowseScreen(props: Verdicts) {
  const app = useApp();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const isWide = createWide(DESK);
  const choice = createMemo(() => readBrowse(search));
  const words = () => labels().browse;
  const [exporting, setExporting] = createSignal(false);
  const list = createBrowseList(app, choice);
  let input: HTMLInputElement | undefined;
  // Not in the search itself: it is a live query, which may not write.
  onMount(() => void refoldOnce(app.db).catch(reportError));

  const choose = (change: BrowseChoice): void =>
    navigate(browseHref({ ...choice(), open: undefined, ...change }), { replace: true, scroll: false });
  const showAll = (): void => {
    input?.blur();
    navigate(browseHref({}), { replace: true });
  };
  const open = (id: ActivityId): void => {
    choose({ open: id });
    const line = document.getElementById(lineId(id));
    line?.focus({ preventScroll: true });
    line?.scrollIntoView({ block: 'nearest' });
  };
  createListKeys<ActivityId>({
    ids: () => list.records().map(({ id }) => id),
    current: () => choice().open ?? (document.activeElement?.id.replace(/^found-/, '') as ActivityId | undefined),
    onMove: (id) => (isWide() ? open(id) : document.getElementById(lineId(id))?.focus()),
    onEnter: () => document.getElementById('browse-record')?.focus(),
    onSearch: () => input?.focus(),
  });
  return (
    <Screen
      title={words().title}
      wide
      back={() => goBack(navigate, TALLY_SCREEN)}
      backLabel={labels().common.back}
      end={
        <span class="browse-end">
          <FoundCount list={list} />
          <Show when={!list.here() && list.total()}>
            <Key icon="dl" label={words().file.give} onPress={() => setExporting(true)}>
              <Show when={isWide()}>{words().file.give}</Show>
            </Key>
          </Show>
        </span>
      }
    >
      <div class="browse-controls">
        <SearchBox
          text={choice().text ?? ''}
          issue={searchIssue(choice().text)}
          ref={(element) => (input = element)}
          onText={(text) => choose({ text })}
        />
        <BrowseFilters choice={choice()} onChoose={choose} />
      </div>
      <Show when={list.here()}>
        {(here) => (
          <Notice level="info" icon="nosig" live>
            <p>{(here().more ? words().onlyLatestHere : words().onlyHere)(formatNumber(here().records.length))}</p>
            <Key onPress={() => list.next()}>{labels().common.retry}</Key>
          </Notice>
        )}
      </Show>
      <Show when={list.query()}>
        {(query) => (
          <>
            <Beside
              wide={isWide()}
              label={words().beside}
              detail={
                <Show when={choice().open} keyed fallback={<p class="meta">{words().chooseOne}</p>}>
                  {(id) => <RecordBeside id={id} here={props.here} office={props.office} />}
                </Show>
              }
            >
              <Show when={list.records().length > 0}>
                <Show when={isWide()}>
                  <LetterKeysChoice keys={words().keys} />
                </Show>
                <FoundList
                  records={list.records()}
                  here={list.here() !== undefined}
                  opened={choice().open}
                  onOpen={isWide() ? open : undefined}
                />
              </Show>
              <ListFoot list={list} onAll={showAll} />
            </Beside>
            <ExportDialog open={exporting()} query={query()} total={list.total()} onClose={() => setExporting(false)} />
          </>
        )}
      </Show>
    </Screen>
  );
}

/** Asks once the typing rests. The address then says what was typed, and writes nothing into a field that somebody is in. */
function SearchBox(props: {
  text: string;
  issue: string | undefined;
  ref: (input: HTMLInputElement) => void;
  onText: (text: string | undefined) => void;
}) {
  const words = () => labels().browse;
  const said = createMemo(() => props.text);
  const [typed, setTyped] = createSignal(said());
  let input: HTMLInputElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const type = (text: string): void => {
    setTyped(text);
    clearTimeout(timer);
    timer = setTimeout(() => props.onText(text.trim() === '' ? undefined : text), TYPING_MS);
  };
  createEffect(() => {
    const text = said();
    if (document.activeElement !== input) setTyped(text);
  });
  onCleanup(() => clearTimeout(timer));
  return (
    <>
      <div class="search">
        <Icon name="search" />
        <input
          id="browse-search"
          type="search"
          aria-label={words().search}
          aria-invalid={props.issue !== undefined}
          aria-describedby={issueId('browse-search')}
          placeholder={words().searchHint}
          autocomplete="off"
          value={typed()}
          ref={(element) => {
            input = element;
            props.ref(element);
          }}
          onInput={(event) => type(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            // The browser would empty the field and say so to nobody.
            event.preventDefault();
            event.currentTarget.blur();
          }}
        />
      </div>
      <div id={issueId('browse-search')} role="alert">
        <Show when={props.issue}>
          {(issue) => (
            <div class="issue issue-error">
              <Icon name="err" size="s" />
              <span class="grow">{issue()}</span>
            </div>
          )}
        </Show>
      </div>
    </>
  );
}

function FoundCount(props: { list: BrowseList }) {
  const words = () => labels().browse;
  return (
    <span role="status">
      <Show when={!props.list.here() && props.list.total() !== undefined}>{words().found(formatNumber(props.list.total() ?? 0))}</Show>
    </span>
  );
}

/** What follows the list, or why it ends. */
function ListFoot(props: { list: BrowseList; onAll: () => void }) {
  const words = () => labels().browse;
  const last = (): Fetched<{ readonly more: boolean }> => props.list.last();
  const isEmpty = (): boolean => props.list.records().length === 0;
  const nothing = () => (
    <Empty title={words().nothing} action={<Key onPress={() => props.onAll()}>{words().showAll}</Key>}>
      <p>{words().nothingHint}</p>
    </Empty>
  );
  return (
    <Switch>
      <Match when={props.list.waits()}>
        <Loading label={words().loading} />
      </Match>
      <Match when={props.list.here()}>
        <Show when={isEmpty()}>{nothing()}</Show>
      </Match>
      <Match when={last().kind === 'ready' && (last() as { value?: { readonly more: boolean } }).value?.more}>
        <Key onPress={() => props.list.next()}>{words().more}</Key>
      </Match>
      <Match when={last().kind === 'ready' && isEmpty()}>{nothing()}</Match>
      <Match when={'error' in last() && (last() as Extract<Fetched<unknown>, { error: unknown }>)}>
        {(why) => (
          <TroubleNotice
            {...lookOf(why().kind)}
            text={troubleText(why().error, { unreached: words().offline, withheld: words().forbidden })}
            onAgain={() => props.list.next()}
          />
        )}
      </Match>
    </Switch>
  );
}
