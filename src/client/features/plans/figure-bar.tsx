import { Show } from 'solid-js';
import { barText } from '../../labels/bar-text.ts';
import { PaceBar } from '../../ui/pace-bar.tsx';
import type { ItemFigures } from './item-figures.ts';

/** The parts of a figure upon its target, with the stone of today; without a target there is nothing to measure them by. */
export function FigureBar(props: { figures: ItemFigures }) {
  return (
    <Show when={props.figures.pace}>
      {(pace) => (
        <PaceBar
          parts={props.figures.parts}
          scale={Math.max(pace().target, props.figures.total)}
          expected={pace().expected}
          target={pace().target}
          label={barText(props.figures.texts, props.figures.measure, pace())}
        />
      )}
    </Show>
  );
}
