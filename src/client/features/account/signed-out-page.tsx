import './signed-out-page.css';
import { createEffect, type JSX, Show } from 'solid-js';
import { labels } from '../../labels/labels.ts';
import { Landscape, Logo } from '../../ui/icon.tsx';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { inAppBrowser, type Lacking } from './surroundings.ts';

/** The page before the app: the marker in its landscape, what this is, and one form whose keys are at the foot. */
export function SignedOutPage(props: {
  title: string;
  lead: JSX.Element;
  keys: JSX.Element;
  onSubmit: () => void;
  picture?: boolean | undefined;
  lacking: Lacking | undefined;
  children: JSX.Element;
}) {
  const words = () => labels().account.signIn;
  const app = inAppBrowser(navigator.userAgent);
  const copy = (): void => {
    navigator.clipboard.writeText(location.href).then(
      () => showSnack({ text: labels().account.copied }),
      () => showSnack({ text: labels().account.copyFailed, level: 'error' }),
    );
  };
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
            <Landscape closer />
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
        <Show
          when={props.lacking !== 'https'}
          fallback={
            <Notice level="err">
              <p>
                <b>{words().noHttps}</b>
              </p>
              <p>{words().noHttpsNote}</p>
            </Notice>
          }
        >
          <Show when={props.lacking === 'worker'}>
            <Notice level="warn">{words().noWorker}</Notice>
          </Show>
          <Show when={app}>
            {(name) => (
              <Notice level="warn">
                <p>
                  <b>{words().inApp(name())}</b>
                </p>
                <p>{words().inAppNote}</p>
                <Key icon="link" onPress={copy}>
                  {words().copyAddress}
                </Key>
              </Notice>
            )}
          </Show>
          <div class="push" />
          {props.children}
        </Show>
      </main>
      <Show when={props.lacking !== 'https'}>
        <footer class="foot">
          <div class="dock">{props.keys}</div>
        </footer>
      </Show>
    </form>
  );
}
