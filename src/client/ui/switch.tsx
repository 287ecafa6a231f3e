import type { JSX } from 'solid-js';

export function Switch(props: { checked: boolean; onChange: (checked: boolean) => void; id?: string | undefined; children: JSX.Element }) {
  return (
    <button
      type="button"
      id={props.id}
      class="switch"
      role="switch"
      aria-checked={props.checked}
      onClick={() => props.onChange(!props.checked)}
    >
      <span class="switch-track" aria-hidden="true" />
      <span>{props.children}</span>
    </button>
  );
}
