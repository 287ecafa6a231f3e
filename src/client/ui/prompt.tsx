import { createUniqueId, type JSX, Show } from 'solid-js';
import { footHeight } from './foot-height.ts';
import { Icon, type IconName } from './icon.tsx';
import { createTurn } from './turn.ts';
import './lazy.css';

/** What the app itself has to say, above the keys of a screen, one at a time. Not over a form, unless it is `pressing`. */
export function Prompt(props: {
  icon: IconName;
  title: string;
  role: 'dialog' | 'alert' | 'region';
  /** Of several the one of the lowest rank is shown. */
  rank: number;
  pressing?: boolean | undefined;
  keys: JSX.Element;
  children: JSX.Element;
}) {
  const id = createUniqueId();
  const isFirst = createTurn(props.rank);
  return (
    <Show when={isFirst()}>
      <section
        class="prompt"
        classList={{ pressing: props.pressing === true }}
        role={props.role}
        aria-labelledby={id}
        style={{ '--foot': `${footHeight()}px` }}
      >
        <div class="row row-top">
          <Icon name={props.icon} size="l" />
          <div class="grow">
            <h2 class="title" id={id}>
              {props.title}
            </h2>
            <p>{props.children}</p>
          </div>
        </div>
        <div class="row">{props.keys}</div>
      </section>
    </Show>
  );
}
