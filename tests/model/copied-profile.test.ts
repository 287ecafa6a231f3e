import { expect, test } from 'vitest';
import { DATABASES } from './database.ts';
import { inTown, quiet, tabOn } from './towns.ts';

const MENDS = [
  { phone: { daysAgo: 0, note: null }, copy: { daysAgo: 1, attendees: 8 }, note: undefined },
  { phone: { daysAgo: 0, note: 'b' }, copy: { daysAgo: 1, attendees: 8 }, note: 'b' },
  { phone: { daysAgo: 0, attendees: 8 }, copy: { daysAgo: 1, note: null }, note: undefined },
  { phone: { daysAgo: 0, note: 'b' }, copy: { daysAgo: 1, note: 'c', attendees: 8 }, note: 'c' },
];
test.each(DATABASES.flatMap((kind) => MENDS.map((mend) => ({ kind, ...mend }))))(
  'of $kind: a refused record that is mended on a phone and on its copy says what was changed last on either: $phone, $copy',
  ({ kind, phone, copy: onCopy, note }) =>
    inTown(kind, async (town) => {
      const tab = await tabOn(town, 0);
      const id = await town.create(tab, { daysAgo: -20, note: 'a', attendees: 2 });
      await tab.sync();
      await town.losses.clone(town, town.browser(0));
      const clone = await tabOn(town, town.browsers.length - 1);
      const [row, copy] = [await tab.db.activities.get(id), await clone.db.activities.get(id)];
      if (!row || !copy) throw new Error('The record is not there');
      await town.edit(tab, row, phone);
      await town.edit(clone, copy, onCopy);
      await tab.sync();
      await quiet(town);
      const { content } = (await tab.db.activities.get(id)) ?? {};
      expect(content?.note).toBe(note);
      expect(content?.own).toMatchObject({ attendees: 8 });
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
