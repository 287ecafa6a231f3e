import { createSignal, createUniqueId, type JSX, Show } from 'solid-js';
import { labels } from '../../labels/labels.ts';
import { type ApiError, postJson } from '../../sync/api.ts';
import { Key } from '../../ui/key.tsx';
import { createModal } from '../../ui/modal.ts';
import { Notice } from '../../ui/notice.tsx';

/** Why the office did not take it, and what to do now. */
export function officeRefusal(error: ApiError): string {
  const words = labels().plans;
  if (error === 'offline' || error === 'timeout') return words.officeOffline;
  return error === 'captive' ? words.officeCaptive : labels().domain.errors[error];
}

/** Sends something the office must take at once; while it does not, its reason stands and what was typed stays. */
export function createOfficeSend() {
  const [busy, setBusy] = createSignal(false);
  const [refused, setRefused] = createSignal<string>();
  const send = async <T,>(path: string, body: unknown, schema: Parameters<typeof postJson<T>>[2]): Promise<T | undefined> => {
    if (busy()) return undefined;
    setBusy(true);
    setRefused(undefined);
    const answer = await postJson(path, body, schema);
    setBusy(false);
    if (answer.ok) return answer.value;
    setRefused(officeRefusal(answer.error));
    return undefined;
  };
  return { busy, refused, send };
}

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
  sending: Pick<ReturnType<typeof createOfficeSend>, 'busy' | 'refused'>;
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
      <Show when={props.sending.refused()}>
        {(text) => (
          <Notice level="err" live>
            {text()}
          </Notice>
        )}
      </Show>
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
