import { For } from 'solid-js';
import type { PlanItem } from '../../../domain/plan.ts';
import { labels } from '../../labels/labels.ts';

const TRACKINGS = ['none', 'tally', 'milestone'] as const satisfies readonly PlanItem['tracking'][];

export interface TrackingSelectProps {
  id?: string | undefined;
  chosen: PlanItem['tracking'];
  label?: string | undefined;
  tabIndex?: number | undefined;
  onChoose: (tracking: PlanItem['tracking']) => void;
}

export function TrackingSelect(props: TrackingSelectProps) {
  return (
    <select
      id={props.id}
      class="select"
      classList={{ 'import-select-quiet': props.chosen === 'none' }}
      aria-label={props.label}
      tabindex={props.tabIndex}
      onChange={(event) => props.onChoose(event.currentTarget.value as PlanItem['tracking'])}
    >
      <For each={TRACKINGS}>
        {(tracking) => (
          <option value={tracking} selected={tracking === props.chosen}>
            {labels().planImport.trackings[tracking]}
          </option>
        )}
      </For>
    </select>
  );
}
