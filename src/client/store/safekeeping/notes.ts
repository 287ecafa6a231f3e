import type { AppDb } from '../db.ts';

/** A text for a storage beside the database: sealed where the store is. `place`: the name it lies under. */
export const sealNote = (db: Pick<AppDb, 'seal'>, place: string, text: string): string => db.seal?.sealText(place, text) ?? text;

/** Such a text as it was written. One from before the store was sealed is taken as it is. */
export const openNote = (db: Pick<AppDb, 'seal'>, place: string, text: string | null): string | null =>
  (text !== null && db.seal?.openText(place, text)) || text;
