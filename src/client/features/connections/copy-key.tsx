import { createSignal, createUniqueId, Show } from 'solid-js';
import { labels } from '../../labels/labels.ts';
import { Key } from '../../ui/key.tsx';
import { showSnack } from '../../ui/snack.tsx';

/** Copies a text. Where the browser copies nothing (over plain http it offers no clipboard), the text stands there, selected. */
export function CopyKey(props: { text: string; word: string }) {
  const id = createUniqueId();
  const words = () => labels().connections;
  const [byHand, setByHand] = createSignal(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(props.text);
      setByHand(false);
      showSnack({ text: words().copied });
    } catch {
      setByHand(true);
      // The field selects its text by itself.
      document.getElementById(id)?.focus();
    }
  };
  return (
    <>
      <Key icon="copy" onPress={() => void copy()}>
        {props.word}
      </Key>
      <Show when={byHand()}>
        <div class="copy-by-hand">
          <label for={id}>{words().copyByHand}</label>
          <input id={id} class="input" readOnly value={props.text} onFocus={(event) => event.currentTarget.select()} />
        </div>
      </Show>
    </>
  );
}
