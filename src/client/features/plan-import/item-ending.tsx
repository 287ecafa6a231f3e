import { For, Show } from 'solid-js';
import { keepNode, setSuccessors } from '../../../domain/plan-draft/edit.ts';
import { type DraftNode, isEnding, livingNodes } from '../../../domain/plan-draft/plan-draft.ts';
import { labels } from '../../labels/labels.ts';
import { Field } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import type { DraftModel } from './draft-model.ts';

/** An item of the plan that ends with this version: what follows it, or that it stays after all. */
export function EndingFields(props: { model: DraftModel; node: DraftNode }) {
  const words = () => labels().planImport.item;
  const chosen = (): string => props.node.retired?.successorKeys[0] ?? '';
  const set = (key: string): void => {
    props.model.apply(setSuccessors(props.model.draft(), props.node.key, key === '' ? [] : [key]));
  };
  return (
    <>
      <p>{props.node.text}</p>
      <Show when={isEnding(props.node)}>
        <Field id="item-successor" label={words().successor}>
          <select id="item-successor" class="select" onChange={(event) => set(event.currentTarget.value)}>
            <option value="" selected={chosen() === ''}>
              {words().noSuccessor}
            </option>
            <For each={livingNodes(props.model.draft())}>
              {(node) => (
                <option value={node.key} selected={node.key === chosen()}>
                  {props.model.code(node.key)} {node.title}
                </option>
              )}
            </For>
          </select>
        </Field>
        <Key icon="undo" onPress={() => props.model.apply(keepNode(props.model.draft(), props.node.key))}>
          {words().keep}
        </Key>
      </Show>
    </>
  );
}
