import { expect, test } from 'vitest';
import { DATABASES } from './database.ts';
import { inTown, quiet, tabOn } from './towns.ts';

test.each(DATABASES)(
  'of %s: what a refused record said when its profile was copied is said by the copy too, whatever is said beside it',
  (kind) =>
    inTown(kind, async (town) => {
      const tab = await tabOn(town, 0);
      const id = await town.create(tab, { daysAgo: -20, note: 'a' });
      await tab.sync();
      await town.losses.clone(town, town.browser(0));
      const clone = await tabOn(town, town.browsers.length - 1);
      const [row, copy] = [await tab.db.activities.get(id), await clone.db.activities.get(id)];
      if (!row || !copy) throw new Error('The record is not there');
      await town.edit(tab, row, { daysAgo: 0, note: null });
      await town.edit(clone, copy, { daysAgo: 0 });
      await tab.sync();
      await quiet(town);
      expect((await tab.db.activities.get(id))?.content.note).toBe('a');
    }),
);

test.each(DATABASES)('of %s: the copy of a store that fell back answers for no word that was lost before it was copied', (kind) =>
  inTown(kind, async (town) => {
    const tab = await tabOn(town, 0);
    const id = await town.create(tab, { note: 'poison' });
    await town.losses.keep(town.browser(0));
    const row = await tab.db.activities.get(id);
    if (!row) throw new Error('The record is not there');
    await town.edit(tab, row, { note: 'c', attendees: 2 });
    await town.losses.harm(town, town.browser(0), 'fallBackWithoutCopies');
    await town.losses.clone(town, town.browser(0));
    await quiet(town);
    const { lostIn } = town.ledger.get(id);
    expect([...lostIn].map(({ browser }) => browser)).toEqual([town.browser(0), town.browsers.at(-1)]);
  }),
);
