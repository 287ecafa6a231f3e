import { createUniqueId, type JSX, Show } from 'solid-js';
import { labels } from '../../labels/labels.ts';
import { createSending, type Sending } from '../../office/create-sending.ts';
import { type OfficeError, troubleText } from '../../office/trouble.ts';
import { RefusedNotice } from '../../office/trouble-notice.tsx';
import { Key } from '../../ui/key.tsx';
import { createModal } from '../../ui/modal.ts';

const refusal = (error: OfficeError): string =>
  troubleText(error, { unreached: labels().plans.officeOffline, captive: labels().plans.officeCaptive });

export const createOfficeSend = () => createSending(refusal);

/** Stands as long as its screen does, so that the browser can give the focus back; what is in it is made anew each time it opens. */
export function OfficeDialog(props: { open: boolean; title: string; onClose: () => void; children: JSX.Element }) {
  const id = createUniqueId();
  const setDialog = createModal(
    () => props.open,
    () => props.onClose(),
  );
  return (
    <dialog class="dialog office-dialog" aria-labelledby={id} ref={setDialog}>
      <Show when={props.open}>
        <div class="ask-in">
          <h2 class="title" id={id}>
            {props.title}
          </h2>
          {props.children}
        </div>
      </Show>
    </dialog>
  );
}

interface FormProps {
  save: string;
  sending: Pick<Sending<OfficeError>, 'busy' | 'refused'>;
  onSave: () => void;
  onClose: () => void;
  children: JSX.Element;
}

/** A few fields that are saved at the office. */
export function OfficeForm(props: FormProps) {
  return (
    <form
      class="stack"
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        props.onSave();
      }}
    >
      {props.children}
      <RefusedNotice text={props.sending.refused()} />
      <div class="row">
        <Key grow onPress={() => props.onClose()}>
          {labels().common.cancel}
        </Key>
        <Key grow kind="main" type="submit" disabled={props.sending.busy()}>
          {props.save}
        </Key>
      </div>
    </form>
  );
}
