import { For } from 'solid-js';

export interface Segment {
  readonly value: string;
  readonly label: string;
}

/** Keys joined into one: exactly one of them holds. */
export function Segments(props: { label: string; segments: readonly Segment[]; chosen: string; onChoose: (value: string) => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend on screen
    <div class="tally-segments" role="group" aria-label={props.label}>
      <For each={props.segments}>
        {(one) => (
          <button type="button" class="tally-segment" aria-pressed={one.value === props.chosen} onClick={() => props.onChoose(one.value)}>
            {one.label}
          </button>
        )}
      </For>
    </div>
  );
}
