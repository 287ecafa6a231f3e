import { createEffect, type JSX, Show } from 'solid-js';
import { labels } from '../../labels/labels.ts';
import { Land, Logo } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';

/** The page before the app: the marker in its landscape, what this is, and one form whose keys are at the foot. */
export function Landing(props: {
  title: string;
  lead: JSX.Element;
  keys: JSX.Element;
  onSubmit: () => void;
  picture?: boolean | undefined;
  children: JSX.Element;
}) {
  createEffect(() => {
    const { app } = labels().common;
    document.title = props.title === app ? app : `${props.title} · ${app}`;
  });
  return (
    <form
      class="screen screen-alone"
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      <main class="main-fill">
        <Show when={props.picture}>
          <div class="hero">
            <Land closer />
          </div>
        </Show>
        <div>
          <div class="row">
            <Logo />
            <h1 class="title" tabindex="-1">
              {props.title}
            </h1>
          </div>
          <p class="lead">{props.lead}</p>
        </div>
        <Show when={!isSecureContext}>
          <Notice level="warn">{labels().account.signIn.noHttps}</Notice>
        </Show>
        <div class="push" />
        {props.children}
      </main>
      <footer class="foot">
        <div class="dock">{props.keys}</div>
      </footer>
    </form>
  );
}
