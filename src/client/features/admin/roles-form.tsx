import { For, Show } from 'solid-js';
import { isGrantOver, isRoleOfUnits } from '../../../domain/account-rights.ts';
import { type Day, officeDay } from '../../../domain/day.ts';
import type { AccountId } from '../../../domain/ids.ts';
import type { Grant } from '../../../domain/person.ts';
import { type Account, GRANTABLE_ROLES, type GrantRequest } from '../../../protocol/account.ts';
import { END_ROLE, GIVE_ROLE } from '../../../protocol/endpoints/accounts.ts';
import { useApp } from '../../app-context.ts';
import { DOT } from '../../labels/format.ts';
import { grantWords } from '../../labels/grant-words.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createSending } from '../../office/create-sending.ts';
import { OfficeForm } from '../../office/office-form.tsx';
import { RestoredNotice } from '../../office/restored-notice.tsx';
import type { OfficeError } from '../../office/trouble.ts';
import { ask } from '../../ui/ask.tsx';
import { Chips } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import '../../ui/select.css';
import { DateInput } from '../../ui/text-input.tsx';
import { createWish, type Wish } from './create-wish.ts';
import { UnitChips } from './unit-chips.tsx';
import { createUnitNames } from './unit-names.ts';

/** How a role is given: for its own sake, or to stand in for somebody. */
const WAYS = ['own', 'deputy'] as const;

interface Props {
  account: Account;
  accounts: readonly Account[];
  titleId: string;
  onClose: () => void;
  onSaved: (text: string) => void;
  refusal: (error: OfficeError) => string;
}

/** The further roles of a person, each with its end; and a new one, with its days. */
export function RolesForm(props: Props) {
  const app = useApp();
  const words = () => labels().accounts.roles;
  const today = officeDay(app.now());
  const { person } = props.account;
  const sending = createSending((error: OfficeError) => props.refusal(error));
  const wish = createWish(props.account, props.accounts, today);

  const end = async (grant: Grant, said: string): Promise<void> => {
    const isSure = await ask({
      title: words().endTitle(said),
      text: words().endText,
      confirm: words().end,
      cancel: labels().common.cancel,
      danger: true,
    });
    if (!isSure) return;
    const done = await sending.send(() => askOffice(END_ROLE, { params: { id: person.id, grantId: grant.id } }));
    if (done) props.onSaved(words().ended);
  };
  const cancel = (): void => {
    wish.saved.drop();
    props.onClose();
  };
  const submit = async (): Promise<void> => {
    sending.forget();
    const body = wish.body();
    if (!body || !(await sending.send(() => askOffice(GIVE_ROLE, { params: { id: person.id }, body })))) return;
    wish.saved.drop();
    props.onSaved(words().given);
  };
  return (
    <OfficeForm
      titleId={props.titleId}
      title={words().title(person.staffCode)}
      submit={words().give}
      sending={sending}
      onSubmit={() => void submit()}
      onClose={cancel}
    >
      <GrantList grants={person.grants ?? []} today={today} onEnd={(grant, said) => void end(grant, said)} />
      <RestoredNotice saved={wish.saved} />
      <WishFields wish={wish} today={today} />
    </OfficeForm>
  );
}

/** What the person was given; what is over stands last and has no end to be set. */
function GrantList(props: { grants: readonly Grant[]; today: Day; onEnd: (grant: Grant, said: string) => void }) {
  const words = () => labels().accounts.roles;
  const unitNames = createUnitNames();
  const isOver = (grant: Grant): boolean => isGrantOver(grant, props.today);
  const inOrder = () => props.grants.toSorted((a, b) => Number(isOver(a)) - Number(isOver(b)));
  return (
    <Show when={props.grants.length > 0} fallback={<p class="meta">{words().none}</p>}>
      <ul class="rows" aria-label={words().held}>
        <For each={inOrder()}>
          {(grant) => {
            const said = grantWords(grant, unitNames(grant.unitIds));
            return (
              <li class="row row-top">
                <p class="grow" classList={{ meta: isOver(grant) }}>
                  {said}
                  <Show when={isOver(grant)}>
                    {DOT}
                    {words().over}
                  </Show>
                </p>
                <Show when={!isOver(grant)}>
                  <Key kind="ask" label={words().endOf(said)} onPress={() => props.onEnd(grant, said)}>
                    {words().end}
                  </Key>
                </Show>
              </li>
            );
          }}
        </For>
      </ul>
    </Show>
  );
}

function WishFields(props: { wish: Wish; today: Day }) {
  const words = () => labels().accounts.roles;
  const { wish } = props;
  return (
    <>
      <Field id="role-way" label={words().way} group>
        <Chips
          id="role-way"
          many={false}
          options={WAYS.map((value) => ({ value, label: words().ways[value] }))}
          chosen={[wish.isDeputy() ? 'deputy' : 'own']}
          onToggle={(value) => wish.chooseDeputy(value === 'deputy')}
        />
      </Field>
      <Show when={wish.isDeputy()} fallback={<OwnRole wish={wish} />}>
        <Principal wish={wish} />
      </Show>
      <Field id="role-from" label={words().from} issue={wish.lacks.from() ? { level: 'error', text: words().fromRule } : undefined}>
        <DateInput id="role-from" value={wish.from()} invalid={wish.lacks.from()} onInput={wish.setFrom} />
      </Field>
      <Field
        id="role-until"
        label={words().until}
        unit={wish.isDeputy() ? undefined : labels().accounts.ifAny}
        help={words().untilHelp}
        issue={wish.lacks.until() ? { level: 'error', text: words().untilRule(wish.isDeputy()) } : undefined}
      >
        <DateInput id="role-until" value={wish.until()} min={props.today} invalid={wish.lacks.until()} onInput={wish.setUntil} />
      </Field>
    </>
  );
}

function OwnRole(props: { wish: Wish }) {
  const { wish } = props;
  return (
    <>
      <Field id="role-role" label={labels().accounts.role} group>
        <Chips
          id="role-role"
          many={false}
          options={GRANTABLE_ROLES.map((value) => ({ value, label: labels().domain.roles[value] }))}
          chosen={[wish.role()]}
          onToggle={(value) => wish.setRole(value as GrantRequest['role'])}
        />
      </Field>
      <Show when={isRoleOfUnits(wish.role())}>
        <UnitChips
          id="role-units"
          unitIds={wish.unitIds()}
          help={labels().accounts.roles.unitsRule}
          isMissing={wish.lacks.units()}
          onChange={wish.setUnitIds}
        />
      </Show>
    </>
  );
}

/** Whose deputy: the role and the units come from that person's account. */
function Principal(props: { wish: Wish }) {
  const words = () => labels().accounts.roles;
  const unitNames = createUnitNames();
  const { wish } = props;
  return (
    <Field
      id="role-principal"
      label={words().principal}
      help={words().principalHelp}
      issue={wish.lacks.principal() ? { level: 'error', text: words().noPrincipal } : undefined}
    >
      <select
        id="role-principal"
        class="select"
        aria-invalid={wish.lacks.principal()}
        onChange={(event) => wish.setPrincipalId((event.currentTarget.value || undefined) as AccountId | undefined)}
      >
        <option value="">{words().choose}</option>
        <For each={wish.principals}>
          {({ person, name }) => (
            <option value={person.id} selected={person.id === wish.principalId()}>
              {[person.staffCode, name, labels().domain.roles[person.role], ...unitNames(person.unitIds)].filter(Boolean).join(DOT)}
            </option>
          )}
        </For>
      </select>
    </Field>
  );
}
