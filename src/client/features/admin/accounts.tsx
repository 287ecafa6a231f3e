import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js';
import { foldForSearch } from '../../../domain/text.ts';
import { type Account, MAX_ACCOUNTS, type NewAccountResponse } from '../../../protocol/account.ts';
import { DISABLE_ACCOUNT, ENABLE_ACCOUNT, LIST_ACCOUNTS, RENEW_CODE, RENEW_CODES } from '../../../protocol/endpoints/accounts.ts';
import { REFERENCE_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { DOT, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createFetched } from '../../office/create-fetched.ts';
import { OfficeDialog } from '../../office/office-form.tsx';
import { type OfficeError, troubleText } from '../../office/trouble.ts';
import { TroubleNotice } from '../../office/trouble-notice.tsx';
import { ask } from '../../ui/ask.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Key } from '../../ui/key.tsx';
import { LinkRow } from '../../ui/link-row.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { CodeOnce, type IssuedCode } from './code-once.tsx';
import { CodeSheet } from './code-sheet.tsx';
import { EditAccount } from './edit-account.tsx';
import { NewAccountForm } from './new-account.tsx';
import { PastePeople } from './paste-people.tsx';
import { createUnitNames } from './unit-names.ts';
import '../../ui/lazy.css';
import './admin.css';

const refusal = (error: OfficeError): string => troubleText(error, { unreached: labels().account.devices.needSignal });

function AccountRow(props: { account: Account; onEdit: () => void; onReset: () => void; onToggle: () => void }) {
  const app = useApp();
  const words = () => labels().account.admin;
  const unitNames = createUnitNames();
  const facts = (): string => {
    const { role, unitIds } = props.account.person;
    return [labels().domain.roles[role], ...unitNames(unitIds)].join(DOT);
  };
  return (
    <li class="pad stack-tight">
      <p classList={{ struck: props.account.disabled }}>
        <b class="figure">{props.account.person.staffCode}</b>
        <Show when={props.account.name}>
          {DOT}
          {props.account.name}
        </Show>
        <Show when={props.account.disabled}>
          {DOT}
          {words().disabled}
        </Show>
        <Show when={!props.account.disabled && !props.account.open}>
          {DOT}
          <span class="amber">{words().waitingOpen}</span>
        </Show>
      </p>
      <p class="meta">{facts()}</p>
      <div class="row row-wrap">
        <Show when={!props.account.disabled}>
          <Key icon="pen" onPress={() => props.onEdit()}>
            {words().edit}
          </Key>
          <Key onPress={() => props.onReset()}>{words().reset}</Key>
        </Show>
        {/* Whoever locked themselves out could not come back. */}
        <Show when={props.account.person.id !== app.person.id}>
          <Key kind={props.account.disabled ? undefined : 'ask'} onPress={() => props.onToggle()}>
            {props.account.disabled ? words().enable : words().disable}
          </Key>
        </Show>
      </div>
    </li>
  );
}

type Doing = 'make' | 'paste' | Account;

/** The form of what is done to accounts. */
function WhatIsDone(props: {
  doing: Doing | undefined;
  accounts: readonly Account[];
  pasted: string;
  onPasted: (text: string) => void;
  titleId: string;
  onClose: () => void;
  onCode: (code: IssuedCode) => void;
  onCodes: (codes: readonly NewAccountResponse[]) => void;
  /** The office took it. Told before the codes: while the dialog is open nothing behind it takes the focus. */
  onDone: () => void;
}) {
  const frame = () => ({ titleId: props.titleId, onClose: props.onClose, refusal });
  const edited = (): Account | undefined => (typeof props.doing === 'object' ? props.doing : undefined);
  return (
    <Switch>
      <Match when={props.doing === 'make'}>
        <NewAccountForm
          {...frame()}
          onMade={({ account, code }) => {
            props.onDone();
            props.onCode({ staffCode: account.person.staffCode, code });
          }}
        />
      </Match>
      <Match when={props.doing === 'paste'}>
        <PastePeople
          {...frame()}
          accounts={props.accounts}
          text={props.pasted}
          onText={props.onPasted}
          onMade={(codes) => {
            props.onPasted('');
            props.onDone();
            props.onCodes(codes);
          }}
        />
      </Match>
      <Match when={edited()} keyed>
        {(account) => (
          <EditAccount
            {...frame()}
            account={account}
            onSaved={() => {
              showSnack({ text: labels().account.admin.saved });
              props.onDone();
            }}
          />
        )}
      </Match>
    </Switch>
  );
}

/** Accounts are made here and opened by their people with a one-time code; nobody but they knows a password. */
export function AccountsScreen() {
  const words = () => labels().account.admin;
  const { value, trouble, again } = createFetched(
    () => 'all',
    () => askOffice(LIST_ACCOUNTS),
    { stays: () => true },
  );
  const [query, setQuery] = createSignal('');
  const [doing, setDoing] = createSignal<Doing>();
  const [code, setCode] = createSignal<IssuedCode>();
  const [codes, setCodes] = createSignal<readonly NewAccountResponse[]>();
  // A long list is not lost to one press beside the dialog.
  const [pasted, setPasted] = createSignal('');
  const close = (): void => void setDoing(undefined);

  const accounts = createMemo(() => {
    const wanted = foldForSearch(query());
    return value()?.accounts.filter((account) => foldForSearch([account.person.staffCode, account.name].join(' ')).includes(wanted));
  });
  const unopened = () => (value()?.accounts ?? []).filter((account) => !account.open && !account.disabled).slice(0, MAX_ACCOUNTS);

  const reset = async (account: Account): Promise<void> => {
    const { staffCode } = account.person;
    const isSure = await ask({
      title: words().resetTitle(staffCode),
      text: words().resetText,
      confirm: words().reset,
      cancel: labels().common.cancel,
    });
    if (!isSure) return;
    const made = await askOffice(RENEW_CODE, { params: { id: account.person.id } });
    if (made.ok) setCode({ staffCode, code: made.value.code });
    else showSnack({ text: refusal(made.error), level: 'error' });
  };
  const printCodes = async (): Promise<void> => {
    const ids = unopened().map((account) => account.person.id);
    const isSure = await ask({
      title: words().codes.ask(formatNumber(ids.length)),
      text: words().codes.askText,
      confirm: words().codes.make,
      cancel: labels().common.cancel,
    });
    if (!isSure) return;
    const made = await askOffice(RENEW_CODES, { body: { ids } });
    if (made.ok) setCodes(made.value.codes);
    else showSnack({ text: refusal(made.error), level: 'error' });
  };
  const toggle = async (account: Account): Promise<void> => {
    const isSure =
      account.disabled ||
      (await ask({
        title: words().disableTitle(account.person.staffCode),
        text: words().disableText,
        confirm: words().disable,
        cancel: labels().common.cancel,
        danger: true,
      }));
    if (!isSure) return;
    const done = await askOffice(account.disabled ? ENABLE_ACCOUNT : DISABLE_ACCOUNT, { params: { id: account.person.id } });
    if (!done.ok) showSnack({ text: refusal(done.error), level: 'error' });
    again();
  };
  return (
    <Screen
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
          <Key kind="main" icon="plus" onPress={() => setDoing('make')}>
            {words().create}
          </Key>
        </div>
      }
    >
      <Sheet>
        <LinkRow href={REFERENCE_SCREEN} icon="book" title={words().reference} note={words().referenceNote} />
        <Show when={accounts()}>
          <LinkRow icon="copy" title={words().paste.title} note={words().paste.note} onPress={() => setDoing('paste')} />
        </Show>
        <Show when={unopened().length > 0}>
          <LinkRow
            icon="print"
            title={words().codes.open(formatNumber(unopened().length))}
            note={words().codes.note}
            onPress={() => void printCodes()}
          />
        </Show>
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
                      onEdit={() => setDoing(account)}
                      onReset={() => void reset(account)}
                      onToggle={() => void toggle(account)}
                    />
                  )}
                </For>
              </ul>
            </Sheet>
          )}
        </Match>
      </Switch>
      <OfficeDialog open={doing() !== undefined} onClose={close}>
        {(titleId) => (
          <WhatIsDone
            doing={doing()}
            accounts={value()?.accounts ?? []}
            pasted={pasted()}
            onPasted={setPasted}
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
