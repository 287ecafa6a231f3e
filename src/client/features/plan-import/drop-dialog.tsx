import { createUniqueId, Show } from 'solid-js';
import type { DraftNode } from '../../../domain/plan-draft/plan-draft.ts';
import { endOfBranch, placeOf } from '../../../domain/plan-draft/tree.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Key } from '../../ui/key.tsx';
import { createModal } from '../../ui/modal.ts';
import type { DraftModel } from './draft-model.ts';

export interface DropDialogProps {
  model: DraftModel;
  /** The item that is to go, and has others below it. */
  node: DraftNode | undefined;
  onClose: () => void;
  onDrop: (key: string, below: 'drop' | 'lift') => void;
}

/** Dropping an item asks what becomes of those below it. */
export function DropDialog(props: DropDialogProps) {
  const id = createUniqueId();
  const words = () => labels().planImport.drop;
  const setDialog = createModal(
    () => props.node !== undefined,
    () => props.onClose(),
  );
  const below = (node: DraftNode): number => {
    const { nodes } = props.model.draft();
    const at = placeOf(nodes, node.key);
    return at < 0 ? 0 : endOfBranch(nodes, at) - at - 1;
  };
  const answer = (key: string, choice: 'drop' | 'lift'): void => {
    props.onClose();
    props.onDrop(key, choice);
  };
  return (
    <dialog class="dialog ask" aria-labelledby={id} ref={setDialog}>
      <Show when={props.node}>
        {(node) => (
          <div class="ask-in">
            <h2 class="title" id={id}>
              {words().title(props.model.code(node().key) ?? '')}
            </h2>
            <p>{words().text(formatNumber(below(node())))}</p>
            <div class="row import-choices">
              <Key onPress={() => props.onClose()}>{labels().common.cancel}</Key>
              <Key onPress={() => answer(node().key, 'lift')}>{words().lift}</Key>
              <Key kind="ask" onPress={() => answer(node().key, 'drop')}>
                {words().all}
              </Key>
            </div>
          </div>
        )}
      </Show>
    </dialog>
  );
}
