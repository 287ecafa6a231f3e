import { children, type JSX, Show } from 'solid-js';

/** The first blank page of the notebook: says what will stand here and what to do next. */
export function Empty(props: { title: string; children?: JSX.Element; action?: JSX.Element }) {
  const action = children(() => props.action);
  return (
    <div class="blank">
      <div class="blank-lines">
        <h2 class="title">{props.title}</h2>
        {props.children}
        <Show when={action()}>
          <div class="blank-action">{action()}</div>
        </Show>
      </div>
    </div>
  );
}
