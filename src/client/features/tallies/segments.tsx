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
        {(segment) => (
          <button
            type="button"
            class="tally-segment"
            aria-pressed={segment.value === props.chosen}
            onClick={() => props.onChoose(segment.value)}
          >
            {segment.label}
          </button>
        )}
      </For>
    </div>
  );
}
