import { type JSX, Show } from 'solid-js';
import { labels } from '../../labels/labels.ts';
import { RefusedNotice } from '../../office/trouble-notice.tsx';
import { Key } from '../../ui/key.tsx';

/** What all forms of accounts share: a head, why the office said no, and the keys at the foot. */
export function AccountForm(props: {
  titleId: string;
  title: string;
  submit: string;
  busy: boolean;
  refused: string | undefined;
  onSubmit: () => void;
  onClose: () => void;
  children: JSX.Element;
}) {
  return (
    <form
      class="ask-in"
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      <h2 class="title" id={props.titleId}>
        {props.title}
      </h2>
      {props.children}
      <RefusedNotice text={props.refused} />
      <div class="row">
        <Key onPress={() => props.onClose()}>{labels().common.cancel}</Key>
        <Show when={props.submit}>
          <Key grow kind="main" type="submit" disabled={props.busy}>
            {props.submit}
          </Key>
        </Show>
      </div>
    </form>
  );
}
