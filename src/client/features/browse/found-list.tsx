import { For, Show } from 'solid-js';
import { officeDay, yearOf } from '../../../domain/day.ts';
import { addressOf, RECORD_SCREEN, SERVER_RECORD_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { activitySummary, DOT, dayShort, formatDay, typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { createAuthorOf } from '../../records/author.ts';
import { createLocalityNameOf } from '../../records/record-line.ts';
import { isStruck, type ShownRecord } from '../../records/shown-record.ts';
import { subjectOf } from '../../records/subject.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Plate } from '../../ui/plate.tsx';

const STATE_ICONS: Readonly<Record<ShownRecord['state'], IconName>> = {
  sent: 'wait',
  confirmed: 'got',
  returned: 'look',
  withdrawn: 'undo',
  duplicate: 'dup',
};

/** The id of a record's line, for the keys that go to it. */
export const lineId = (id: string): string => `found-${id}`;

export interface FoundListProps {
  records: readonly ShownRecord[];
  /** They lie on this phone, and have their pages there. */
  here: boolean;
  opened: string | undefined;
  /** Where there is room beside the list; otherwise a press leads to the record's own page. */
  onOpen: ((id: ShownRecord['id']) => void) | undefined;
}

/** One line for each record: when, under what, where and how much, who, and what the office made of it. */
export function FoundList(props: FoundListProps) {
  const app = useApp();
  const placeOf = createLocalityNameOf();
  const authorOf = createAuthorOf();
  const when = ({ content: { date } }: ShownRecord): string =>
    yearOf(date) === yearOf(officeDay(app.now())) ? dayShort(date) : formatDay(date);
  const more = ({ content }: ShownRecord): string =>
    [typeWords(content.type).short, subjectOf(content), content.note].filter(Boolean).join(DOT);
  const press = (event: MouseEvent, id: ShownRecord['id']): void => {
    // Whoever wants a page of its own for it gets one.
    if (!props.onOpen || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    props.onOpen(id);
  };
  return (
    <ul class="sheet browse-found">
      <For each={props.records}>
        {(record) => (
          <li>
            <a
              id={lineId(record.id)}
              class="browse-line"
              href={addressOf(props.here ? RECORD_SCREEN : SERVER_RECORD_SCREEN, { params: { id: record.id } })}
              aria-current={props.opened === record.id ? 'true' : undefined}
              onClick={(event) => press(event, record.id)}
            >
              <span class="browse-day figure">{when(record)}</span>
              <span class="browse-what">
                <span class="browse-first" classList={{ struck: isStruck(record) }}>
                  <Plate code={record.content.itemCode} /> <b>{placeOf(record.content) ?? typeWords(record.content.type).short}</b>
                  {DOT}
                  {activitySummary(record.content)}
                </span>
                <span class="meta browse-more">{more(record)}</span>
              </span>
              <span class="meta browse-who">
                {authorOf(record.authorId)}
                <span class="browse-state">
                  <Icon name={STATE_ICONS[record.state]} size="s" /> {labels().domain.states[record.state]}
                </span>
                <Show when={record.where !== 'received'}>
                  {DOT}
                  {labels().domain.places[record.where]}
                </Show>
              </span>
            </a>
          </li>
        )}
      </For>
    </ul>
  );
}
