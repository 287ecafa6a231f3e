import { expect, test } from 'vitest';
import { readHistory } from '../../src/server/store/history.ts';
import { inTown, quiet, tabOn } from './towns.ts';

const DAY_MS = 86_400_000;
const RECORDS = 200;

test(
  'a phone that was away for 400 days revives nothing, and all it brings is kept',
  () =>
    inTown('sqlite', async (town) => {
      const { office } = town.world;
      const [desk, away] = [await tabOn(town, 1), await tabOn(town, 0)];
      for (let at = 0; at < RECORDS; at++) await town.create(desk, { attendees: 2 });
      await quiet(town);
      const ids = (await away.db.activities.toArray()).map((row) => row.id);
      expect(ids).toHaveLength(RECORDS);

      for (const row of await desk.db.activities.toArray()) await town.setWithdrawn(desk, row, true);
      await desk.sync();
      for (const row of await away.db.activities.toArray()) await town.edit(away, row, { note: 'c' });
      for (let at = 0; at < RECORDS; at++) await town.create(away, { attendees: 3 });
      office.clock.now += 400 * DAY_MS;
      // Nobody stays signed in that long; what waits stays.
      expect(await away.sync()).toEqual({ kind: 'signed-out' });
      expect(await away.db.outbox.count()).toBe(2 * RECORDS);
      await quiet(town);

      const states = await office.store.reader.selectFrom('activities').select(['id', 'state']).execute();
      expect(
        states
          .filter((one) => one.state === 'withdrawn')
          .map((one) => one.id)
          .sort(),
      ).toEqual([...ids].sort());
      expect(states.filter((one) => one.state === 'sent')).toHaveLength(RECORDS);
      for (const id of ids) {
        const { aside } = await readHistory(office.store.reader, id);
        expect(aside.map((one) => one.fields)).toEqual([[{ field: 'note', to: 'c' }]]);
        expect(await away.db.activities.get(id)).toMatchObject({ where: 'attention', attention: { result: { reason: 'notPossible' } } });
      }
    }),
  600_000,
);
