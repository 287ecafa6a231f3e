import type { AppDb } from '../db.ts';
import { writeMeta } from '../meta.ts';
import { readFavourites } from './favourites.ts';

/** More large tiles would push the others off a small screen. */
export const MAX_FAVOURITES = 5;

/** Takes a type in or out; one too many is left out and answered with false. */
export const toggleFavourite = (db: AppDb, type: string): Promise<boolean> =>
  db.transaction('rw', db.meta, async () => {
    const before = await readFavourites(db);
    const after = before.includes(type) ? before.filter((favourite) => favourite !== type) : [...before, type];
    if (after.length > MAX_FAVOURITES) return false;
    await writeMeta(db, 'favourites', after);
    return true;
  });
