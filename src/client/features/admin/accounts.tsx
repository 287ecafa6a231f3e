import { createMemo, createResource, createSignal, For, Match, Show, Switch } from 'solid-js';
import { foldForSearch } from '../../../domain/text.ts';
import { Account, Accounts, NewAccountResponse } from '../../../protocol/account.ts';
import { useApp } from '../../app-context.ts';
import { DOT, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { type ApiError, getJson, postJson } from '../../sync/api.ts';
import { ask } from '../../ui/ask.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Key } from '../../ui/key.tsx';
import { LinkRow } from '../../ui/link-row.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { CodeOnce, type OneTimeCode } from './code-once.tsx';
import { NewAccount } from './new-account.tsx';
import '../../ui/late.css';

const refusal = (error: ApiError): string =>
  error === 'offline' || error === 'timeout' || error === 'captive' ? labels().account.devices.needSignal : labels().domain.errors[error];

function AccountRow(props: { account: Account; onReset: () => void; onToggle: () => void }) {
  const app = useApp();
  const words = () => labels().account.admin;
  const facts = (): string => {
    const { role, unitIds } = props.account.person;
    const units = unitIds.map((id) => app.reference().units.find((unit) => unit.id === id)?.shortName ?? id);
    return [labels().domain.roles[role], ...units].join(DOT);
  };
  return (
    <li class="pad stack-tight">
      <p classList={{ struck: props.account.disabled }}>
        <b class="figure">{props.account.person.staffCode}</b>
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

/** Accounts are made here and opened by their people with a one-time code; nobody but they knows a password. */
export function AccountsScreen() {
  const words = () => labels().account.admin;
  const [answer, { refetch }] = createResource(() => getJson('/api/accounts', Accounts));
  const [query, setQuery] = createSignal('');
  const [making, setMaking] = createSignal(false);
  const [code, setCode] = createSignal<OneTimeCode>();

  const failure = () => {
    const got = answer.latest;
    return got && !got.ok ? got.error : undefined;
  };
  const accounts = createMemo(() => {
    const got = answer.latest;
    const wanted = foldForSearch(query());
    return got?.ok ? got.value.accounts.filter((one) => foldForSearch(one.person.staffCode).includes(wanted)) : undefined;
  });
  const path = (account: Account, what: string): string => `/api/accounts/${encodeURIComponent(account.person.id)}/${what}`;

  const reset = async (account: Account): Promise<void> => {
    const { staffCode } = account.person;
    const isSure = await ask({
      title: words().resetTitle(staffCode),
      text: words().resetText,
      confirm: words().reset,
      cancel: labels().common.cancel,
    });
    if (!isSure) return;
    const made = await postJson(path(account, 'code'), {}, NewAccountResponse);
    if (made.ok) setCode({ staffCode, code: made.value.code });
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
    const done = await postJson(path(account, account.disabled ? 'enable' : 'disable'), {}, Account);
    if (!done.ok) showSnack({ text: refusal(done.error), level: 'error' });
    await refetch();
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
          <Key kind="main" icon="plus" onPress={() => setMaking(true)}>
            {words().create}
          </Key>
        </div>
      }
    >
      <Sheet>
        <LinkRow href="/ke-hoach/danh-muc" icon="book" title={words().reference} note={words().referenceNote} />
      </Sheet>
      <Show when={code()}>{(one) => <CodeOnce once={one()} onDone={() => setCode(undefined)} />}</Show>
      <Switch fallback={<Loading label={labels().common.loading} />}>
        <Match when={failure()}>
          {(error) => (
            <Notice level="info">
              <p>{refusal(error())}</p>
              <Key onPress={() => void refetch()}>{labels().common.retry}</Key>
            </Notice>
          )}
        </Match>
        <Match when={accounts()}>
          {(list) => (
            <Sheet>
              <ul class="rows">
                <For each={list()} fallback={<li class="pad">{labels().common.nothingFound}</li>}>
                  {(account) => <AccountRow account={account} onReset={() => void reset(account)} onToggle={() => void toggle(account)} />}
                </For>
              </ul>
            </Sheet>
          )}
        </Match>
      </Switch>
      <NewAccount
        open={making()}
        onClose={() => setMaking(false)}
        onMade={(made) => {
          setMaking(false);
          setCode({ staffCode: made.account.person.staffCode, code: made.code });
          void refetch();
        }}
        refusal={refusal}
      />
    </Screen>
  );
}
