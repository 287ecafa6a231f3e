import type { Pace, PaceState } from '../../../domain/pace.ts';
import type { TargetPlace } from '../../../domain/target.ts';
import { useApp } from '../../app-context.ts';
import { paceText } from '../../labels/bar-text.ts';
import { labels } from '../../labels/labels.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';

/** Quarters are numbered the way offices write them. */
const ROMAN = ['I', 'II', 'III', 'IV'] as const;

const DRAWINGS: Readonly<Record<PaceState, IconName>> = {
  reached: 'tick',
  ahead: 'tick',
  onPace: 'tick',
  onceConfirmed: 'half',
  late: 'flag',
};

export function PaceWords(props: { pace: Pace }) {
  return (
    <span class={`pace-words pace-${props.pace.state}`}>
      <Icon name={DRAWINGS[props.pace.state]} size="s" />
      {paceText(props.pace)}
    </span>
  );
}

/** What a pace is measured over: "cả năm", "quý II/2026". */
export function instanceText({ instance: { name, whole } }: Pace): string {
  const words = labels().plans.instance;
  if (whole) return words.whole;
  if (name.kind === 'month') return words.month(name.index, name.year);
  if (name.kind === 'quarter') return words.quarter(ROMAN[name.index - 1] ?? String(name.index), name.year);
  return words.year(name.year);
}

/** The unit a target is set for, in the short form of lists. */
export function createTargetUnitNames(): (place: Pick<TargetPlace, 'unitId'>) => string {
  const app = useApp();
  return ({ unitId }) =>
    unitId === null ? labels().plans.wholeOffice : (app.reference().units.find((unit) => unit.id === unitId)?.shortName ?? String(unitId));
}
