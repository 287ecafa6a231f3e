import { Show } from 'solid-js';
import { labels } from '../labels/labels.ts';
import type { SavedInput } from '../saved-input.ts';
import { Key } from '../ui/key.tsx';
import { Notice } from '../ui/notice.tsx';

/** Says that the form holds what was typed before and never saved, with a key that begins anew. */
export function RestoredNotice(props: { saved: Pick<SavedInput<object>, 'wasRestored' | 'drop'> }) {
  const words = () => labels().domain.restored;
  return (
    <Show when={props.saved.wasRestored()}>
      <Notice level="info" icon="draft">
        <p>{words().text}</p>
        <Key onPress={() => props.saved.drop()}>{words().discard}</Key>
      </Notice>
    </Show>
  );
}
