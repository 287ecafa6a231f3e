import { For, Show } from 'solid-js';
import { isGrantOver } from '../../../domain/account-rights.ts';
import { officeDay } from '../../../domain/day.ts';
import type { Account } from '../../../protocol/account.ts';
import { useApp } from '../../app-context.ts';
import { DOT, formatNumber, formatTime } from '../../labels/format.ts';
import { grantWords } from '../../labels/grant-words.ts';
import { labels } from '../../labels/labels.ts';
import { Key } from '../../ui/key.tsx';
import { createUnitNames } from './unit-names.ts';

interface Props {
  account: Account;
  onEdit: () => void;
  /** Absent where nobody but another administrator may. */
  onRoles?: (() => void) | undefined;
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
  const grants = () => (props.account.person.grants ?? []).filter((grant) => !isGrantOver(grant, officeDay(app.now())));
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
      <For each={grants()}>{(grant) => <p class="meta">{words().roles.also(grantWords(grant, unitNames(grant.unitIds)))}</p>}</For>
      <Show when={codeText()}>{(text) => <p class={props.account.code?.state === 'guessed' ? 'admin-issue' : 'meta'}>{text()}</p>}</Show>
      <Show when={props.account.hasFactor !== undefined}>
        <p class="meta">{props.account.hasFactor ? labels().factor.admin.has : labels().factor.admin.none}</p>
      </Show>
      <div class="row row-wrap">
        <Show when={!props.account.disabled}>
          <Key icon="pen" onPress={() => props.onEdit()}>
            {words().edit}
          </Key>
          <Show when={props.onRoles}>{(open) => <Key onPress={() => open()()}>{words().roles.open}</Key>}</Show>
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
