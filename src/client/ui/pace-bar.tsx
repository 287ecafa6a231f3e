import './charts.css';
import { For, Show } from 'solid-js';

/** The parts of a figure, from what is certain to what only this phone knows. */
export interface BarParts {
  readonly confirmed: number;
  readonly waiting: number;
  readonly declared: number;
  readonly onPhone: number;
}
export type BarPart = keyof BarParts;
export const PART_ORDER: readonly BarPart[] = ['confirmed', 'waiting', 'declared', 'onPhone'];

const FILLS: Record<BarPart, string | undefined> = {
  confirmed: undefined,
  waiting: 'url(#p-waiting)',
  declared: 'url(#p-declared)',
  onPhone: undefined,
};

export interface PaceBarProps {
  parts: BarParts;
  /** What the whole width stands for: the target, or the done figure where it is more. */
  scale: number;
  /** Where it should be by today: the stone. */
  expected?: number | undefined;
  /** Drawn as a thin line where the figure went past it. */
  target?: number | undefined;
  /** A sentence that names all parts. */
  label: string;
}

/** Stretches without script or style: every place and width is an attribute in per cent. */
export function PaceBar(props: PaceBarProps) {
  const percent = (value: number): number => (props.scale > 0 ? Math.min(100, Math.max(0, (100 * value) / props.scale)) : 0);
  const segments = () => {
    let from = 0;
    return PART_ORDER.map((part) => {
      const value = Math.max(0, props.parts[part]);
      const segment = { part, x: percent(from), width: percent(from + value) - percent(from) };
      from += value;
      return segment;
    }).filter((segment) => segment.width > 0);
  };
  return (
    <svg class="pace" role="img" aria-label={props.label}>
      <rect class="pace-track" x="0" y="11" width="100%" height="12" />
      <For each={segments()}>
        {(segment) => (
          <rect
            class={`part-${segment.part}`}
            x={`${segment.x}%`}
            y="11"
            width={`${segment.width}%`}
            height="12"
            fill={FILLS[segment.part]}
          />
        )}
      </For>
      <Show when={props.target !== undefined && props.target < props.scale}>
        <rect class="pace-target" x={`${percent(props.target ?? 0)}%`} y="8" width="2" height="16" />
      </Show>
      <Show when={props.expected !== undefined}>
        {/* Part of the bar, whose label names it. */}
        <svg aria-hidden="true" x={`${percent(props.expected ?? 0)}%`} y="0" width="1" height="24" overflow="visible">
          <use href="#pace-stone" />
        </svg>
      </Show>
    </svg>
  );
}

/** The texture of one part, beside its word. */
export function PartSwatch(props: { part: BarPart }) {
  return (
    <svg class="swatch" aria-hidden="true">
      <rect class={`part-${props.part}`} width="100%" height="100%" fill={FILLS[props.part]} />
    </svg>
  );
}

export function PaceLegend(props: {
  words: Record<BarPart, string> & { readonly expected?: string | undefined };
  one?: boolean | undefined;
}) {
  return (
    <ul class="legend" classList={{ 'legend-one': props.one === true }}>
      <For each={PART_ORDER}>
        {(part) => (
          <li>
            <PartSwatch part={part} />
            {props.words[part]}
          </li>
        )}
      </For>
      <Show when={props.words.expected}>
        <li>
          <svg class="pace-stone" viewBox="-7 -2 14 24" aria-hidden="true">
            <use href="#pace-stone" />
          </svg>
          {props.words.expected}
        </li>
      </Show>
    </ul>
  );
}
