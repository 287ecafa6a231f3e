import {
  addNode,
  type DraftEdit,
  dropNode,
  hasChildren,
  indentNode,
  moveNode,
  outdentNode,
  setSeen,
} from '../../../domain/plan-draft/edit.ts';
import { type DraftNode, progressOf } from '../../../domain/plan-draft/plan-draft.ts';
import { mergeUp } from '../../../domain/plan-draft/words.ts';
import { labels } from '../../labels/labels.ts';
import { showSnack } from '../../ui/snack.tsx';
import type { DraftModel } from './draft-model.ts';

/** What a person does to the tree, by key, by menu or in an item's sheet. */
export interface Operations {
  readonly see: (key: string) => void;
  readonly merge: (key: string) => void;
  readonly move: (key: string, by: -1 | 1) => void;
  readonly indent: (key: string) => void;
  readonly outdent: (key: string) => void;
  readonly add: (key: string | null) => void;
  /** Asks first where something stands below. */
  readonly drop: (key: string) => void;
  readonly dropAs: (key: string, below: 'drop' | 'lift') => void;
  readonly undo: () => void;
  /** Goes by one item; says where. */
  readonly step: (by: -1 | 1) => void;
  /** Goes to the next uncertain item behind the current one, around the end; then to the next without a unit. */
  readonly next: () => void;
}

export interface OperationsHost {
  /** The focus follows the person's place, also where the row was drawn anew. */
  readonly onMoved: () => void;
  readonly onAskDrop: (node: DraftNode) => void;
}

export function createOperations(model: DraftModel, host: OperationsHost): Operations {
  const words = () => labels().planImport;
  const done = (edit: DraftEdit, said?: string): void => {
    if (!model.apply(edit)) showSnack({ text: words().done.notPossible, icon: 'info' });
    else if (said !== undefined) showSnack({ text: said, action: { label: words().undo, onAction: undo } });
    host.onMoved();
  };
  const undo = (): void => {
    model.undo();
    host.onMoved();
  };
  const goTo = (key: string | undefined): void => {
    if (key !== undefined) model.goTo(key);
    host.onMoved();
  };
  const placeOf = (key: string | null): number => model.draft().nodes.findIndex((node) => node.key === key);
  const behind = (nodes: readonly DraftNode[]): DraftNode | undefined => {
    const at = placeOf(model.current());
    return nodes.find(({ key }) => placeOf(key) > at) ?? nodes[0];
  };
  const dropAs: Operations['dropAs'] = (key, below) => done(dropNode(model.draft(), key, below), words().done.dropped);
  return {
    see: (key) => {
      const at = model.draft().nodes[placeOf(key) + 1]?.key ?? key;
      done({ draft: setSeen(model.draft(), [key]), at });
    },
    merge: (key) => done(mergeUp(model.draft(), key), words().done.merged),
    move: (key, by) => done(moveNode(model.draft(), key, by)),
    indent: (key) => done(indentNode(model.draft(), key)),
    outdent: (key) => done(outdentNode(model.draft(), key)),
    add: (key) => done(addNode(model.draft(), key)),
    drop: (key) => {
      const node = model.node(key);
      if (node && hasChildren(model.draft(), key)) host.onAskDrop(node);
      else dropAs(key, 'drop');
    },
    dropAs,
    undo,
    step: (by) => goTo(model.draft().nodes[placeOf(model.current()) + by]?.key),
    next: () => {
      const { doubtful, asking, leaderless } = progressOf(model.draft());
      // One round through the document, as a person reads it, whatever may be saved without a look.
      const uncertain = [...doubtful, ...asking].sort((left, right) => placeOf(left.key) - placeOf(right.key));
      const found = behind(uncertain) ?? behind(leaderless);
      if (!found) showSnack({ text: words().allClear });
      goTo(found?.key);
    },
  };
}
