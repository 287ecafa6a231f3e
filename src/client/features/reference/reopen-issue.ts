import type { Reference } from '../../../domain/reference.ts';
import { closeEntry, type EntryKind, type ReferenceIssue } from '../../../domain/reference-changes.ts';

/** Why an entry cannot be opened again as things stand. */
export function reopenIssue(reference: Reference, kind: EntryKind, id: string): ReferenceIssue | undefined {
  const result = closeEntry(reference, { kind, id, to: null, successorIds: [] });
  return result.ok ? undefined : result.error;
}
