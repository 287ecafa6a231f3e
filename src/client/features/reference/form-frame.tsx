import type { JSX } from 'solid-js';
import type { Result } from '../../../domain/result.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { createSending } from '../../office/create-sending.ts';
import { OfficeForm } from '../../office/office-form.tsx';
import { RestoredNotice } from '../../office/restored-notice.tsx';
import { type OfficeError, troubleText } from '../../office/trouble.ts';
import type { SavedInput } from '../../saved-input.ts';
import { showSnack } from '../../ui/snack.tsx';

interface FrameProps {
  readonly titleId: string;
  readonly title: string;
  readonly saved: Pick<SavedInput<object>, 'wasRestored' | 'drop'>;
  /** Marks what is wrong and says whether anything is. */
  readonly check: () => boolean;
  readonly send: () => Promise<Result<object, OfficeError>>;
  readonly onClose: () => void;
  /** What the key says, where it is more than "save". */
  readonly saveLabel?: string | undefined;
  readonly children: JSX.Element;
}

/** What all forms of the lists share: what was typed before, and the word that the lists are saved. */
export function FormFrame(props: FrameProps) {
  const app = useApp();
  const words = () => labels().reference;
  const sending = createSending((error: OfficeError) => troubleText(error, { unreached: words().offline }));

  const submit = async (): Promise<void> => {
    sending.forget();
    if (!props.check() || !(await sending.send(props.send))) return;
    props.saved.drop();
    showSnack({ text: words().saved, note: words().savedNote });
    props.onClose();
  };
  return (
    <OfficeForm
      titleId={props.titleId}
      title={props.title}
      submit={sending.busy() ? words().saving : (props.saveLabel ?? words().save)}
      back={labels().common.back}
      sending={sending}
      icon={app.sync.status().online === false ? 'nosig' : undefined}
      onSubmit={() => void submit()}
      onClose={props.onClose}
    >
      <RestoredNotice saved={props.saved} />
      {props.children}
    </OfficeForm>
  );
}
