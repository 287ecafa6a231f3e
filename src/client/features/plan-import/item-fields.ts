import type { NodeChange } from '../../../domain/plan-draft/edit.ts';
import type { DraftNode } from '../../../domain/plan-draft/plan-draft.ts';
import type { DraftModel } from './draft-model.ts';

/** What the fields of the sheet know and may do. */
export interface ItemFieldProps {
  model: DraftModel;
  node: DraftNode;
  /** `field` names what is changed, so that letters typed in a row are undone together. */
  onChange: (change: NodeChange, field: string) => void;
}
