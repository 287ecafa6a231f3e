import { type Day, officeDay, yearOf } from '../../../domain/day.ts';
import type { DueState, DueWork } from '../../../domain/due-work.ts';
import { useApp } from '../../app-context.ts';
import { dayShort, formatDay, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';

/** Without the year where that is the present one. */
const dayText = (value: Day, today: Day): string => (yearOf(value) === yearOf(today) ? dayShort(value) : formatDay(value));

/** "hạn 30/6", "khi cần" */
export const dueText = (due: Day | null, today: Day): string =>
  due === null ? labels().plans.due.whenNeeded : labels().plans.due.on(dayText(due, today));

/** Nothing is said while the day is far. */
export function stateText(state: DueState, today: Day): string {
  const words = labels().plans.due;
  switch (state.kind) {
    case 'done':
      return words.done([dayText(state.on, today), ...(state.docNumber === undefined ? [] : [state.docNumber])].join(', '));
    case 'overdue':
      return words.overdue(formatNumber(state.days));
    case 'soon':
      return words.soon(state.days);
    case 'ahead':
      return '';
  }
}

const DRAWINGS: Readonly<Record<DueState['kind'], IconName>> = { done: 'tick', overdue: 'flag', soon: 'cal', ahead: 'cal' };

/** How the work stands. */
export function DueWords(props: { state: DueState }) {
  const app = useApp();
  const text = (): string => stateText(props.state, officeDay(app.now()));
  return (
    <span class={`pace-words due-${props.state.kind}`}>
      {text() !== '' && <Icon name={DRAWINGS[props.state.kind]} size="s" />}
      {text()}
    </span>
  );
}

const dueOrder = (a: DueWork, b: DueWork): number => ((a.due ?? '9999') < (b.due ?? '9999') ? -1 : 1);

/** The one time that speaks for the item: what is longest overdue, else what comes next, else what was done last. */
export function leadingWork(work: readonly DueWork[]): DueWork | undefined {
  const open = work.filter(({ state }) => state.kind !== 'done').toSorted(dueOrder);
  return open[0] ?? work.toSorted(dueOrder).at(-1);
}
