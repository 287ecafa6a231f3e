import { Show } from 'solid-js';
import { APP_VERSION } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';

/** A screen of ours failed. Records and drafts lie in the database, not in the screen: open it again, or take them out as a file. */
export function TroubleScreen(props: {
  error: unknown;
  text?: string | undefined;
  onExport?: (() => void) | undefined;
  /** Another way out, and what it means. */
  more?: { readonly label: string; readonly text: string; readonly onPress: () => void } | undefined;
}) {
  const words = () => labels().common.trouble;
  return (
    <Screen
      title={words().title}
      dock={
        <>
          <Key kind="main" big icon="repeat" onPress={() => location.reload()}>
            {words().reload}
          </Key>
          <Show when={props.more}>
            {(more) => (
              <Key icon="book" onPress={() => more().onPress()}>
                {more().label}
              </Key>
            )}
          </Show>
          <Show when={props.onExport}>
            {(onExport) => (
              <Key icon="share" onPress={() => onExport()()}>
                {words().exportUnsent}
              </Key>
            )}
          </Show>
        </>
      }
    >
      <Notice level="info">{props.text ?? words().text}</Notice>
      <Show when={props.more}>{(more) => <p>{more().text}</p>}</Show>
      <details>
        <summary class="link">{words().detail}</summary>
        <p class="meta">
          {props.error instanceof Error ? `${props.error.name}: ${props.error.message}` : String(props.error)} ({APP_VERSION})
        </p>
      </details>
    </Screen>
  );
}
