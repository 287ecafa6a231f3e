import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js';
import { needsSecondAdmin, otherAdmins } from '../../../domain/account-rights.ts';
import type { Role } from '../../../domain/person.ts';
import type { Result } from '../../../domain/result.ts';
import { foldForSearch } from '../../../domain/text.ts';
import {
  type Account,
  type AdminAct,
  CODE_HOURS,
  DEFAULT_CODE_HOURS,
  MAX_ACCOUNTS,
  type NewAccountResponse,
} from '../../../protocol/account.ts';
import {
  ASK_ADMIN,
  CANCEL_CODE,
  CONFIRM_ACT,
  DECLINE_ACT,
  DISABLE_ACCOUNT,
  ENABLE_ACCOUNT,
  LIST_ACCOUNTS,
  RENEW_CODE,
  RENEW_CODES,
  SIGN_OUT_ACCOUNT,
} from '../../../protocol/endpoints/accounts.ts';
import { RESET_FACTORS } from '../../../protocol/endpoints/factors.ts';
import { AUDIT_SCREEN, REFERENCE_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createFetched } from '../../office/create-fetched.ts';
import { FactorReminder } from '../../office/factor/reminder.tsx';
import { OfficeDialog } from '../../office/office-form.tsx';
import { type OfficeError, troubleText } from '../../office/trouble.ts';
import { TroubleNotice } from '../../office/trouble-notice.tsx';
import { ask } from '../../ui/ask.tsx';
import { Chips } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Key } from '../../ui/key.tsx';
import { LinkRow } from '../../ui/link-row.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { AccountRow } from './account-row.tsx';
import { AdminActs, askForSecond } from './admin-acts.tsx';
import { CodeOnce, type IssuedCode } from './code-once.tsx';
import { CodeSheet } from './code-sheet.tsx';
import { EditAccount } from './edit-account.tsx';
import { NewAccountForm } from './new-account.tsx';
import { PastePeople } from './paste-people.tsx';
import { RolesForm } from './roles-form.tsx';
import '../../ui/lazy.css';
import './admin.css';

const refusal = (error: OfficeError): string => troubleText(error, { unreached: labels().account.devices.needSignal });

type Doing = { readonly what: 'make' | 'paste' } | { readonly what: 'edit' | 'roles'; readonly account: Account };
type Hours = (typeof CODE_HOURS)[number];

const DEFAULT_HOURS: Hours = `${DEFAULT_CODE_HOURS}`;

/** What is done to an account with a press and a question, and said to the office. */
function createAccountDeeds(screen: {
  accounts: () => readonly Account[];
  hours: () => Hours;
  again: () => void;
  setCode: (code: IssuedCode) => void;
  setCodes: (codes: readonly NewAccountResponse[]) => void;
}) {
  const app = useApp();
  const words = () => labels().accounts;
  const query = () => ({ hours: screen.hours() });
  const issued = ({ account, code }: NewAccountResponse): void => screen.setCode({ staffCode: account.person.staffCode, code });
  /** Says what came of it, and reads the list anew. */
  function told<T>(done: Result<T, OfficeError>, text: string | undefined): T | undefined {
    if (!done.ok) showSnack({ text: refusal(done.error), level: 'error' });
    else if (text !== undefined) showSnack({ text });
    screen.again();
    return done.ok ? done.value : undefined;
  }
  const isSure = (title: string, text: string, confirm: string, danger = false): Promise<boolean> =>
    ask({ title, text, confirm, cancel: labels().common.cancel, danger });
  return {
    async reset({ person }: Account): Promise<void> {
      if (needsSecondAdmin(screen.accounts(), app.person, person.role, person.role)) {
        if (await askForSecond()) told(await askOffice(ASK_ADMIN, { body: { accountId: person.id } }), words().acts.wasAsked);
        return;
      }
      if (!(await isSure(words().resetTitle(person.staffCode), words().resetText, words().reset))) return;
      const made = told(await askOffice(RENEW_CODE, { params: { id: person.id }, query: query() }), undefined);
      if (made) issued(made);
    },
    async printCodes(accounts: readonly Account[]): Promise<void> {
      const ids = accounts.map((account) => account.person.id);
      if (!(await isSure(words().codes.ask(formatNumber(ids.length)), words().codes.askText, words().codes.make))) return;
      const made = told(await askOffice(RENEW_CODES, { query: query(), body: { ids } }), undefined);
      if (made) screen.setCodes(made.codes);
    },
    async cancel({ person }: Account): Promise<void> {
      if (!(await isSure(words().cancelTitle(person.staffCode), words().cancelText, words().cancelCode, true))) return;
      told(await askOffice(CANCEL_CODE, { params: { id: person.id } }), words().cancelled(person.staffCode));
    },
    async signOut({ person }: Account): Promise<void> {
      const text = [words().signOutAllText, ...(person.id === app.person.id ? [words().signOutAllOwn] : [])].join(' ');
      if (!(await isSure(words().signOutAllTitle(person.staffCode), text, words().signOutAll, true))) return;
      told(await askOffice(SIGN_OUT_ACCOUNT, { params: { id: person.id } }), words().signedOutAll(person.staffCode));
    },
    async forget({ person }: Account): Promise<void> {
      if (needsSecondAdmin(screen.accounts(), app.person, person.role, person.role)) {
        if (await askForSecond())
          told(await askOffice(ASK_ADMIN, { body: { accountId: person.id, factors: true } }), words().acts.wasAsked);
        return;
      }
      if (
        !(await isSure(
          labels().factor.admin.forgetTitle(person.staffCode),
          labels().factor.admin.forgetText,
          labels().factor.admin.forget,
          true,
        ))
      )
        return;
      told(await askOffice(RESET_FACTORS, { params: { id: person.id } }), labels().factor.admin.forgotten(person.staffCode));
    },
    async toggle({ person, disabled }: Account): Promise<void> {
      if (!disabled && !(await isSure(words().disableTitle(person.staffCode), words().disableText, words().disable, true))) return;
      told(await askOffice(disabled ? ENABLE_ACCOUNT : DISABLE_ACCOUNT, { params: { id: person.id } }), undefined);
    },
    async confirm({ id }: AdminAct): Promise<void> {
      const done = told(await askOffice(CONFIRM_ACT, { params: { id }, query: query() }), words().acts.confirmed);
      if (done?.issued) issued(done.issued);
    },
    async decline({ id }: AdminAct): Promise<void> {
      told(await askOffice(DECLINE_ACT, { params: { id } }), undefined);
    },
  };
}

