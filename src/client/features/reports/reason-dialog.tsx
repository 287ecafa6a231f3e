import { createSignal, createUniqueId, Show } from 'solid-js';
import { looksLikePersonalData, tidyLine } from '../../../domain/text.ts';
import { CLOSING_LIMITS } from '../../../protocol/endpoints/closings.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { RefusedNotice } from '../../office/trouble-notice.tsx';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { createModal } from '../../ui/modal.ts';
import { TextArea } from '../../ui/text-input.tsx';

/** Asks why, before something is taken back. What was typed stays while the office does not take it. */
export function ReasonDialog(props: {
  open: boolean;
  title: string;
  hint?: string | undefined;
  confirm: string;
  busy: boolean;
  refused: string | undefined;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}) {
  const id = createUniqueId();
  const [reason, setReason] = createSignal('');
  const [tried, setTried] = createSignal(false);
  const words = () => labels().tallies.report;
  const tidy = (): string => tidyLine(reason());
  const issue = (): FieldIssue | undefined => {
    if (tidy() === '') return tried() ? { level: 'error', text: words().closing.reasonLacking } : undefined;
    const long = tooLong(tidy(), CLOSING_LIMITS.reason);
    return long ?? (looksLikePersonalData(tidy()) ? { level: 'warning', text: words().noNames } : undefined);
  };
  const send = (): void => {
    setTried(true);
    if (issue()?.level !== 'error') props.onConfirm(tidy());
  };
  const setDialog = createModal(
    () => props.open,
    () => props.onClose(),
  );
  return (
    <dialog class="dialog ask" aria-labelledby={`${id}-title`} ref={setDialog}>
      <Show when={props.open}>
        <div class="ask-in">
          <h2 class="title" id={`${id}-title`}>
            {props.title}
          </h2>
          <Show when={props.hint}>{(hint) => <p>{hint()}</p>}</Show>
          <Field id={id} label={words().closing.reason} issue={issue()}>
            <TextArea id={id} value={reason()} onInput={setReason} rows={2} invalid={issue()?.level === 'error'} />
          </Field>
          <RefusedNotice text={props.refused} />
          <div class="row">
            <Key grow onPress={() => props.onClose()}>
              {labels().common.cancel}
            </Key>
            <Key grow kind="ask" disabled={props.busy} onPress={send}>
              {props.confirm}
            </Key>
          </div>
        </div>
      </Show>
    </dialog>
  );
}
