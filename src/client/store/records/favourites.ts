import type { AppDb } from '../db.ts';
import { readMeta } from '../meta.ts';

/** Activity types in the order of their choosing; empty while nothing was chosen. */
export const readFavourites = async (db: AppDb): Promise<readonly string[]> => (await readMeta(db, 'favourites')) ?? [];
