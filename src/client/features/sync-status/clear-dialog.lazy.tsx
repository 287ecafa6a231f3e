import { createSignal, createUniqueId, Show } from 'solid-js';
import { foldForSearch } from '../../../domain/text.ts';
import { CLEAR_DEMONSTRATION, type DemonstrationSize, READ_DEMONSTRATION } from '../../../protocol/endpoints/demonstration.ts';
import type { App } from '../../app-context.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createFetched } from '../../office/create-fetched.ts';
import { createSending } from '../../office/create-sending.ts';
import { type OfficeError, troubleText } from '../../office/trouble.ts';
import { lookOf, RefusedNotice, TroubleNotice } from '../../office/trouble-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { createModal } from '../../ui/modal.ts';
import { showSnack } from '../../ui/snack.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import '../../ui/lazy.css';

function Sizes(props: { size: DemonstrationSize }) {
  const words = () => labels().account.demonstration;
  return (
    <ul class="promises">
      <li>{words().goes(formatNumber(props.size.records), formatNumber(props.size.devices))}</li>
      <Show when={props.size.touched > 0}>
        <li>{words().goesToo(formatNumber(props.size.touched))}</li>
      </Show>
      <li>{words().stays}</li>
      <Show when={props.size.own > 0}>
        <li>{words().own(formatNumber(props.size.own))}</li>
      </Show>
    </ul>
  );
}

const refusal = (error: OfficeError): string => troubleText(error, { unreached: labels().account.demonstration.needSignal });

/** Names what goes and what stays, and takes a typed word for a yes: what is cleared does not come back. */
export function ClearDialog(props: { app: App; open: boolean; onClose: () => void }) {
  const id = createUniqueId();
  const words = () => labels().account.demonstration;
  const [typed, setTyped] = createSignal('');
  const [tried, setTried] = createSignal(false);
  const sending = createSending(refusal);
  const size = createFetched(
    () => (props.open ? 'size' : undefined),
    () => askOffice(READ_DEMONSTRATION),
  );
  const isMeant = (): boolean => foldForSearch(typed()).trim() === foldForSearch(words().word);
  const close = (): void => {
    setTyped('');
    setTried(false);
    sending.forget();
    props.onClose();
  };
  const clear = async (): Promise<void> => {
    setTried(true);
    if (!isMeant()) return;
    const went = await sending.send(() => askOffice(CLEAR_DEMONSTRATION));
    if (!went) return;
    showSnack({ text: words().done(formatNumber(went.records)) });
    close();
    // With it the mark and this dialog go, too.
    await props.app.sync.syncNow();
  };
  const setDialog = createModal(() => props.open, close);
  return (
    <dialog class="dialog ask" aria-labelledby={`${id}-title`} ref={setDialog}>
      <Show when={props.open}>
        <form
          class="ask-in"
          onSubmit={(event) => {
            event.preventDefault();
            void clear();
          }}
        >
          <h2 class="title" id={`${id}-title`}>
            {words().title}
          </h2>
          <Show when={size.trouble()}>
            {(trouble) => <TroubleNotice {...lookOf(trouble().kind)} text={refusal(trouble().error)} onAgain={size.again} />}
          </Show>
          <Show when={size.state().kind === 'loading'}>
            <Loading label={labels().common.loading} />
          </Show>
          <Show when={size.value()}>
            {(found) => (
              <>
                <Sizes size={found()} />
                <Field
                  id={id}
                  label={words().type(words().word)}
                  issue={tried() && !isMeant() ? { level: 'error', text: words().notTyped(words().word) } : undefined}
                >
                  <TextInput id={id} value={typed()} invalid={tried() && !isMeant()} onInput={setTyped} />
                </Field>
                <RefusedNotice text={sending.refused()} />
              </>
            )}
          </Show>
          <div class="row">
            <Key grow onPress={close}>
              {labels().common.cancel}
            </Key>
            <Key grow kind="ask" type="submit" disabled={sending.busy() || size.value() === undefined}>
              {words().clear}
            </Key>
          </div>
        </form>
      </Show>
    </dialog>
  );
}
