import { Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import type { Pace } from '../../../domain/pace.ts';
import type { TargetPlace } from '../../../domain/target.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Icon } from '../../ui/icon.tsx';
import { unitWord } from './figure-words.ts';
import { createPlaceText, instanceText, PaceWords } from './pace-words.tsx';

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
  const placeText = createPlaceText();
  const words = () => labels().plans;
  return (
    <li>
      <Dynamic
        component={props.onPress ? 'button' : 'div'}
        class="target-row"
        type={props.onPress ? 'button' : undefined}
        onClick={props.onPress ? () => props.onPress?.() : undefined}
      >
        <span class="grow">
          <span class="target-place">{placeText(props.place)}</span>
          <span class="plan-item-foot">
            <span>
              <Show when={props.pace}>{(pace) => <b class="figure">{formatNumber(pace().done)}</b>}</Show>{' '}
              {words().ofTarget(formatNumber(props.target))} {unitWord(props.place.measure)}
            </span>
            <Show when={props.pace}>
              {(pace) => (
                <>
                  <span class="meta">{instanceText(pace())}</span>
                  <span class="end">
                    <PaceWords pace={pace()} />
                  </span>
                </>
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
