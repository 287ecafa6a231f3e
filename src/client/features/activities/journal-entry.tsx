import { Show } from 'solid-js';
import { useApp } from '../../app-context.ts';
import { DOT, typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { createFactsLine } from '../../records/record-line.ts';
import { RecordStateLine, recordPlace } from '../../records/record-state.tsx';
import { isStruck } from '../../records/shown-record.ts';
import { subjectOf } from '../../records/subject.ts';
import type { ActivityRow, DraftRow } from '../../store/db.ts';
import { Icon } from '../../ui/icon.tsx';
import { StateLine, StateMark } from '../../ui/state-line.tsx';
import { createDraftWords } from './draft-words.ts';
import { draftHref, recordHref } from './hrefs.ts';

/** One line of the notebook: its state stands in the margin, where a teacher would mark it. */
export function JournalEntry(props: { row: ActivityRow; onMenu: (row: ActivityRow) => void }) {
  const app = useApp();
  const factsOf = createFactsLine();
  const title = (): string => typeWords(props.row.content.type).short;
  return (
    <li class="entry" classList={{ 'entry-hot': props.row.where === 'attention', 'entry-struck': isStruck(props.row) }}>
      <StateMark kind={recordPlace(props.row, app.sync.status().phase === 'sending')} />
      <a class="entry-body" href={recordHref(props.row)}>
        <span class="entry-title">{title()}</span>
        <Show when={subjectOf(props.row.content)}>{(subject) => <span class="entry-facts entry-subject">{subject()}</span>}</Show>
        <span class="entry-facts">{factsOf(props.row.content)}</span>
        <RecordStateLine record={props.row} plain />
      </a>
      <button
        type="button"
        class="entry-more"
        aria-haspopup="dialog"
        aria-label={labels().records.journal.menu(title())}
        onClick={() => props.onMenu(props.row)}
      >
        <Icon name="dots" size="s" />
      </button>
    </li>
  );
}

export function DraftEntry(props: { row: DraftRow; onRemove: (row: DraftRow) => void }) {
  const wordsOf = createDraftWords();
  const title = (): string => typeWords(props.row.draft.type).short;
  const rest = (): string => {
    const { lacks, saved } = wordsOf(props.row);
    return `${lacks}${DOT}${saved}`;
  };
  return (
    <li class="entry">
      <StateMark kind="draft" />
      <a class="entry-body" href={draftHref(props.row)}>
        <span class="entry-title">{title()}</span>
        <span class="entry-facts">{wordsOf(props.row).facts}</span>
        <StateLine kind="draft" word={labels().domain.places.draft} plain>
          {rest()}
        </StateLine>
      </a>
      <button
        type="button"
        class="entry-more"
        aria-label={`${labels().records.journal.removeDraft}: ${title()}`}
        onClick={() => props.onRemove(props.row)}
      >
        <Icon name="trash" size="s" />
      </button>
    </li>
  );
}
