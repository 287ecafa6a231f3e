import { Show } from 'solid-js';
import { PLAN_LIMITS } from '../../../domain/plan.ts';
import { splitNode } from '../../../domain/plan-draft/words.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { Field } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { TextArea } from '../../ui/text-input.tsx';
import type { ItemFieldProps } from './item-fields.ts';

/** The item's text and what explains it; either may be cut in two where the cursor stands. */
export function WordsFields(props: ItemFieldProps) {
  const words = () => labels().planImport.item;
  return (
    <>
      <WordsField {...props} part="text" label={words().text} />
      <Show when={props.node.body !== ''}>
        <WordsField {...props} part="body" label={words().body} />
      </Show>
    </>
  );
}

function WordsField(props: ItemFieldProps & { part: 'text' | 'body'; label: string }) {
  const words = () => labels().planImport;
  const id = (): string => `item-${props.part}`;
  const split = (): void => {
    const area = document.getElementById(id());
    const at = area instanceof HTMLTextAreaElement ? area.selectionStart : 0;
    const edit = splitNode(props.model.draft(), props.node.key, { part: props.part, at });
    if (props.model.apply(edit)) showSnack({ text: words().done.split, action: { label: words().undo, onAction: props.model.undo } });
    else {
      showSnack({ text: words().item.splitHint, icon: 'info' });
      area?.focus();
    }
  };
  return (
    <Field id={id()} label={props.label} issue={tooLong(props.node[props.part], PLAN_LIMITS.text)}>
      <TextArea
        id={id()}
        value={props.node[props.part]}
        rows={4}
        onInput={(value) => props.onChange(props.part === 'text' ? { text: value } : { body: value }, props.part)}
      />
      <div class="import-split">
        <Key onPress={split}>{words().item.splitHere}</Key>
        <span class="meta">{words().item.splitHint}</span>
      </div>
    </Field>
  );
}