/** The form of what is done to accounts. */
function WhatIsDone(props: {
  doing: Doing | undefined;
  accounts: readonly Account[];
  hours: Hours;
  titleId: string;
  onClose: () => void;
  onCode: (code: IssuedCode) => void;
  onCodes: (codes: readonly NewAccountResponse[]) => void;
  /** The office took it. Told before the codes: while the dialog is open nothing behind it takes the focus. */
  onDone: () => void;
}) {
  const frame = () => ({ titleId: props.titleId, onClose: props.onClose, refusal });
  const app = useApp();
  const saved = (text: string): void => {
    showSnack({ text });
    props.onDone();
  };
  const needsSecond = (role: Role, next = role): boolean => needsSecondAdmin(props.accounts, app.person, role, next);
  const of = (what: 'edit' | 'roles'): Account | undefined => {
    const { doing } = props;
    return doing && 'account' in doing && doing.what === what ? doing.account : undefined;
  };
  return (
    <Switch>
      <Match when={props.doing?.what === 'make'}>
        <NewAccountForm
          {...frame()}
          hours={props.hours}
          isForTwo={needsSecond('admin')}
          onMade={({ account, code }) => {
            props.onDone();
            props.onCode({ staffCode: account.person.staffCode, code });
          }}
        />
      </Match>
      <Match when={props.doing?.what === 'paste'}>
        <PastePeople
          {...frame()}
          accounts={props.accounts}
          hours={props.hours}
          onMade={(codes) => {
            props.onDone();
            props.onCodes(codes);
          }}
        />
      </Match>
      <Match when={of('roles')} keyed>
        {(account) => <RolesForm {...frame()} account={account} accounts={props.accounts} onSaved={saved} />}
      </Match>
      <Match when={of('edit')} keyed>
        {(account) => (
          <EditAccount {...frame()} account={account} isForTwo={(role) => needsSecond(account.person.role, role)} onSaved={saved} />
        )}
      </Match>
    </Switch>
  );
}

