import { useBeforeLeave } from '@solidjs/router';
import { createEffect } from 'solid-js';

/**
 * Keeps a native dialog in step with `open`. The browser traps focus, closes on Escape and gives focus back; the phone's
 * back key closes the dialog before it leaves the screen.
 */
export function createModal(open: () => boolean, onClose: () => void): (dialog: HTMLDialogElement) => void {
  let element: HTMLDialogElement | undefined;
  createEffect(() => {
    if (open() && !element?.open) element?.showModal();
    else if (!open() && element?.open) element.close();
  });
  useBeforeLeave((leaving) => {
    if (!open()) return;
    if (typeof leaving.to === 'number') leaving.preventDefault();
    onClose();
  });
  return (dialog) => {
    element = dialog;
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      onClose();
    });
    // A press on the ground around the dialog has the dialog itself as its target.
    dialog.addEventListener('click', (event) => {
      if (event.target === dialog) onClose();
    });
  };
}
