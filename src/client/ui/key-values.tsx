import './lazy.css';
import { For, type JSX } from 'solid-js';

export interface KeyValue {
  readonly label: string;
  readonly value: JSX.Element;
}

/** What a record or account says, field by field. */
export function KeyValues(props: { rows: readonly KeyValue[] }) {
  return (
    <dl class="key-values">
      <For each={props.rows}>
        {(row) => (
          <div>
            <dt>{row.label}</dt>
            <dd>{row.value}</dd>
          </div>
        )}
      </For>
    </dl>
  );
}
