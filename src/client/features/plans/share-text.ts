import type { Day } from '../../../domain/day.ts';
import type { DueWork } from '../../../domain/due-work.ts';
import { measuresOf } from '../../../domain/leading-measure.ts';
import type { Pace } from '../../../domain/pace.ts';
import type { Plan, PlanItem } from '../../../domain/plan.ts';
import { NO_TALLY, type Tally } from '../../../domain/tally.ts';
import { capital } from '../../../domain/text.ts';
import { paceText } from '../../labels/bar-text.ts';
import { differenceText, figureText } from '../../labels/figure-text.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { dueText, stateText } from './due-words.tsx';
import { unitWord } from './figure-words.ts';
import { itemFigures } from './item-figures.ts';
import { instanceText } from './pace-words.tsx';

interface Shared {
  readonly tally: Tally | undefined;
  /** Of the target that speaks for the item. */
  readonly pace: Pace | undefined;
  readonly asOf: string;
  /** Said where the figure is a part of the office's alone. */
  readonly partNote?: string | undefined;
}

/** "Đã xác nhận: 14/40 buổi cả năm", and how that stands today. */
function paceLines(pace: Pace): string[] {
  const words = labels().plans.shareText;
  const over = instanceText(pace);
  return [
    words.ofTarget(figureText(pace.tally.confirmed, pace.place.measure), formatNumber(pace.target), unitWord(pace.place.measure), over),
    words.pace(paceText(pace), formatNumber(pace.expected)),
  ];
}

/** The figures of the screen as text for the office's chat group. Parts that are nothing are left out. */
export function shareText(plan: Plan, item: PlanItem, { tally = NO_TALLY, pace, asOf, partNote }: Shared): string {
  const words = labels().plans.shareText;
  const { measure, parts, texts } = itemFigures(item, tally, pace);
  const others = measuresOf(item, tally)
    .filter((key) => key !== measure)
    .flatMap((key) => {
      const { confirmed, waiting, onPhone } = tally;
      if (confirmed.measures[key] === undefined && !waiting.measures[key] && !onPhone.measures[key]) return [];
      const more = [
        ...(waiting.measures[key] ? [words.ofWaiting(figureText(waiting, key))] : []),
        ...(onPhone.measures[key] ? [words.ofPhone(differenceText(onPhone, key))] : []),
      ];
      return [`${labels().domain.measures[key].label}: ${[figureText(confirmed, key), ...more].join(', ')}`];
    });
  return [
    `${item.code} ${item.title}`,
    `${labels().plans.title(plan.year)}, ${asOf}`,
    ...(pace ? paceLines(pace) : [words.figure(texts.confirmed, unitWord(measure))]),
    ...(partNote === undefined ? [] : [capital(partNote)]),
    ...(parts.waiting !== 0 ? [words.waiting(texts.waiting)] : []),
    ...(parts.declared !== 0 ? [words.declared(texts.declared)] : []),
    ...(parts.onPhone !== 0 ? [words.onPhone(texts.onPhone)] : []),
    ...others,
  ].join('\n');
}

/** When one-off work is due and how it stands, line by line. */
export function shareWork(plan: Plan, item: PlanItem, work: readonly DueWork[], today: Day): string {
  const line = ({ due, state }: DueWork): string => [dueText(due, today), stateText(state, today)].filter(Boolean).join(': ');
  return [`${item.code} ${item.title}`, labels().plans.title(plan.year), ...work.map(line)].join('\n');
}
