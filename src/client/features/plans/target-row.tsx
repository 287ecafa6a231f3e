import { Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import type { Pace } from '../../../domain/pace.ts';
import type { TargetPlace } from '../../../domain/target.ts';
import { figureText } from '../../labels/figure-text.ts';
import { DOT, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Icon } from '../../ui/icon.tsx';
import { createFigureScope } from './figure-scope.ts';
import { unitWord } from './figure-words.ts';
import { createTargetUnitNames, instanceText, PaceWords } from './pace-words.tsx';

interface Props {
  place: TargetPlace;
  target: number;
  /** Absent where the reader does not see the figures. */
  pace?: Pace | undefined;
  /** For those who may change it. */
  onPress?: (() => void) | undefined;
}

/** One target: what it counts, done and target, and the pace. */
export function TargetRow(props: Props) {
  const unitName = createTargetUnitNames();
  const scope = createFigureScope();
  const words = () => labels().plans;
  /** "cả cơ quan · mỗi quý · quý IV/2026" */
  const scopeText = (): string =>
    [
      unitName(props.place),
      words().targets.periods[props.place.period].toLowerCase(),
      ...(props.pace && !props.pace.instance.whole ? [instanceText(props.pace)] : []),
      ...(props.pace ? [scope.partNote(props.place)] : []),
    ]
      .filter(Boolean)
      .join(DOT);
  return (
    <li>
      <Dynamic
        component={props.onPress ? 'button' : 'div'}
        class="target-row"
        type={props.onPress ? 'button' : undefined}
        onClick={props.onPress ? () => props.onPress?.() : undefined}
      >
        <span class="grow">
          <span class="target-place">{labels().domain.measures[props.place.measure].label}</span>
          <span class="meta target-scope">{scopeText()}</span>
          <span class="plan-item-foot">
            <span>
              <Show when={props.pace} fallback={formatNumber(props.target)}>
                {(pace) => (
                  <>
                    <b class="figure">{figureText(pace().tally.confirmed, props.place.measure)}</b>{' '}
                    {words().ofTarget(formatNumber(props.target))}
                  </>
                )}
              </Show>{' '}
              {unitWord(props.place.measure)}
            </span>
            <Show when={props.pace}>
              {(pace) => (
                <span class="end">
                  <PaceWords pace={pace()} />
                </span>
              )}
            </Show>
          </span>
        </span>
        <Show when={props.onPress}>
          <Icon name="chev" size="s" />
        </Show>
      </Dynamic>
    </li>
  );
}
