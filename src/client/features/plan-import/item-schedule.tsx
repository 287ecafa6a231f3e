import { For, Show } from 'solid-js';
import type { Schedule } from '../../../domain/plan.ts';
import { labels } from '../../labels/labels.ts';
import { Chips } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';
import type { ItemFieldProps } from './item-fields.ts';

const TYPES = ['year', 'quarter', 'month', 'recurring', 'adhoc'] as const satisfies readonly Schedule['type'][];

/** When the plan wants it done: one kind of time, and with quarters or months which. */
export function ScheduleField(props: ItemFieldProps) {
  const words = () => labels().planImport.item;
  const times = () => labels().plans.times;
  const schedule = () => props.node.schedule;
  // Where due days were set by hand they stay; else they follow the new time.
  const set = (next: Schedule): void => props.onChange({ schedule: next }, `schedule ${next.type}`);
  const chosen = (): readonly number[] => (schedule().type === 'quarter' ? schedule().quarters : schedule().months) ?? [];
  const toggle = (number: number): void => {
    const list = chosen().includes(number) ? chosen().filter((other) => other !== number) : [...chosen(), number].sort((a, b) => a - b);
    set({ type: schedule().type, ...(schedule().type === 'quarter' ? { quarters: list } : { months: list }), basis: 'stated' });
  };
  const names = (): readonly string[] => (schedule().type === 'quarter' ? times().quarters : times().monthsShort);
  const options = () => names().map((label, at) => ({ value: String(at + 1), label }));
  const isList = (): boolean => schedule().type === 'quarter' || schedule().type === 'month';
  return (
    <>
      <Field id="item-schedule" label={words().schedule}>
        <select
          id="item-schedule"
          class="select"
          onChange={(event) => set({ type: event.currentTarget.value as Schedule['type'], basis: 'stated' })}
        >
          <For each={TYPES}>
            {(type) => (
              <option value={type} selected={type === schedule().type}>
                {times().schedules[type]}
              </option>
            )}
          </For>
        </select>
      </Field>
      <Show when={isList()}>
        <Field
          id="item-times"
          label={schedule().type === 'quarter' ? words().quarters : words().months}
          group
          issue={chosen().length === 0 ? { level: 'error', text: words().scheduleEmpty } : undefined}
        >
          <Chips id="item-times" many options={options()} chosen={chosen().map(String)} onToggle={(value) => toggle(Number(value))} />
        </Field>
      </Show>
    </>
  );
}
