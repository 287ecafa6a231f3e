import { For } from 'solid-js';
import { useApp } from '../../app-context.ts';
import { DOT, typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { DraftRow } from '../../store/db.ts';
import { createLiveQuery } from '../../store/live.ts';
import { listDrafts } from '../../store/records/drafts.ts';
import { Icon } from '../../ui/icon.tsx';
import { StateMark } from '../../ui/state-line.tsx';
import { createDraftWords } from './draft-words.ts';
import { draftHref } from './hrefs.ts';

/** Drafts in progress on the home screen. */
export function DraftRows() {
  const app = useApp();
  const drafts = createLiveQuery(() => listDrafts(app.db));
  const wordsOf = createDraftWords();
  const line = (row: DraftRow): string => {
    const { facts, lacks, kept } = wordsOf(row);
    return [facts, lacks, kept].filter(Boolean).join(DOT);
  };
  return (
    <For each={drafts()}>
      {(row) => (
        <a class="draft-row" href={draftHref(row)}>
          <StateMark kind="draft" />
          <span class="grow">
            <b>{labels().activities.home.draft(typeWords(row.draft.type).short)}</b>
            <span class="meta">{line(row)}</span>
          </span>
          <Icon name="chev" />
        </a>
      )}
    </For>
  );
}
