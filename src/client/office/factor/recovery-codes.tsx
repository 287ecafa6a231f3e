import { createSignal, For, onMount, Show } from 'solid-js';
import { labels } from '../../labels/labels.ts';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import './factor.css';

/** Shown this once, to be copied or printed. */
export function RecoveryCodesOnce(props: { codes: readonly string[]; titleId: string; onDone: () => void }) {
  const words = () => labels().factor.codes;
  const [copy, setCopy] = createSignal<'done' | 'failed'>();
  let heading: HTMLHeadingElement | undefined;
  onMount(() => heading?.focus());
  const copyAll = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(props.codes.join('\n'));
      setCopy('done');
    } catch {
      // Over plain http a browser offers no clipboard.
      setCopy('failed');
    }
  };
  return (
    <>
      <h2 class="title" id={props.titleId} tabindex="-1" ref={heading}>
        {words().title}
      </h2>
      <p>{words().once}</p>
      <ol class="recovery-codes figure">
        <For each={props.codes}>{(code) => <li>{code}</li>}</For>
      </ol>
      <Show when={copy()}>
        {(came) => (
          <Notice level={came() === 'done' ? 'ok' : 'warn'} live>
            {came() === 'done' ? words().copied : words().copyFailed}
          </Notice>
        )}
      </Show>
      <div class="row row-wrap">
        <Key icon="copy" onPress={() => void copyAll()}>
          {words().copy}
        </Key>
        <Key icon="print" onPress={() => print()}>
          {words().print}
        </Key>
        <Key kind="main" onPress={() => props.onDone()}>
          {words().done}
        </Key>
      </div>
    </>
  );
}
