import { createMemo, For, Show } from 'solid-js';
import { useApp } from '../../app-context.ts';
import { activitySummary, formatDay, typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { createAuthorOf } from '../../records/author.ts';
import { fieldRows } from '../../records/field-words.ts';
import { RecordConflicts } from '../../records/record-conflicts.tsx';
import { RecordBody } from '../../records/record-page.tsx';
import { shownFromServer } from '../../records/shown-record.ts';
import { createLiveQuery } from '../../store/live.ts';
import { readActivity } from '../../store/records/record-lookups.ts';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import type { ReviewItem } from './review-item.ts';

export interface ReviewBesideProps {
  item: ReviewItem;
  /** A record that may be the same activity. */
  possibleDuplicate: ReviewItem | undefined;
  /** The name of a record's plan, where there are several. */
  planOf: (item: ReviewItem) => string | undefined;
}

/** The record that is about to be judged, in full; where another may be the same activity, both side by side first. */
export function ReviewBeside(props: ReviewBesideProps) {
  const app = useApp();
  const id = createMemo(() => props.item.id);
  const here = createLiveQuery(() => readActivity(app.db, id()));
  const shown = createMemo(() => {
    const { server } = props.item;
    const row = here();
    return server ? shownFromServer(server) : row?.id === id() ? row : undefined;
  });
  return (
    <>
      <Show when={props.possibleDuplicate}>
        {(possibleDuplicate) => <SideBySide item={props.item} possibleDuplicate={possibleDuplicate()} planOf={props.planOf} />}
      </Show>
      <Show when={shown()}>{(record) => <RecordBody record={record()} notices={<RecordConflicts record={record()} />} />}</Show>
    </>
  );
}

interface ComparedRow {
  readonly label: string;
  readonly mine: string;
  readonly other: string;
}

/** What both say, answer by answer; where they differ it stands out, and is marked in words too. */
function SideBySide(props: ReviewBesideProps & { possibleDuplicate: ReviewItem }) {
  const app = useApp();
  const authorOf = createAuthorOf();
  const words = () => labels().review;
  const said = (item: ReviewItem): ReadonlyMap<string, string> => {
    const { content, state, authorId } = item;
    const plan = props.planOf(item);
    return new Map([
      ...(plan === undefined ? [] : [[words().compare.plan, plan] as const]),
      [words().compare.state, labels().domain.states[state]],
      [words().compare.author, authorOf(authorId)],
      [words().compare.day, formatDay(content.date)],
      [words().compare.type, typeWords(content.type).short],
      [words().compare.figures, activitySummary(content)],
      ...fieldRows(app.reference(), content).map(({ label, value }) => [label, value] as const),
    ]);
  };
  const rows = createMemo((): ComparedRow[] => {
    const [mine, other] = [said(props.item), said(props.possibleDuplicate)];
    return [...new Set([...mine.keys(), ...other.keys()])].map((label) => ({
      label,
      mine: mine.get(label) ?? '',
      other: other.get(label) ?? '',
    }));
  });
  return (
    <Sheet>
      <SheetHead icon="dup">{words().compare.title}</SheetHead>
      <table class="review-compare">
        <thead>
          <tr>
            <td />
            <th scope="col">{words().compare.mine}</th>
            <th scope="col">{words().compare.other}</th>
          </tr>
        </thead>
        <tbody>
          <For each={rows()}>
            {(row) => (
              <tr classList={{ 'review-differs': row.mine !== row.other }}>
                <th scope="row">
                  {row.label}
                  <Show when={row.mine !== row.other}>
                    <span class="unseen">, {words().compare.differs}</span>
                  </Show>
                </th>
                <td>{row.mine}</td>
                <td>{row.other}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </Sheet>
  );
}
