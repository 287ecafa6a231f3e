import { For, onMount, Show } from 'solid-js';
import type { NewAccountResponse } from '../../../protocol/account.ts';
import { useApp } from '../../app-context.ts';
import { DOT, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import { QrCode } from '../../ui/qr-code.tsx';
import { openingLink } from './opening-link.ts';
import { createUnitNames } from './unit-names.ts';

/** One-time codes to be printed and cut apart: each is shown this once, on its own slip. */
export function CodeSheet(props: { codes: readonly NewAccountResponse[]; onDone: () => void }) {
  const app = useApp();
  const words = () => labels().accounts.codes;
  const unitNames = createUnitNames();
  let place: HTMLElement | undefined;
  onMount(() => {
    place?.focus({ preventScroll: true });
    scrollTo(0, 0);
  });
  return (
    <section class="code-sheet" tabindex="-1" ref={place} aria-label={words().title}>
      <div class="no-print">
        <Notice level="ok" icon="lock">
          <p class="strong">{words().title}</p>
          <p>{words().once}</p>
          <div class="row row-wrap">
            <Key kind="main" onPress={() => print()}>
              {words().print}
            </Key>
            <Key onPress={() => props.onDone()}>{words().done}</Key>
          </div>
        </Notice>
      </div>
      <ul class="code-slips">
        <For each={props.codes}>
          {({ account, code }) => (
            <li class="code-slip">
              <QrCode text={openingLink(code)} />
              <div>
                <p>
                  <b class="figure">{account.person.staffCode}</b>
                </p>
                {/* Left to be written by hand: a slip that gets lost names nobody. */}
                <p class="slip-name">{words().writeName}</p>
                <p class="meta">{[labels().domain.roles[account.person.role], ...unitNames(account.person.unitIds)].join(DOT)}</p>
                <p class="figure one-time-code">{code}</p>
                <ol class="meta slip-steps">
                  <For each={words().steps(location.host)}>{(step) => <li>{step}</li>}</For>
                </ol>
                <Show when={account.code}>{(open) => <p class="meta">{words().until(formatTime(open().until, app.now()))}</p>}</Show>
              </div>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
