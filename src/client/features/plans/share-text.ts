import type { Day } from '../../../domain/day.ts';
import type { DueWork } from '../../../domain/due-work.ts';
import { measuresOf } from '../../../domain/leading-measure.ts';
import type { Pace } from '../../../domain/pace.ts';
import type { Plan, PlanItem } from '../../../domain/plan.ts';
import { NO_TALLY, type Tally } from '../../../domain/tally.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { dueText, stateText } from './due-words.tsx';
import { differenceText, unitWord } from './figure-words.ts';
import { itemFigures } from './item-figures.ts';
import { instanceText, paceText } from './pace-words.tsx';

interface Shared {
  readonly tally: Tally | undefined;
  /** Of the target that speaks for the item. */
  readonly pace: Pace | undefined;
  readonly asOf: string;
}

/** "Đã xác nhận: 14/40 buổi cả năm", and how that stands today. */
function paceLines(pace: Pace): string[] {
  const words = labels().plans.shareText;
  const over = instanceText(pace);
  return [
    words.ofTarget(formatNumber(pace.done), formatNumber(pace.target), unitWord(pace.place.measure), over),
    words.pace(paceText(pace), formatNumber(pace.expected)),
  ];
}

/** The figures of the screen as text for the office's chat group. Parts that are nothing are left out. */
export function shareText(plan: Plan, item: PlanItem, { tally = NO_TALLY, pace, asOf }: Shared): string {
  const words = labels().plans.shareText;
  const { measure, parts } = itemFigures(item, tally, pace);
  const others = measuresOf(item, tally)
    .filter((key) => key !== measure)
    .flatMap((key) => {
      const [confirmed, waiting, onPhone] = [tally.confirmed, tally.waiting, tally.onPhone].map((part) => part.measures[key]);
      if (confirmed === undefined && !waiting && !onPhone) return [];
      const more = [
        ...(waiting ? [words.ofWaiting(formatNumber(waiting))] : []),
        ...(onPhone ? [words.ofPhone(differenceText(onPhone))] : []),
      ];
      return [`${labels().domain.measures[key].label}: ${[formatNumber(confirmed ?? 0), ...more].join(', ')}`];
    });
  return [
    `${item.code} ${item.title}`,
    `${labels().plans.title(plan.year)}, ${asOf}`,
    ...(pace ? paceLines(pace) : [words.figure(formatNumber(parts.confirmed), unitWord(measure))]),
    ...(parts.waiting !== 0 ? [words.waiting(formatNumber(parts.waiting))] : []),
    ...(parts.declared !== 0 ? [words.declared(formatNumber(parts.declared))] : []),
    ...(parts.onPhone !== 0 ? [words.onPhone(differenceText(parts.onPhone))] : []),
    ...others,
  ].join('\n');
}

/** When one-off work is due and how it stands, line by line. */
export function shareWork(plan: Plan, item: PlanItem, work: readonly DueWork[], today: Day): string {
  const line = ({ due, state }: DueWork): string => [dueText(due, today), stateText(state, today)].filter(Boolean).join(': ');
  return [`${item.code} ${item.title}`, labels().plans.title(plan.year), ...work.map(line)].join('\n');
}
