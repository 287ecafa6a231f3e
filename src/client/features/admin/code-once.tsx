import { createSignal, onMount, Show } from 'solid-js';
import { labels } from '../../labels/labels.ts';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { openingLink } from './opening-link.ts';
import '../../ui/lazy.css';
import '../../ui/copied-address.css';

export interface IssuedCode {
  readonly staffCode: string;
  readonly code: string;
}

/** Shown this once; it leaves the screen when it has been handed over. */
export function CodeOnce(props: { once: IssuedCode; onDone: () => void }) {
  const words = () => labels().accounts;
  let place: HTMLDivElement | undefined;
  // Made from anywhere in a long list: the person and the screen reader are brought to it.
  onMount(() => {
    place?.focus({ preventScroll: true });
    scrollTo(0, 0);
  });
  const link = (): string => openingLink(props.once.code);
  const [byHand, setByHand] = createSignal(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(link());
      showSnack({ text: labels().account.copied });
    } catch {
      // Over plain http a browser offers no clipboard.
      setByHand(true);
    }
  };
  return (
    <div tabindex="-1" ref={place}>
      <Notice level="ok" icon="lock">
        <p class="strong">{words().codeFor(props.once.staffCode)}</p>
        <p class="figure one-time-code">{props.once.code}</p>
        <p>{words().codeOnce}</p>
        <Show when={byHand()}>
          <p role="status">
            {labels().account.copyFailed} <span class="connection-address">{link()}</span>
          </p>
        </Show>
        <div class="row row-wrap">
          <Key icon="link" onPress={() => void copy()}>
            {words().copyLink}
          </Key>
          <Key onPress={() => props.onDone()}>{words().gotIt}</Key>
        </div>
      </Notice>
    </div>
  );
}
