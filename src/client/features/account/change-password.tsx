import { createSignal } from 'solid-js';
import { MIN_PASSWORD_LENGTH, SIGN_IN_LIMITS } from '../../../protocol/account.ts';
import { CHANGE_PASSWORD } from '../../../protocol/endpoints/session.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createSending } from '../../office/create-sending.ts';
import { OfficeDialog, OfficeForm } from '../../office/office-form.tsx';
import type { OfficeError } from '../../office/trouble.ts';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { PasswordInput } from '../../ui/password-input.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { enteringText } from './refusal-text.ts';

/** The owner alone changes a password, knowing the one there is. */
export function ChangePassword(props: { open: boolean; onClose: () => void }) {
  return (
    <OfficeDialog open={props.open} onClose={props.onClose}>
      {(titleId) => <PasswordForm titleId={titleId} onClose={props.onClose} />}
    </OfficeDialog>
  );
}

function PasswordForm(props: { titleId: string; onClose: () => void }) {
  const words = () => labels().account.password;
  const [current, setCurrent] = createSignal('');
  const [next, setNext] = createSignal('');
  const [tried, setTried] = createSignal(false);
  const sending = createSending((error: OfficeError) =>
    enteringText(error, { unreached: words().needSignal, wrongPassword: words().wrong }),
  );
  const issue = (isWrong: boolean, text: string): FieldIssue | undefined => (tried() && isWrong ? { level: 'error', text } : undefined);
  const currentIssue = () => issue(current() === '', labels().account.signIn.enterPassword) ?? tooLong(current(), SIGN_IN_LIMITS.password);
  const nextIssue = () =>
    issue(next().length < MIN_PASSWORD_LENGTH, labels().account.open.tooShort(MIN_PASSWORD_LENGTH, next().length)) ??
    tooLong(next(), SIGN_IN_LIMITS.password);
  const submit = async (): Promise<void> => {
    setTried(true);
    sending.forget();
    if (currentIssue() || nextIssue()) return;
    if (!(await sending.send(() => askOffice(CHANGE_PASSWORD, { body: { current: current(), password: next() } })))) return;
    showSnack({ text: words().changed, note: words().changedNote });
    props.onClose();
  };
  return (
    <OfficeForm
      titleId={props.titleId}
      title={words().title}
      submit={words().submit}
      sending={sending}
      onSubmit={() => void submit()}
      onClose={props.onClose}
    >
      <Field id="current-password" label={words().current} issue={currentIssue()}>
        <PasswordInput
          id="current-password"
          value={current()}
          onInput={setCurrent}
          autocomplete="current-password"
          words={labels().account.signIn}
          invalid={currentIssue() !== undefined}
        />
      </Field>
      <Field
        id="next-password"
        label={labels().account.open.newPassword}
        help={labels().account.open.rule(MIN_PASSWORD_LENGTH)}
        issue={nextIssue()}
      >
        <PasswordInput
          id="next-password"
          value={next()}
          onInput={setNext}
          autocomplete="new-password"
          words={labels().account.signIn}
          invalid={nextIssue() !== undefined}
        />
      </Field>
    </OfficeForm>
  );
}
