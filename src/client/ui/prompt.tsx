import { createUniqueId, type JSX } from 'solid-js';
import { footHeight } from './foot-height.ts';
import { Icon, type IconName } from './icon.tsx';
import './lazy.css';

/** What the app itself has to say, above the keys of a screen: of several beside each other only the first. Not over a form, unless it is `pressing`. */
export function Prompt(props: {
  icon: IconName;
  title: string;
  role: 'dialog' | 'alert' | 'region';
  pressing?: boolean | undefined;
  keys: JSX.Element;
  children: JSX.Element;
}) {
  const id = createUniqueId();
  return (
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
  );
}
