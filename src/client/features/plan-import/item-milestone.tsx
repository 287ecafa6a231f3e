import { Index, Show } from 'solid-js';
import { Day } from '../../../domain/day.ts';
import type { UnitId } from '../../../domain/ids.ts';
import type { Milestone, Occurrence } from '../../../domain/milestone.ts';
import { milestoneOf } from '../../../domain/plan-draft/milestone.ts';
import { labels } from '../../labels/labels.ts';
import { Chips } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { DateInput } from '../../ui/text-input.tsx';
import type { ItemFieldProps } from './item-fields.ts';

/** An id no occurrence of the item has. */
function freeId(occurrences: readonly Occurrence[]): string {
  for (let count = 1; ; count++) if (occurrences.every(({ id }) => id !== `n${count}`)) return `n${count}`;
}

/** The days work that is done once is due, and who must deliver. */
export function MilestoneFields(props: ItemFieldProps) {
  const words = () => labels().planImport.item;
  const milestone = (): Milestone => milestoneOf(props.node, props.model.draft().header, props.model.units());
  const setDays = (occurrences: readonly Occurrence[]): void => props.onChange({ milestone: { ...milestone(), occurrences } }, 'days');
  const setDay = (at: number, text: string): void => {
    const day = Day.safeParse(text);
    setDays(
      milestone().occurrences.map((occurrence, place) =>
        place === at ? { ...occurrence, due: day.success ? day.data : null } : occurrence,
      ),
    );
  };
  const toggleUnit = (id: UnitId): void => {
    const { unitIds } = milestone();
    const chosen = unitIds.includes(id) ? unitIds.filter((unitId) => unitId !== id) : [...unitIds, id];
    props.onChange({ milestone: { ...milestone(), unitIds: chosen } }, 'units');
  };
  const add = (): void => setDays([...milestone().occurrences, { id: freeId(milestone().occurrences), due: null }]);
  return (
    <>
      <Field id="item-days" label={words().dueDays} group>
        <div id="item-days" class="import-days">
          <Index each={milestone().occurrences}>
            {(occurrence, at) => (
              <div class="import-day">
                <DateInput
                  id={`item-day-${at}`}
                  label={words().dueDay(at + 1)}
                  value={occurrence().due ?? ''}
                  min={props.model.draft().header.period.from}
                  max={props.model.draft().header.period.to}
                  onInput={(text) => setDay(at, text)}
                />
                <Show when={occurrence().due === null}>
                  <span class="meta">{words().noDue}</span>
                </Show>
                <Key
                  kind="bare"
                  icon="x"
                  label={words().removeDue(at + 1)}
                  onPress={() => setDays(milestone().occurrences.filter((_, place) => place !== at))}
                />
              </div>
            )}
          </Index>
          <Key icon="plus" onPress={add}>
            {words().addDue}
          </Key>
        </div>
      </Field>
      <Field id="item-every" label={words().everyUnit} group help={words().everyUnitHint}>
        <Chips
          id="item-every"
          many
          options={props.model.units().map((unit) => ({ value: unit.id, label: unit.shortName }))}
          chosen={milestone().unitIds}
          onToggle={(id) => toggleUnit(id as UnitId)}
        />
      </Field>
    </>
  );
}
