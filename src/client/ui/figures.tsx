import './lazy.css';
import { For, type JSX, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';

export interface FigureCell {
  readonly value: string;
  /** What is counted: "buổi", "lượt người tham dự". */
  readonly word: JSX.Element;
  /** What still waits: "+6 chờ". */
  readonly more?: string | undefined;
  /** Opens the records behind the figure. */
  readonly href?: string | undefined;
}

/** A row of big figures, each with the word for what it counts. */
export function Figures(props: { cells: readonly FigureCell[]; two?: boolean | undefined }) {
  return (
    <div class="figures" classList={{ 'figures-two': props.two === true }}>
      <For each={props.cells}>
        {(cell) => (
          <Dynamic component={cell.href === undefined ? 'div' : 'a'} href={cell.href}>
            <span class="figure">{cell.value}</span>
            <Show when={cell.more}>
              {' '}
              <span class="figure-more">{cell.more}</span>
            </Show>
            <span class="figure-word">{cell.word}</span>
          </Dynamic>
        )}
      </For>
    </div>
  );
}
