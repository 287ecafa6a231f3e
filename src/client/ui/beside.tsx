import { type JSX, Show } from 'solid-js';
import { footHeight } from './foot-height.ts';

/** A list with what it opens beside it, which stays in sight while the list is scrolled; without the room the list alone. */
export function Beside(props: { wide: boolean; label: string; detail: JSX.Element; children: JSX.Element }) {
  return (
    <div classList={{ beside: props.wide }}>
      <div class="beside-list">{props.children}</div>
      <Show when={props.wide}>
        <section class="beside-detail" tabindex="0" aria-label={props.label} style={{ '--foot': `${footHeight()}px` }}>
          {props.detail}
        </section>
      </Show>
    </div>
  );
}
