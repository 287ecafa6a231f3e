import { Show } from 'solid-js';
import type { ActivityContent } from '../../../domain/activity.ts';
import { officeDay, yearOf } from '../../../domain/day.ts';
import type { AmountColumn } from '../../../domain/figures/column.ts';
import type { ServerActivity } from '../../../protocol/server-activity.ts';
import { addressOf, SERVER_RECORD_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { unitOf } from '../../labels/column-words.ts';
import { countText } from '../../labels/figure-text.ts';
import { activitySummary, DOT, dayShort, formatDay, typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { createAuthorOf } from '../../records/author.ts';
import { createLocalityNameOf } from '../../records/record-line.ts';
import { subjectOf } from '../../records/subject.ts';
import { Icon } from '../../ui/icon.tsx';
import { countOf } from './records-sum.ts';

/** One record behind a figure: what it adds, when and where, what the office made of it and who wrote it. */
export function RecordRow(props: { activity: ServerActivity; column: AmountColumn; under: string }) {
  const app = useApp();
  const placeOf = createLocalityNameOf();
  const authorOf = createAuthorOf();
  const content = () => props.activity.content as ActivityContent;
  /** The year only where it is another. */
  const when = (): string => {
    const { date } = content();
    return yearOf(date) === yearOf(officeDay(app.now())) ? dayShort(date) : formatDay(date);
  };
  const isConfirmed = (): boolean => props.activity.state === 'confirmed';
  const count = () => countOf(props.activity, props.column);
  return (
    <li>
      <a class="tally-record" href={addressOf(SERVER_RECORD_SCREEN, { params: { id: props.activity.id } })}>
        <span class="tally-record-what">
          <span class="strong">
            {when()}
            {DOT}
            {placeOf(content()) ?? typeWords(content().type).short}
          </span>
          <Show when={subjectOf(content())}>{(subject) => <span>{subject()}</span>}</Show>
          <span class="meta">
            <Show when={content().itemCode !== props.under}>
              {content().itemCode}
              {DOT}
            </Show>
            {props.column.measure === undefined ? activitySummary(content()) : typeWords(content().type).short}
          </span>
        </span>
        <span class="tally-record-state sea">
          <Icon name={isConfirmed() ? 'got' : 'wait'} size="s" />
          <span>
            <b>{labels().domain.states[props.activity.state]}</b>
            {DOT}
            {authorOf(props.activity.authorId)}
          </span>
        </span>
        <Show when={props.column.measure !== undefined && count()}>
          {(of) => (
            <span class="tally-record-figure">
              <b class="figure">{countText(of())}</b> {labels().common.unitBeside(of().value, unitOf(props.column.word))}
            </span>
          )}
        </Show>
      </a>
    </li>
  );
}
