import { createSignal, createUniqueId, Show } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import type { UnitId } from '../../../domain/ids.ts';
import { ROLES, type Role } from '../../../domain/person.ts';
import { offeredOn } from '../../../domain/reference.ts';
import { ENTRANCE_LIMITS, NewAccountRequest, type NewAccountResponse } from '../../../protocol/account.ts';
import { ADD_ACCOUNT } from '../../../protocol/endpoints/accounts.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createSending } from '../../office/create-sending.ts';
import type { OfficeError } from '../../office/trouble.ts';
import { RefusedNotice } from '../../office/trouble-notice.tsx';
import { Chips } from '../../ui/chips.tsx';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { createModal } from '../../ui/modal.ts';
import { TextInput } from '../../ui/text-input.tsx';

/** Roles whose rights do not depend on a unit. */
const WITHOUT_UNIT: readonly Role[] = ['admin', 'approver'];

interface Props {
  open: boolean;
  onClose: () => void;
  onMade: (made: NewAccountResponse) => void;
  refusal: (error: OfficeError) => string;
}

export function NewAccount(props: Props) {
  const id = createUniqueId();
  const setDialog = createModal(
    () => props.open,
    () => props.onClose(),
  );
  return (
    <dialog class="dialog" aria-labelledby={id} ref={setDialog}>
      {/* Made anew each time it opens: nothing of the last account stays in it. */}
      <Show when={props.open}>
        <NewAccountForm titleId={id} {...props} />
      </Show>
    </dialog>
  );
}

function NewAccountForm(props: Props & { titleId: string }) {
  const app = useApp();
  const words = () => labels().account.admin;
  const [staffCode, setStaffCode] = createSignal('');
  const [role, setRole] = createSignal<Role>('officer');
  const [unitIds, setUnitIds] = createSignal<readonly UnitId[]>([]);
  const [tried, setTried] = createSignal(false);
  const { busy, refused, forget, send } = createSending((error: OfficeError) => props.refusal(error));

  const request = () => NewAccountRequest.safeParse({ staffCode: staffCode().trim(), role: role(), unitIds: [...unitIds()] });
  const codeIssue = (): FieldIssue | undefined =>
    tooLong(staffCode().trim(), ENTRANCE_LIMITS.staffCode) ??
    (tried() && !request().success ? { level: 'error', text: words().staffCodeRule } : undefined);
  const lacksUnit = (): boolean => unitIds().length === 0 && !WITHOUT_UNIT.includes(role());
  const toggleUnit = (value: string): void => {
    const unit = value as UnitId;
    setUnitIds((before) => (before.includes(unit) ? before.filter((one) => one !== unit) : [...before, unit]));
  };
  const submit = async (): Promise<void> => {
    setTried(true);
    forget();
    const { data } = request();
    if (!data || lacksUnit()) return;
    const made = await send(() => askOffice(ADD_ACCOUNT, { body: data }));
    if (made) props.onMade(made);
  };
  return (
    <form
      class="ask-in"
      novalidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h2 class="title" id={props.titleId}>
        {words().createTitle}
      </h2>
      <Field id="new-staff-code" label={words().staffCode} help={words().staffCodeRule} issue={codeIssue()}>
        <TextInput
          id="new-staff-code"
          plate
          value={staffCode()}
          onInput={setStaffCode}
          autocapitalize="characters"
          invalid={codeIssue() !== undefined}
        />
      </Field>
      <Field id="new-role" label={words().role} group>
        <Chips
          id="new-role"
          many={false}
          options={ROLES.map((value) => ({ value, label: labels().domain.roles[value] }))}
          chosen={[role()]}
          onToggle={(value) => setRole(value as Role)}
        />
      </Field>
      <Field
        id="new-units"
        label={words().units}
        help={words().unitsRule}
        group
        issue={tried() && lacksUnit() ? { level: 'error', text: words().noUnits } : undefined}
      >
        <Chips
          id="new-units"
          many
          options={offeredOn(app.reference().units, officeDay(app.now())).map((unit) => ({ value: unit.id, label: unit.shortName }))}
          chosen={unitIds()}
          onToggle={toggleUnit}
        />
      </Field>
      <RefusedNotice text={refused()} />
      <div class="row">
        <Key grow onPress={() => props.onClose()}>
          {labels().common.cancel}
        </Key>
        <Key grow kind="main" type="submit" disabled={busy()}>
          {words().submit}
        </Key>
      </div>
    </form>
  );
}
