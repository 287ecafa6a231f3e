import { createUniqueId, type JSX, Show } from 'solid-js';
import { createModal } from '../../ui/modal.ts';

/** A dialog whose form is made anew each time it opens: nothing of the last account stays in it. */
export function AccountDialog(props: { open: boolean; onClose: () => void; children: (titleId: string) => JSX.Element }) {
  const id = createUniqueId();
  const setDialog = createModal(
    () => props.open,
    () => props.onClose(),
  );
  return (
    <dialog class="dialog admin-dialog" aria-labelledby={id} ref={setDialog}>
      <Show when={props.open}>{props.children(id)}</Show>
    </dialog>
  );
}
