import { expect, test } from 'vitest';
import type { ActivityRow } from '../../src/client/store/db.ts';
import type { Tab } from './browser.ts';
import { DATABASES } from './database.ts';
import type { Town } from './play.ts';
import { inTown, quiet, tabOn } from './towns.ts';

async function rowOf({ db }: Tab): Promise<ActivityRow> {
  const [row] = await db.activities.toArray();
  if (!row) throw new Error('No record is here');
  return row;
}

/** A record was corrected and the office has the correction; then the store of the phone shows the record as it was before. */
async function fallBack(town: Town): Promise<{ readonly tab: Tab; readonly row: ActivityRow }> {
  await town.create(await tabOn(town, 0), { note: 'a', attendees: 4 });
  await quiet(town);
  const phone = town.browser(0);
  await town.losses.keep(phone);
  const before = await tabOn(town, 0);
  await town.edit(before, await rowOf(before), { note: 'b', attendees: 3 });
  await quiet(town);
  await town.losses.harm(town, phone, 'fallBackWhole');
  const tab = await tabOn(town, 0);
  return { tab, row: await rowOf(tab) };
}

test.each(DATABASES)('of %s: on a store that fell back, what the office has comes again, whatever nobody can have done there', (kind) =>
  inTown(kind, async (town) => {
    const { tab, row } = await fallBack(town);
    expect(row.content.note).toBe('a');
    await town.setWithdrawn(tab, row, false);
    await quiet(town);
    expect((await rowOf(await tabOn(town, 0))).content).toMatchObject({ note: 'b', own: { attendees: 3 } });
  }),
);

test.each(DATABASES)('of %s: who changes one field of what such a store shows takes back no other', (kind) =>
  inTown(kind, async (town) => {
    const { tab, row } = await fallBack(town);
    await town.edit(tab, row, { attendees: 5 });
    await quiet(town);
    expect((await rowOf(await tabOn(town, 0))).content).toMatchObject({ note: 'b', own: { attendees: 5 } });
  }),
);
