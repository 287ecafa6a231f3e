import type { ActivityRow } from '../../store/db.ts';

type WithId = { readonly id: string };

/** The form that repeats a record. */
export const copyHref = (row: Pick<ActivityRow, 'id' | 'content'>): string => `/ghi/${row.content.type}?tu=${row.id}`;
export const editHref = (row: WithId): string => `/sua/${row.id}`;
export const recordHref = (row: WithId): string => `/ban-ghi/${row.id}`;
/** A correction that was begun goes on where the record is corrected. */
export const draftHref = (row: WithId & { readonly editOf?: number }): string =>
  row.editOf === undefined ? `/nhap/${row.id}` : editHref(row);
