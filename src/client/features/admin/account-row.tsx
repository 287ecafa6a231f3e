import { Show } from 'solid-js';
import type { Account } from '../../../protocol/account.ts';
import { useApp } from '../../app-context.ts';
import { DOT, formatNumber, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Key } from '../../ui/key.tsx';
import { createUnitNames } from './unit-names.ts';

interface Props {
  account: Account;
  onEdit: () => void;
  onReset: () => void;
  onCancel: () => void;
  onSignOut: () => void;
  onForget: () => void;
  onToggle: () => void;
}

/** One account: who it is, whether a code is open for it, and what an administrator does with it. */
export function AccountRow(props: Props) {
  const app = useApp();
  const words = () => labels().accounts;
  const unitNames = createUnitNames();
  const facts = (): string => {
    const { role, unitIds } = props.account.person;
    return [labels().domain.roles[role], ...unitNames(unitIds)].join(DOT);
  };
  const contact = (): string => {
    const { seenAt } = props.account;
    return seenAt === undefined ? words().neverSeen : words().seen(formatTime(seenAt, app.now()));
  };
  const codeText = (): string | undefined => {
    const { code } = props.account;
    if (!code) return undefined;
    const guesses = code.state === 'open' && code.guesses > 0 ? [words().guesses(formatNumber(code.guesses))] : [];
    return [words().codeState[code.state](formatTime(code.until, app.now())), ...guesses].join(DOT);
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
      <p class="meta">{[facts(), contact()].join(DOT)}</p>
      <Show when={codeText()}>{(text) => <p class={props.account.code?.state === 'guessed' ? 'admin-issue' : 'meta'}>{text()}</p>}</Show>
      <Show when={props.account.hasFactor !== undefined}>
        <p class="meta">{props.account.hasFactor ? labels().factor.admin.has : labels().factor.admin.none}</p>
      </Show>
      <div class="row row-wrap">
        <Show when={!props.account.disabled}>
          <Key icon="pen" onPress={() => props.onEdit()}>
            {words().edit}
          </Key>
          <Key onPress={() => props.onReset()}>{words().reset}</Key>
        </Show>
        <Show when={props.account.code}>
          <Key onPress={() => props.onCancel()}>{words().cancelCode}</Key>
        </Show>
        <Show when={props.account.seenAt}>
          <Key onPress={() => props.onSignOut()}>{words().signOutAll}</Key>
        </Show>
        <Show when={props.account.hasFactor && !props.account.disabled && props.account.person.id !== app.person.id}>
          <Key onPress={() => props.onForget()}>{labels().factor.admin.forget}</Key>
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
