import type { DueWork } from '../../domain/due-work.ts';
import { columnOfMeasure } from '../../domain/figures/column.ts';
import { comingIn, partsIn, valuesOf } from '../../domain/figures/parts.ts';
import type { ItemCode } from '../../domain/ids.ts';
import { answersFor } from '../../domain/late.ts';
import { isPart, type Pace } from '../../domain/pace.ts';
import { covers } from '../../domain/person.ts';
import { findItem, type Plan } from '../../domain/plan.ts';
import { addAmounts } from '../../domain/tally.ts';
import type { App } from '../app-context.ts';
import { barText, partTexts } from '../labels/bar-text.ts';
import { unitOf } from '../labels/column-words.ts';
import { figureText } from '../labels/figure-text.ts';
import { DOT, formatDay, lowerFirst, withUnit } from '../labels/format.ts';
import { labels } from '../labels/labels.ts';
import { periodWords } from '../labels/period-words.ts';
import { PaceBar } from '../ui/pace-bar.tsx';

/** "cả năm", "quý II/2026" */
export const overText = ({ instance }: Pick<Pace, 'instance'>): string =>
  instance.whole ? labels().plans.instance.whole : lowerFirst(periodWords(instance.name));

/** "14/48 buổi" */
export const doneText = ({ tally, target, place: { measure } }: Pace): string =>
  labels().tallies.late.of(figureText(tally.confirmed, measure), withUnit(target, unitOf(measure)));

/** What waits of it; undefined where nothing does. */
export const waitingOfPace = ({ tally, waiting, place }: Pace): string | undefined =>
  waiting > 0 ? figureText(addAmounts(tally.waiting, tally.onPhone), place.measure) : undefined;

/** What must be done each week; undefined where no week is left. */
export const neededText = ({ neededPerWeek, place: { measure } }: Pace): string | undefined =>
  neededPerWeek === null ? undefined : withUnit(neededPerWeek, unitOf(measure));

/** Who answers for it, where that is a unit. */
const unitText = ({ reference }: App, plan: Plan, place: Pick<Pace['place'], 'unitId' | 'itemCode'>): string[] => {
  const whose = answersFor(plan, place);
  return reference()
    .units.filter(({ id }) => id === whose)
    .map(({ shortName }) => shortName);
};

/** Said of a figure that is a part of the office's alone: that of the units whose figures the person sees. */
export const partNote = ({ reference, scope }: App, { place }: Pick<Pace, 'place'>): string | undefined => {
  const seen = reference().units.filter(({ id }) => covers(scope.tallies, id));
  return isPart(scope, place) ? labels().plans.partNote(seen.map(({ shortName }) => shortName).join(', ')) : undefined;
};

/** How a target stands that is behind. `past`: seen from the end of a period gone by, where no week is left to make up for it. */
export function paceNote(app: App, plan: Plan, pace: Pace, past = false): string {
  const words = labels().tallies.late;
  const [waiting, needed, part] = [waitingOfPace(pace), neededText(pace), partNote(app, pace)];
  return [
    doneText(pace),
    ...unitText(app, plan, pace.place),
    ...(pace.instance.whole ? [] : [overText(pace)]),
    ...(waiting === undefined ? [] : [words.waiting(waiting)]),
    ...(part === undefined ? [] : [part]),
    ...(needed === undefined ? [words.ended(formatDay(pace.instance.period.to))] : past ? [] : [words.needed(needed)]),
  ].join(DOT);
}

/** When work done once is due, and whose it is. */
export const workNote = (app: App, plan: Plan, { due, place }: Pick<DueWork, 'due' | 'place'>): string =>
  [...(due === null ? [] : [labels().tallies.late.due(formatDay(due))]), ...unitText(app, plan, place)].join(DOT);

/** "II.1.c Tuyên truyền biển đảo" */
export function ItemName(props: { plan: Plan; code: ItemCode }) {
  return (
    <>
      <b class="nowrap">{props.code}</b> {findItem(props.plan, props.code)?.title}
    </>
  );
}

/** A target as a bar, with the stone of the day. */
export function TargetBar(props: { pace: Pace }) {
  const measure = () => props.pace.place.measure;
  const parts = () => partsIn(props.pace.tally, columnOfMeasure(measure()));
  return (
    <PaceBar
      parts={valuesOf(parts())}
      scale={Math.max(props.pace.target, parts().confirmed.value + comingIn(parts()))}
      expected={props.pace.expected}
      target={props.pace.target}
      label={barText(partTexts(parts()), measure(), props.pace)}
    />
  );
}
