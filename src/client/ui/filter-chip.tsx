import { Show } from 'solid-js';
import { Icon, type IconName } from './icon.tsx';

/** A chip that filters: pressed or not, with how many it would show. */
export function FilterChip(props: {
  label: string;
  on: boolean;
  onPress: () => void;
  count?: string | undefined;
  icon?: IconName | undefined;
}) {
  return (
    <button type="button" class="chip" classList={{ 'chip-on': props.on }} aria-pressed={props.on} onClick={() => props.onPress()}>
      <Show when={props.icon}>{(name) => <Icon name={name()} size="s" />}</Show>
      {props.label}
      <Show when={props.count}>
        <b class="figure">{props.count}</b>
      </Show>
    </button>
  );
}
