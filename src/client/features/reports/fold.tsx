import { type JSX, Show } from 'solid-js';
import { Icon } from '../../ui/icon.tsx';

/** What is looked at now and then, beneath its name. */
export function Fold(props: { title: string; note?: string | undefined; children: JSX.Element }) {
  return (
    <details class="report-fold">
      <summary>
        <Icon name="chev" size="s" />
        <span class="grow">{props.title}</span>
      </summary>
      <div class="stack report-fields">
        {props.children}
        <Show when={props.note}>{(note) => <p class="meta">{note()}</p>}</Show>
      </div>
    </details>
  );
}
