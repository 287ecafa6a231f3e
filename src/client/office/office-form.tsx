import { createUniqueId, type JSX, Show } from 'solid-js';
import { labels } from '../labels/labels.ts';
import { Key } from '../ui/key.tsx';
import { createModal } from '../ui/modal.ts';
import type { Notice } from '../ui/notice.tsx';
import type { Sending } from './create-sending.ts';
import './office-form.css';
import { RefusedNotice } from './trouble-notice.tsx';

/** Stands as long as its screen does, so that the browser can give the focus back; its form is made anew each time it opens. */
export function OfficeDialog(props: { open: boolean; onClose: () => void; children: (titleId: string) => JSX.Element }) {
  const id = createUniqueId();
  const setDialog = createModal(
    () => props.open,
    () => props.onClose(),
  );
  return (
    <dialog class="dialog office-dialog" aria-labelledby={id} ref={setDialog}>
      <Show when={props.open}>{props.children(id)}</Show>
    </dialog>
  );
}

interface Props {
  readonly titleId: string;
  readonly title: string;
  readonly submit: string;
  /** What the other key says, where it is more than "cancel". */
  readonly back?: string | undefined;
  readonly sending: Pick<Sending<never>, 'busy' | 'refused'>;
  /** Stands beside the reason why the office said no. */
  readonly icon?: Parameters<typeof Notice>[0]['icon'];
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: JSX.Element;
}

/** What all forms share that are saved at the office: a title, why the office said no, and the keys at the foot. */
export function OfficeForm(props: Props) {
  return (
    <form
      class="ask-in"
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      <h2 class="title" id={props.titleId} tabindex="-1">
        {props.title}
      </h2>
      {props.children}
      <RefusedNotice text={props.sending.refused()} icon={props.icon} />
      <div class="row">
        <Key onPress={() => props.onClose()}>{props.back ?? labels().common.cancel}</Key>
        <Key grow kind="main" type="submit" disabled={props.sending.busy()}>
          {props.submit}
        </Key>
      </div>
    </form>
  );
}
