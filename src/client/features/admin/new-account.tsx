import { createSignal, Show } from 'solid-js';
import { type CODE_HOURS, NewAccountRequest, type NewAccountResponse, SIGN_IN_LIMITS } from '../../../protocol/account.ts';
import { ADD_ACCOUNT } from '../../../protocol/endpoints/accounts.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createSending } from '../../office/create-sending.ts';
import { OfficeForm } from '../../office/office-form.tsx';
import { RestoredNotice } from '../../office/restored-notice.tsx';
import type { OfficeError } from '../../office/trouble.ts';
import { createSavedInput } from '../../saved-input.ts';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { AccountFields } from './account-fields.tsx';
import { type AccountValues, areComplete } from './account-values.ts';

interface Props {
  titleId: string;
  onClose: () => void;
  /** How long the code is good. */
  hours: (typeof CODE_HOURS)[number];
  /** An administrator is made by two: the role is given later, and the other confirms it. */
  isForTwo: boolean;
  onMade: (made: NewAccountResponse) => void;
  refusal: (error: OfficeError) => string;
}

export function NewAccountForm(props: Props) {
  const words = () => labels().accounts;
  const start: AccountValues & { readonly staffCode: string } = { staffCode: '', role: 'officer', unitIds: [], name: '' };
  const saved = createSavedInput(['newAccount'], start);
  const { values } = saved;
  const [tried, setTried] = createSignal(false);
  const sending = createSending((error: OfficeError) => props.refusal(error));

  const request = () => {
    const { staffCode, role, unitIds, name } = values();
    const words = { staffCode: staffCode.trim(), role, unitIds: [...unitIds] };
    return NewAccountRequest.safeParse(name.trim() === '' ? words : { ...words, name: name.trim() });
  };
  const isWithheld = (): boolean => props.isForTwo && values().role === 'admin';
  const codeIssue = (): FieldIssue | undefined =>
    tooLong(values().staffCode.trim(), SIGN_IN_LIMITS.staffCode) ??
    (tried() && !request().success ? { level: 'error', text: words().staffCodeRule } : undefined);
  const submit = async (): Promise<void> => {
    setTried(true);
    sending.forget();
    const { data } = request();
    if (!data || !areComplete(values()) || isWithheld()) return;
    const made = await sending.send(() => askOffice(ADD_ACCOUNT, { query: { hours: props.hours }, body: data }));
    if (!made) return;
    saved.drop();
    props.onMade(made);
  };
  const cancel = (): void => {
    saved.drop();
    props.onClose();
  };
  return (
    <OfficeForm
      titleId={props.titleId}
      title={words().createTitle}
      submit={words().submit}
      sending={sending}
      onSubmit={() => void submit()}
      onClose={cancel}
    >
      <RestoredNotice saved={saved} />
      <Field id="new-staff-code" label={words().staffCode} help={words().staffCodeRule} issue={codeIssue()}>
        <TextInput
          id="new-staff-code"
          plate
          value={values().staffCode}
          onInput={(staffCode) => saved.set({ staffCode })}
          autocapitalize="characters"
          invalid={codeIssue() !== undefined}
        />
      </Field>
      <AccountFields values={values()} tried={tried()} onChange={saved.set} />
      <Show when={isWithheld()}>
        <Notice level={tried() ? 'err' : 'info'} live>
          {words().acts.addFirst}
        </Notice>
      </Show>
    </OfficeForm>
  );
}
