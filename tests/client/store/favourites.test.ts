import { expect, test } from 'vitest';
import { readFavourites } from '../../../src/client/store/records/favourites.ts';
import { MAX_FAVOURITES, toggleFavourite } from '../../../src/client/store/records/toggle-favourite.lazy.ts';
import { ACTIVITY_TYPE_KEYS } from '../../../src/domain/activity-types.ts';
import { openPhone } from '../../helpers/phone.ts';

test('favourites stand in the order they were chosen, and a second press takes one out', async () => {
  const { db } = await openPhone();
  expect(await readFavourites(db)).toEqual([]);
  for (const type of ['broadcast', 'inspection', 'borderSession', 'inspection']) expect(await toggleFavourite(db, type)).toBe(true);
  expect(await readFavourites(db)).toEqual(['broadcast', 'borderSession']);
});

test('one favourite too many changes nothing', async () => {
  const { db } = await openPhone();
  const types = ACTIVITY_TYPE_KEYS.slice(0, MAX_FAVOURITES + 1);
  const taken = [];
  for (const type of types) taken.push(await toggleFavourite(db, type));
  expect(taken).toEqual([...Array(MAX_FAVOURITES).fill(true), false]);
  expect(await readFavourites(db)).toEqual(types.slice(0, MAX_FAVOURITES));
});
