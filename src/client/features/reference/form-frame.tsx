import { type JSX, Show } from 'solid-js';
import type { Result } from '../../../domain/result.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { createSending } from '../../office/create-sending.ts';
import { type OfficeError, troubleText } from '../../office/trouble.ts';
import { RefusedNotice } from '../../office/trouble-notice.tsx';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import { showSnack } from '../../ui/snack.tsx';
import type { Kept } from './kept.ts';

interface FrameProps {
  readonly titleId: string;
  readonly title: string;
  readonly kept: Pick<Kept<unknown>, 'wasKept' | 'drop'>;
  /** Marks what is wrong and says whether anything is. */
  readonly check: () => boolean;
  readonly send: () => Promise<Result<object, OfficeError>>;
  readonly onClose: () => void;
  /** What the key says, where it is more than "save". */
  readonly saveLabel?: string | undefined;
  readonly children: JSX.Element;
}

/** What all forms of the lists share: what was kept, what the office said, and the keys at the foot. */
export function FormFrame(props: FrameProps) {
  const app = useApp();
  const words = () => labels().reference;
  const { busy, refused, forget, send } = createSending((error: OfficeError) => troubleText(error, { unreached: words().offline }));

  const submit = async (): Promise<void> => {
    forget();
    if (!props.check() || !(await send(props.send))) return;
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
      <RefusedNotice text={refused()} icon={app.sync.status().online === false ? 'nosig' : undefined} />
      <div class="row">
        <Key onPress={() => props.onClose()}>{labels().common.back}</Key>
        <Key grow kind="main" type="submit" disabled={busy()}>
          {busy() ? words().saving : (props.saveLabel ?? words().save)}
        </Key>
      </div>
    </form>
  );
}
