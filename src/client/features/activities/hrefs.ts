import { addressOf, DRAFT_SCREEN, EDIT_SCREEN, NEW_RECORD_SCREEN, RECORD_SCREEN } from '../../addresses.ts';
import type { ActivityRow } from '../../store/db.ts';

type WithId = Pick<ActivityRow, 'id'>;

/** The form that repeats a record. */
export const copyHref = (row: Pick<ActivityRow, 'id' | 'content'>): string =>
  addressOf(NEW_RECORD_SCREEN, { params: { type: row.content.type }, query: { tu: row.id } });
export const editHref = (row: WithId): string => addressOf(EDIT_SCREEN, { params: { id: row.id } });
export const recordHref = (row: WithId): string => addressOf(RECORD_SCREEN, { params: { id: row.id } });
/** A correction that was begun goes on where the record is corrected. */
export const draftHref = (row: WithId & { readonly editOf?: number }): string =>
  row.editOf === undefined ? addressOf(DRAFT_SCREEN, { params: { id: row.id } }) : editHref(row);
