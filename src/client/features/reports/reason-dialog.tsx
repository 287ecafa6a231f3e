import { type ComponentProps, createSignal, createUniqueId, Show } from 'solid-js';
import { looksLikePersonalData, tidyLine } from '../../../domain/text.ts';
import { CLOSING_LIMITS } from '../../../protocol/endpoints/closings.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { OfficeDialog, OfficeForm } from '../../office/office-form.tsx';
import { RestoredNotice } from '../../office/restored-notice.tsx';
import { createSavedInput } from '../../saved-input.ts';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { TextArea } from '../../ui/text-input.tsx';

interface Props {
  /** What is asked about: what was typed stays on this device under it, until it is taken or given up. */
  about: string;
  title: string;
  hint?: string | undefined;
  confirm: string;
  sending: ComponentProps<typeof OfficeForm>['sending'];
  /** Whether it was taken. */
  onConfirm: (reason: string) => Promise<boolean>;
  onClose: () => void;
}

/** Asks why, before something is taken back. What was typed stays while the office does not take it. */
export function ReasonDialog(props: Props & { open: boolean }) {
  return (
    <OfficeDialog open={props.open} onClose={() => props.onClose()}>
      {(titleId) => <ReasonForm {...props} titleId={titleId} />}
    </OfficeDialog>
  );
}

function ReasonForm(props: Props & { titleId: string }) {
  const id = createUniqueId();
  const saved = createSavedInput([props.about], { reason: '' });
  const reason = (): string => saved.values().reason;
  const [tried, setTried] = createSignal(false);
  const words = () => labels().tallies.report;
  const tidy = (): string => tidyLine(reason());
  const issue = (): FieldIssue | undefined => {
    if (tidy() === '') return tried() ? { level: 'error', text: words().closing.reasonLacking } : undefined;
    const long = tooLong(tidy(), CLOSING_LIMITS.reason);
    return long ?? (looksLikePersonalData(tidy()) ? { level: 'warning', text: words().noNames } : undefined);
  };
  const submit = async (): Promise<void> => {
    setTried(true);
    if (issue()?.level !== 'error' && (await props.onConfirm(tidy()))) saved.drop();
  };
  const cancel = (): void => {
    saved.drop();
    props.onClose();
  };
  return (
    <OfficeForm
      titleId={props.titleId}
      title={props.title}
      submit={props.confirm}
      sending={props.sending}
      onSubmit={() => void submit()}
      onClose={cancel}
    >
      <RestoredNotice saved={saved} />
      <Show when={props.hint}>{(hint) => <p>{hint()}</p>}</Show>
      <Field id={id} label={words().closing.reason} issue={issue()}>
        <TextArea id={id} value={reason()} onInput={(text) => saved.set({ reason: text })} rows={2} invalid={issue()?.level === 'error'} />
      </Field>
    </OfficeForm>
  );
}
