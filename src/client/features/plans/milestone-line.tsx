import { Show } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import type { DueWork } from '../../../domain/due-work.ts';
import { isEnded } from '../../../domain/ended.ts';
import type { Plan, PlanItem } from '../../../domain/plan.ts';
import { useApp } from '../../app-context.ts';
import { itemHref } from '../../item-href.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { EndedMark } from '../../ui/ended-mark.tsx';
import { Plate } from '../../ui/plate.tsx';
import { DueWords, dueText, leadingWork } from './due-words.tsx';

/** One time of it stands for all: the longest overdue, else the next. */
export function MilestoneLine(props: { plan: Plan; item: PlanItem; work: readonly DueWork[] }) {
  const app = useApp();
  const words = () => labels().plans;
  const done = (): number => props.work.filter(({ state }) => state.kind === 'done').length;
  const facts = (work: DueWork): string =>
    [
      words().milestone,
      ...(props.work.length > 1 ? [words().due.some(formatNumber(done()), formatNumber(props.work.length))] : []),
      ...(work.state.kind === 'done' ? [] : [dueText(work.due, officeDay(app.now()))]),
    ].join(', ');
  return (
    <a class="plan-item" href={itemHref(props.plan.id, props.item.code)}>
      <span class="plan-item-head">
        <Plate code={props.item.code} />
        <span class="plan-item-title">
          {props.item.title}
          <EndedMark word={isEnded(props.item) ? words().ended : undefined} />
        </span>
      </span>
      <Show when={leadingWork(props.work)} fallback={<span class="meta plan-item-foot">{words().milestone}</span>}>
        {(leading) => (
          <span class="plan-item-foot">
            <span class="meta">{facts(leading())}</span>
            <span class="end">
              <DueWords state={leading().state} />
            </span>
          </span>
        )}
      </Show>
    </a>
  );
}
