import { Show } from 'solid-js';
import type { ActivityContent } from '../../../domain/activity.ts';
import { contribution } from '../../../domain/contribution.ts';
import { officeDay, yearOf } from '../../../domain/day.ts';
import { amountOf } from '../../../domain/tally.ts';
import type { ServerActivity } from '../../../protocol/server-activity.ts';
import { useApp } from '../../app-context.ts';
import { figureText } from '../../labels/figure-text.ts';
import { activitySummary, DOT, dayShort, formatDay, typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { createAuthorOf } from '../../records/author.ts';
import { createPlaceOf } from '../../records/record-line.ts';
import { Icon } from '../../ui/icon.tsx';
import { type FigureKey, figureUnit } from './figure-key.ts';

/** One record behind a figure: what it adds, when and where, what the office made of it and who wrote it. */
export function RecordRow(props: { activity: ServerActivity; figure: FigureKey; under: string }) {
  const app = useApp();
  const placeOf = createPlaceOf();
  const authorOf = createAuthorOf();
  const content = () => props.activity.content as ActivityContent;
  /** The year only where it is another. */
  const when = (): string => {
    const { date } = content();
    return yearOf(date) === yearOf(officeDay(app.now())) ? dayShort(date) : formatDay(date);
  };
  const isConfirmed = (): boolean => props.activity.state === 'confirmed';
  const figure = (): string => {
    const amount = amountOf(contribution(content(), props.activity.state));
    return figureText(amount, props.figure === 'records' ? undefined : props.figure);
  };
  return (
    <li>
      <a class="tally-record" href={`/tong-hop/ban-ghi/${props.activity.id}`}>
        <span class="tally-record-what">
          <span class="strong">
            {when()}
            {DOT}
            {placeOf(content()) ?? typeWords(content().type).short}
          </span>
          <span class="meta">
            <Show when={content().itemCode !== props.under}>
              {content().itemCode}
              {DOT}
            </Show>
            {props.figure === 'records' ? activitySummary(content()) : typeWords(content().type).short}
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
        <Show when={props.figure !== 'records'}>
          <span class="tally-record-figure">
            <b class="figure">{figure()}</b> {figureUnit(props.figure)}
          </span>
        </Show>
      </a>
    </li>
  );
}
