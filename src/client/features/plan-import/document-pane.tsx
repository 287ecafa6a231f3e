import { createEffect, createMemo, For, on, Show } from 'solid-js';
import { lineOwners } from '../../../domain/plan-draft/plan-draft.ts';
import { labels } from '../../labels/labels.ts';
import { Plate } from '../../ui/plate.tsx';
import { documentBlocks, wordParts } from './document-blocks.ts';
import type { DraftModel } from './draft-model.ts';

const blockId = (key: string): string => `import-lines-${key}`;

/** The document as it was read, each item's code in the margin where the item begins. */
export function DocumentPane(props: { model: DraftModel }) {
  const blocks = createMemo(() => documentBlocks(props.model.draft().source, lineOwners(props.model.draft())));
  createEffect(
    on(props.model.current, (key) => {
      if (key !== null) document.getElementById(blockId(key))?.scrollIntoView({ block: 'nearest' });
    }),
  );
  return (
    // Scrolled by keyboard too: a region that takes the focus, with its name.
    <section class="import-doc" tabindex="0" aria-label={labels().planImport.document}>
      <For each={blocks()}>
        {(block) => (
          <Show when={block.key} fallback={<p class="import-lines import-aside">{block.text}</p>}>
            {(key) => (
              // The tree beside it does the same by keyboard.
              // biome-ignore lint/a11y/useKeyWithClickEvents: a shortcut for the pointer alone.
              <p
                id={block.isFirst ? blockId(key()) : undefined}
                class="import-lines"
                classList={{ 'import-current': props.model.current() === key() }}
                onClick={() => props.model.goTo(key())}
              >
                <Show when={block.isFirst}>
                  <Plate code={props.model.code(key()) ?? ''} />
                </Show>
                <span>
                  <For each={wordParts(block.text, props.model.node(key()))}>
                    {(part) => (
                      <Show when={part.mark} fallback={part.text}>
                        <mark classList={{ 'import-joined': part.mark === 'joined' }}>{part.text}</mark>
                      </Show>
                    )}
                  </For>
                </span>
              </p>
            )}
          </Show>
        )}
      </For>
    </section>
  );
}
