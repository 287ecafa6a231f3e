import { createSignal, For, Show } from 'solid-js';
import { addDays, type Day, officeDay } from '../../../domain/day.ts';
import type { Role } from '../../../domain/person.ts';
import type { Account } from '../../../protocol/account.ts';
import { ASK_ADMIN, CHANGE_ACCOUNT } from '../../../protocol/endpoints/accounts.ts';
import { useApp } from '../../app-context.ts';
import { DOT, formatDay } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createSending } from '../../office/create-sending.ts';
import { OfficeForm } from '../../office/office-form.tsx';
import { RestoredNotice } from '../../office/restored-notice.tsx';
import type { OfficeError } from '../../office/trouble.ts';
import { createSavedInput } from '../../saved-input.ts';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Switch } from '../../ui/switch.tsx';
import { DateInput } from '../../ui/text-input.tsx';
import { AccountFields } from './account-fields.tsx';
import { type AccountValues, areComplete } from './account-values.ts';
import { createUnitNames } from './unit-names.ts';

interface Props {
  account: Account;
  titleId: string;
  onClose: () => void;
  /** Whether this role comes about only when another administrator confirms it. */
  isForTwo: (role: Role) => boolean;
  onSaved: (text: string) => void;
  refusal: (error: OfficeError) => string;
}

interface EditValues extends AccountValues {
  /** From which day the person is what they become. */
  readonly from: string;
  /** They were never anything else: it is mended from the first day. */
  readonly isMistake: boolean;
}

/** Role, units and name of an account in one place; a transfer says from which day. */
export function EditAccount(props: Props) {
  const app = useApp();
  const words = () => labels().accounts;
  const unitNames = createUnitNames();
  const { person, name = '' } = props.account;
  const { former = [] } = person;
  const today = officeDay(app.now());
  const earliest = former.at(-1) && addDays(former.at(-1)?.to ?? today, 2);
  /** The last transfer is so new that another would leave no day between them: until then only mistakes are mended. */
  const notBefore = earliest !== undefined && earliest > today ? earliest : undefined;
  const saved = createSavedInput<EditValues>(['editAccount', person.id], {
    role: person.role,
    unitIds: person.unitIds,
    name,
    from: today,
    isMistake: false,
  });
  const { values } = saved;
  const from = (): string => values().from;
  const isMistake = (): boolean => values().isMistake;
  const [tried, setTried] = createSignal(false);
  const sending = createSending((error: OfficeError) => props.refusal(error));

  const moves = (): boolean => values().role !== person.role || String(values().unitIds) !== String(person.unitIds);
  const dayIssue = (): FieldIssue | undefined => {
    const isRight = from() !== '' && from() <= today && (earliest === undefined || from() >= earliest);
    if (isRight) return undefined;
    return {
      level: 'error',
      text: earliest === undefined ? words().fromRule(formatDay(today)) : words().fromBetween(formatDay(earliest), formatDay(today)),
    };
  };
  const done = (text: string): void => {
    saved.drop();
    props.onSaved(text);
  };
  const cancel = (): void => {
    saved.drop();
    props.onClose();
  };
  const submit = async (): Promise<void> => {
    setTried(true);
    sending.forget();
    const asksDay = moves() && !isMistake();
    if (!areComplete(values()) || (asksDay && dayIssue())) return;
    const { role, unitIds, name: typed } = values();
    const body = { role, unitIds: [...unitIds], from: asksDay ? (from() as Day) : null, name: typed.trim() === '' ? null : typed.trim() };
    if (role !== person.role && props.isForTwo(role)) {
      const isAsked = await sending.send(() => askOffice(ASK_ADMIN, { body: { accountId: person.id, change: body } }));
      if (isAsked) done(words().acts.wasAsked);
    } else if (await sending.send(() => askOffice(CHANGE_ACCOUNT, { params: { id: person.id }, body }))) done(words().saved);
  };
  return (
    <OfficeForm
      titleId={props.titleId}
      title={words().editTitle(person.staffCode)}
      submit={words().save}
      sending={sending}
      onSubmit={() => void submit()}
      onClose={cancel}
    >
      <RestoredNotice saved={saved} />
      <AccountFields values={values()} tried={tried()} onChange={saved.set} />
      <Show when={values().role !== person.role && props.isForTwo(values().role)}>
        <Notice level="info" live>
          {words().acts.askText}
        </Notice>
      </Show>
      <Show when={moves()}>
        <Show when={notBefore}>
          {(first) => (
            <Notice level={tried() && !isMistake() ? 'err' : 'info'} live>
              {words().fromNotYet(formatDay(first()))}
            </Notice>
          )}
        </Show>
        <Switch checked={isMistake()} onChange={(isMistake) => saved.set({ isMistake })}>
          {words().mistake}
        </Switch>
        <Show when={!isMistake() && notBefore === undefined}>
          <Field id="account-from" label={words().from} help={words().fromHelp} issue={tried() ? dayIssue() : undefined}>
            <DateInput
              id="account-from"
              value={from()}
              min={earliest}
              max={today}
              invalid={tried() && dayIssue() !== undefined}
              onInput={(from) => saved.set({ from })}
            />
          </Field>
        </Show>
      </Show>
      <Show when={former.length > 0}>
        <section class="stack-tight" aria-label={words().former}>
          <b>{words().former}</b>
          <ul>
            <For each={former}>
              {(post) => (
                <li class="meta">
                  {words().until(formatDay(post.to))}
                  {DOT}
                  {[labels().domain.roles[post.role], ...unitNames(post.unitIds)].join(DOT)}
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
    </OfficeForm>
  );
}
