import { createMemo, For, Show } from 'solid-js';
import { isEnded } from '../../../domain/ended.ts';
import { knownRecords } from '../../../domain/figures/parts.ts';
import type { ItemPace } from '../../../domain/item-pace.ts';
import type { Pace } from '../../../domain/pace.ts';
import { childrenOf, type Plan, type PlanItem } from '../../../domain/plan.ts';
import { NO_TALLY, type Tally } from '../../../domain/tally.ts';
import type { Target } from '../../../domain/target.ts';
import { figureText } from '../../labels/figure-text.ts';
import { DOT, formatNumber, withUnit } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { PartSwatch } from '../../ui/pace-bar.tsx';
import { FigureBar } from './figure-bar.tsx';
import type { FigureScope } from './figure-scope.ts';
import { unitWord } from './figure-words.ts';
import { type ItemFigures, itemFigures } from './item-figures.ts';
import { ItemLink } from './item-link.tsx';
import { createTargetUnitNames, instanceText, PaceWords } from './pace-words.tsx';

interface ItemLineProps {
  plan: Plan;
  item: PlanItem;
  tally: Tally | undefined;
  pace: ItemPace;
  scope: FigureScope;
}

/** An item that is counted: its bar, done and target, and the pace in words. */
export function ItemLine(props: ItemLineProps) {
  const words = () => labels().plans;
  const figures = createMemo(() => itemFigures(props.item, props.tally, props.pace.leading));
  /** All that was logged, whatever the target covers: the lines add up to their heading. */
  const known = (): number => knownRecords(props.tally ?? NO_TALLY);
  const seen = (): boolean => figures().pace !== undefined || props.scope.sees(props.item, props.tally);
  return (
    <ItemLink plan={props.plan} item={props.item}>
      <Show when={seen()} fallback={<span class="meta plan-item-foot">{words().otherUnit}</span>}>
        <FigureBar figures={figures()} />
        <Show when={figures().pace} fallback={<BareFoot figures={figures()} bare={props.pace.bare} plain={isEnded(props.item)} />}>
          {(pace) => <PaceFoot pace={pace()} others={props.pace.others} records={known()} scope={props.scope} />}
        </Show>
      </Show>
    </ItemLink>
  );
}

/** What was logged under an item itself, below its sum; or under one that is counted no more, which has no other line. */
export function OwnLine(props: { plan: Plan; item: PlanItem; tally: Tally | undefined }) {
  const words = () => labels().plans;
  const figures = createMemo(() => itemFigures(props.item, props.tally));
  const isLeaf = (): boolean => childrenOf(props.plan, props.item.code).length === 0;
  return (
    <ItemLink plan={props.plan} item={props.item} {...(!isLeaf() && { title: words().ownLine })}>
      <BareFoot figures={figures()} bare={[]} plain />
    </ItemLink>
  );
}

function PaceFoot(props: { pace: Pace; others: readonly Pace[]; records: number; scope: FigureScope }) {
  const words = () => labels().plans;
  const unitName = createTargetUnitNames();
  /** Nothing where the target is the plain one: of the whole office, over the whole year. */
  const scopeOf = ({ place, ...pace }: Pace): string =>
    [...(place.unitId === null ? [] : [unitName(place)]), ...(pace.instance.whole ? [] : [instanceText({ place, ...pace })])].join(', ');
  /** What tells another target from the one drawn. */
  const otherThan = (pace: Pace): string =>
    [
      ...(pace.place.measure === props.pace.place.measure ? [] : [labels().domain.measures[pace.place.measure].label]),
      scopeOf(pace) || words().wholeOffice,
    ].join(', ');
  const note = (): string =>
    [scopeOf(props.pace), props.scope.partNote(props.pace.place), props.records > 0 ? words().records(formatNumber(props.records)) : '']
      .filter(Boolean)
      .join(DOT);
  const lateToo = () => props.others.filter(({ state }) => state === 'late');
  return (
    <>
      <span class="plan-item-foot">
        <span>
          <b class="figure">{figureText(props.pace.tally.confirmed, props.pace.place.measure)}</b>{' '}
          {words().ofTarget(formatNumber(props.pace.target))} {unitWord(props.pace.place.measure)}
        </span>
        <span class="end">
          <PaceWords pace={props.pace} />
        </span>
      </span>
      <Show when={note()}>{(text) => <span class="meta plan-item-note">{text()}</span>}</Show>
      <For each={lateToo()}>
        {(pace) => (
          <span class="meta plan-item-note">
            <PaceWords pace={pace} />
            {DOT}
            {otherThan(pace)}
          </span>
        )}
      </For>
    </>
  );
}

/**
 * A count alone: what it should be nobody has said, or its figures do not all lie on this phone. `plain`: nothing is asked of
 * it, so no target is missed.
 */
function BareFoot(props: { figures: ItemFigures; bare: readonly Target[]; plain?: boolean }) {
  const words = () => labels().plans;
  const target = (): string | undefined => {
    const [first] = props.bare;
    return first && words().officeTarget(withUnit(first.value ?? 0, unitWord(first.measure)));
  };
  return (
    <>
      <span class="plan-item-foot">
        <span>
          <b class="figure">{props.figures.texts.confirmed}</b> {unitWord(props.figures.measure)}
        </span>
        <Show when={props.figures.records > 0}>
          <span class="meta">{words().records(formatNumber(props.figures.records))}</span>
        </Show>
        <Show when={!props.plain}>
          <span class="meta end">{target() ?? words().noTarget}</span>
        </Show>
      </span>
      <SmallParts figures={props.figures} />
    </>
  );
}

/** The parts beside the confirmed one, each with its texture and word; those that are nothing are left out. */
function SmallParts(props: { figures: ItemFigures }) {
  const parts = () => (['waiting', 'declared', 'onPhone'] as const).filter((part) => props.figures.parts[part] !== 0);
  return (
    <Show when={parts().length > 0}>
      <span class="plan-parts">
        <For each={parts()}>
          {(part) => (
            <span>
              <PartSwatch part={part} />
              <b class="figure">{props.figures.texts[part]}</b>
              {labels().plans.partShort[part]}
            </span>
          )}
        </For>
      </span>
    </Show>
  );
}
