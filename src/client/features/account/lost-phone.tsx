import { For, Show } from 'solid-js';
import { formatNumber, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { LostState } from '../../store/lost-state.ts';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SignedOutPage } from './signed-out-page.tsx';
import { createLacking } from './surroundings.ts';

/** The phone was reported as lost and has cleared itself: how much went where, and how its owner comes back. Nothing of what it was. */
export function LostPhoneScreen(props: { states: readonly LostState[]; now: number; onSignIn: () => void }) {
  const words = () => labels().account.lostPhone;
  const lacking = createLacking();
  return (
    <SignedOutPage
      title={words().title}
      lead={words().lead}
      lacking={lacking()}
      onSubmit={() => props.onSignIn()}
      keys={
        <Key kind="main" big type="submit">
          {labels().account.signIn.submit}
        </Key>
      }
    >
      <For each={props.states}>
        {({ at, handed, left, clearAt }) => (
          <Notice level="info">
            <p>{words().cleared(formatTime(at, props.now))}</p>
            <p>{handed > 0 ? words().handed(formatNumber(handed)) : words().nothingHanded}</p>
            <Show when={left > 0}>
              <p>{words().left(formatNumber(left), formatTime(clearAt, props.now))}</p>
            </Show>
          </Notice>
        )}
      </For>
      <p>{words().found}</p>
    </SignedOutPage>
  );
}
