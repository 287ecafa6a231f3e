import { For, Show } from 'solid-js';
import { type BarParts, PART_ORDER } from './pace-bar.tsx';

export interface MonthColumn {
  /** "T6" */
  readonly label: string;
  readonly parts: BarParts;
  /** Printed above: "4", or "2+7" where something is still to come. */
  readonly figure: string;
}

const HEIGHT = 116;
const TOP = 24;

/** One series by month. Only the base line is drawn: the figures stand above their columns. */
export function MonthColumns(props: { columns: readonly MonthColumn[]; label: string }) {
  const total = (column: MonthColumn): number => PART_ORDER.reduce((sum, part) => sum + Math.max(0, column.parts[part]), 0);
  const highest = (): number => Math.max(1, ...props.columns.map(total));
  const width = (): number => 328 / Math.max(1, props.columns.length);
  const stack = (column: MonthColumn) => {
    let y = HEIGHT;
    return PART_ORDER.map((part) => {
      const height = (Math.max(0, column.parts[part]) / highest()) * (HEIGHT - TOP);
      y -= height;
      return { part, y, height };
    }).filter((bar) => bar.height > 0);
  };
  return (
    <svg class="columns" viewBox="0 0 328 144" role="img" aria-label={props.label}>
      <path class="columns-base" d={`M0 ${HEIGHT}h328`} />
      <For each={props.columns}>
        {(column, at) => {
          const left = (): number => at() * width();
          return (
            <>
              <For each={stack(column)}>
                {(bar) => (
                  <rect
                    class={`part-${bar.part}`}
                    x={left() + width() * 0.2}
                    y={bar.y}
                    width={width() * 0.6}
                    height={bar.height}
                    fill={bar.part === 'waiting' ? 'url(#p-waiting)' : bar.part === 'declared' ? 'url(#p-declared)' : undefined}
                  />
                )}
              </For>
              <Show when={column.figure}>
                <text class="columns-figure" x={left() + width() / 2} y={HEIGHT - 6 - (total(column) / highest()) * (HEIGHT - TOP)}>
                  {column.figure}
                </text>
              </Show>
              <text class="columns-label" x={left() + width() / 2} y="136">
                {column.label}
              </text>
            </>
          );
        }}
      </For>
    </svg>
  );
}
