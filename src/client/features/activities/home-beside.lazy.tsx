import { For, Match, Show, Suspense, Switch } from 'solid-js';
import { useApp } from '../../app-context.ts';
import { activitySummary, DOT, typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { createLocalityNameOf } from '../../records/record-line.ts';
import { LazyUnplacedNotice } from '../../records/unplaced.tsx';
import type { ActivityRow, DraftRow } from '../../store/db.ts';
import { createLiveQuery } from '../../store/live.ts';
import { listDrafts } from '../../store/records/drafts.ts';
import { readLastActivity } from '../../store/records/record-lookups.ts';
import { Icon } from '../../ui/icon.tsx';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import { StateMark } from '../../ui/state-line.tsx';
import { createDraftWords } from './draft-words.ts';
import { copyHref, draftHref } from './hrefs.ts';

/** Drafts in progress on the home screen. */
function DraftRows() {
  const app = useApp();
  const drafts = createLiveQuery(() => listDrafts(app.db));
  const wordsOf = createDraftWords();
  const line = (row: DraftRow): string => {
    const { facts, lacks, saved } = wordsOf(row);
    return [facts, lacks, saved].filter(Boolean).join(DOT);
  };
  return (
    <For each={drafts()}>
      {(row) => (
        <a class="draft-row" href={draftHref(row)}>
          <StateMark kind="draft" />
          <span class="grow">
            <b>{labels().records.home.draft(typeWords(row.draft.type).short)}</b>
            <span class="meta">{line(row)}</span>
          </span>
          <Icon name="chev" />
        </a>
      )}
    </For>
  );
}

/** The first time only: everything else works without a signal. */
function NoPlan() {
  const app = useApp();
  return (
    <Notice level="info" icon="plan">
      <p>
        <b>{labels().activities.home.noPlan}</b>
      </p>
      <p>{labels().activities.home.noPlanText}</p>
      <Key icon="dl" onPress={() => app.sync.nudge()}>
        {labels().records.home.fetchPlan}
      </Key>
    </Notice>
  );
}

function MayNotRecord() {
  return (
    <Notice level="info">
      <p>
        <b>{labels().activities.home.mayNot}</b>
      </p>
      <p>{labels().activities.home.mayNotText}</p>
    </Notice>
  );
}

/** Under the thumb: the same again, dated today, naming what it repeats. */
function RepeatKey(props: { row: ActivityRow }) {
  const placeOf = createLocalityNameOf();
  const place = (): string => {
    const name = placeOf(props.row.content);
    return name === undefined ? '' : `${name}${DOT}`;
  };
  return (
    <a class="key key-main key-big repeat" href={copyHref(props.row)}>
      <Icon name="repeat" />
      <span class="grow">
        {labels().records.home.repeat}
        <small>
          {typeWords(props.row.content.type).short}
          {DOT}
          {place()}
          {activitySummary(props.row.content)}
        </small>
      </span>
    </a>
  );
}

function Repeat() {
  const app = useApp();
  const last = createLiveQuery(() => readLastActivity(app.db, app.person.id));
  return <Show when={last()}>{(row) => <RepeatKey row={row()} />}</Show>;
}

/** What stands on the home screen beside the tiles: drafts in progress, the last entry to repeat, or why there is nothing to begin. */
export function HomeBeside(props: { what: 'drafts' | 'noPlan' | 'mayNotRecord' | 'repeat' }) {
  return (
    <Switch
      fallback={
        <>
          <DraftRows />
          <Suspense>
            <LazyUnplacedNotice />
          </Suspense>
        </>
      }
    >
      <Match when={props.what === 'noPlan'}>
        <NoPlan />
      </Match>
      <Match when={props.what === 'mayNotRecord'}>
        <MayNotRecord />
      </Match>
      <Match when={props.what === 'repeat'}>
        <Repeat />
      </Match>
    </Switch>
  );
}
