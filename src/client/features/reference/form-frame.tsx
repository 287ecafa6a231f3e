import { createSignal, type JSX, Show } from 'solid-js';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import type { ApiError } from '../../sync/api.ts';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import { showSnack } from '../../ui/snack.tsx';
import type { Kept } from './kept.ts';
import { refusalOf } from './send-change.ts';

interface FrameProps {
  readonly titleId: string;
  readonly title: string;
  readonly kept: Pick<Kept<unknown>, 'wasKept' | 'drop'>;
  /** Marks what is wrong and says whether anything is. */
  readonly check: () => boolean;
  readonly send: () => Promise<ApiError | undefined>;
  readonly onClose: () => void;
  readonly children: JSX.Element;
}

/** What all forms of the lists share: what was kept, what the office said, and the keys at the foot. */
export function FormFrame(props: FrameProps) {
  const app = useApp();
  const words = () => labels().reference;
  const [busy, setBusy] = createSignal(false);
  const [refused, setRefused] = createSignal<string>();

  const submit = async (): Promise<void> => {
    setRefused(undefined);
    if (busy() || !props.check()) return;
    setBusy(true);
    const error = await props.send();
    setBusy(false);
    if (error) {
      setRefused(refusalOf(error, words().offline));
      return;
    }
    props.kept.drop();
    showSnack({ text: words().saved, note: words().savedNote });
    props.onClose();
  };
  return (
    <form
      class="ask-in"
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2 class="title" id={props.titleId} tabindex="-1">
        {props.title}
      </h2>
      <Show when={props.kept.wasKept()}>
        <Notice level="info" icon="draft">
          <p>{words().kept}</p>
          <Key onPress={() => props.kept.drop()}>{words().dropKept}</Key>
        </Notice>
      </Show>
      {props.children}
      <Show when={refused()}>
        {(text) => (
          <Notice level="err" icon={app.sync.status().online === false ? 'nosig' : undefined} live>
            {text()}
          </Notice>
        )}
      </Show>
      <div class="row">
        <Key onPress={() => props.onClose()}>{labels().common.back}</Key>
        <Key grow kind="main" type="submit" disabled={busy()}>
          {busy() ? words().saving : words().save}
        </Key>
      </div>
    </form>
  );
}