/** Accounts are made here and opened by their people with a one-time code; nobody but they knows a password. */
export function AccountsScreen() {
  const app = useApp();
  const words = () => labels().accounts;
  const { value, trouble, again } = createFetched(
    () => 'all',
    () => askOffice(LIST_ACCOUNTS),
    { stays: () => true },
  );
  const [query, setQuery] = createSignal('');
  const [doing, setDoing] = createSignal<Doing>();
  const [hours, setHours] = createSignal<Hours>(DEFAULT_HOURS);
  const [code, setCode] = createSignal<IssuedCode>();
  const [codes, setCodes] = createSignal<readonly NewAccountResponse[]>();
  const close = (): void => void setDoing(undefined);

  const accounts = createMemo(() => {
    const wanted = foldForSearch(query());
    return value()?.accounts.filter((account) => foldForSearch([account.person.staffCode, account.name].join(' ')).includes(wanted));
  });
  const isAlone = () => otherAdmins(value()?.accounts ?? [], app.person).length === 0;
  const isForAnother = ({ person }: Account): boolean => person.id === app.person.id && !isAlone();
  const unopened = () => (value()?.accounts ?? []).filter((account) => !account.open && !account.disabled).slice(0, MAX_ACCOUNTS);

  const office = createAccountDeeds({ accounts: () => value()?.accounts ?? [], hours, again, setCode, setCodes });
  return (
    <Screen
      wide
      title={words().title}
      end={accounts() && words().count(formatNumber(accounts()?.length ?? 0))}
      dock={
        <div class="dock-row">
          <div class="search">
            <Icon name="search" />
            <input
              type="search"
              aria-label={words().search}
              placeholder={words().search}
              value={query()}
              onInput={(event) => setQuery(event.currentTarget.value)}
            />
          </div>
          <Key kind="main" icon="plus" onPress={() => setDoing({ what: 'make' })}>
            {words().create}
          </Key>
        </div>
      }
    >
      <FactorReminder />
      <Sheet>
        <LinkRow href={REFERENCE_SCREEN} icon="book" title={words().reference} note={words().referenceNote} />
        <LinkRow href={AUDIT_SCREEN} icon="eye" title={words().audit} note={words().auditNote} />
        <Show when={accounts()}>
          <LinkRow icon="copy" title={words().paste.title} note={words().paste.note} onPress={() => setDoing({ what: 'paste' })} />
        </Show>
        <Show when={unopened().length > 0}>
          <LinkRow
            icon="print"
            title={words().codes.open(formatNumber(unopened().length))}
            note={words().codes.note}
            onPress={() => void office.printCodes(unopened())}
          />
        </Show>
      </Sheet>
      <Show when={value() && isAlone()}>
        <Notice level="info">{words().onlyAdmin}</Notice>
      </Show>
      <Sheet pad>
        <Field id="code-hours" label={words().codeHours} group>
          <Chips
            id="code-hours"
            many={false}
            options={CODE_HOURS.map((value) => ({ value, label: words().hours(value) }))}
            chosen={[hours()]}
            onToggle={(value) => setHours(value as Hours)}
          />
        </Field>
      </Sheet>
      <Show when={codes()} keyed>
        {(list) => <CodeSheet codes={list} onDone={() => setCodes(undefined)} />}
      </Show>
      {/* Each made anew: the person is brought to a second code as to the first. */}
      <Show when={code()} keyed>
        {(code) => <CodeOnce once={code} onDone={() => setCode(undefined)} />}
      </Show>
      <Switch fallback={<Loading label={labels().common.loading} />}>
        <Match when={trouble()}>{(why) => <TroubleNotice level="info" text={refusal(why().error)} onAgain={again} />}</Match>
        <Match when={accounts()}>
          {(list) => (
            <Sheet>
              <ul class="rows">
                <For each={list()} fallback={<li class="pad">{labels().common.nothingFound}</li>}>
                  {(account) => (
                    <AccountRow
                      account={account}
                      onEdit={() => setDoing({ what: 'edit', account })}
                      onRoles={isForAnother(account) ? undefined : () => setDoing({ what: 'roles', account })}
                      onReset={() => void office.reset(account)}
                      onCancel={() => void office.cancel(account)}
                      onSignOut={() => void office.signOut(account)}
                      onForget={() => void office.forget(account)}
                      onToggle={() => void office.toggle(account)}
                    />
                  )}
                </For>
              </ul>
            </Sheet>
          )}
        </Match>
      </Switch>
      <Show when={(value()?.acts ?? []).length > 0}>
        <AdminActs acts={value()?.acts ?? []} onConfirm={(act) => void office.confirm(act)} onDecline={(act) => void office.decline(act)} />
      </Show>
      <OfficeDialog open={doing() !== undefined} onClose={close}>
        {(titleId) => (
          <WhatIsDone
            doing={doing()}
            accounts={value()?.accounts ?? []}
            hours={hours()}
            titleId={titleId}
            onClose={close}
            onCode={setCode}
            // Those on screen may not be printed yet, and are never shown again.
            onCodes={(made) => setCodes((before = []) => [...before, ...made])}
            onDone={() => {
              close();
              again();
            }}
          />
        )}
      </OfficeDialog>
    </Screen>
  );
}
