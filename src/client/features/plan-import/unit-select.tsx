import { For } from 'solid-js';
import type { UnitId } from '../../../domain/ids.ts';
import type { Unit } from '../../../domain/reference.ts';
import { labels } from '../../labels/labels.ts';

export interface UnitSelectProps {
  id?: string | undefined;
  units: readonly Unit[];
  chosen: UnitId | null;
  /** Where no field names it. */
  label?: string | undefined;
  /** Work without a unit: worth a choice. */
  missing: boolean;
  tabIndex?: number | undefined;
  onChoose: (unitId: UnitId | null) => void;
}

export function UnitSelect(props: UnitSelectProps) {
  const words = () => labels().planImport;
  return (
    <select
      id={props.id}
      class="select"
      classList={{ 'import-select-ask': props.missing && props.chosen === null }}
      aria-label={props.label}
      tabindex={props.tabIndex}
      onChange={(event) => props.onChoose((event.currentTarget.value || null) as UnitId | null)}
    >
      <option value="" selected={props.chosen === null}>
        {props.missing ? words().chooseLead : words().noLead}
      </option>
      <For each={props.units}>
        {(unit) => (
          <option value={unit.id} selected={unit.id === props.chosen}>
            {unit.shortName}
          </option>
        )}
      </For>
    </select>
  );
}
