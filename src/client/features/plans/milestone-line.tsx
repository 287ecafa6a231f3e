import { Show } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import type { DueWork } from '../../../domain/due-work.ts';
import type { Plan, PlanItem } from '../../../domain/plan.ts';
import { useApp } from '../../app-context.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { DueWords, dueText, leadingWork } from './due-words.tsx';
import { ItemLink } from './item-link.tsx';

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
    <ItemLink plan={props.plan} item={props.item}>
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
    </ItemLink>
  );
}
