import type { Entry, EntryKind } from '../../../domain/reference-changes.ts';
import type { FormKind } from './form-values.ts';

/** What is looked at or done, and to which entry. */
export type Doing =
  | { readonly what: 'add' | 'paste' | 'settings' }
  | { readonly what: 'look' | 'end' | 'aliases' | Exclude<FormKind, 'add'>; readonly id: string };

export interface FormProps {
  readonly kind: EntryKind;
  readonly entry: Entry;
  readonly titleId: string;
  readonly onClose: () => void;
}
