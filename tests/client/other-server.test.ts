import { expect, test } from 'vitest';
import { countWhere } from '../../src/client/store/records/record-lookups.ts';
import type { ActivityId } from '../../src/domain/ids.ts';
import { recount } from '../../src/server/commands/recount.ts';
import { type FieldPhone, Town } from '../helpers/town.ts';
import { makeContent } from '../server/helpers.ts';

test('what a copy of the installation under another epoch was told at the phone’s address comes to the true one at the next contact with it', async () => {
  const town = await Town.open('CB-07', 'CB-08');
  const [phone, other] = town.phones as [FieldPhone, FieldPhone];
  const known = phone.newId() as ActivityId;
  await phone.record(makeContent({ own: { sessions: 1, attendees: 20 } }), known);
  await phone.sync();
  await other.sync();
  const truth = town.backup();
  const epoch = (await phone.db.meta.get('feed'))?.value;

  // A test server, say, that answers at the same address: it has the same accounts and an epoch of its own.
  await town.restore(truth);
  const told = Array.from({ length: 20 }, () => phone.newId() as ActivityId);
  for (const id of told) await phone.record(makeContent(), id);
  await phone.record(makeContent({ own: { sessions: 1, attendees: 77 } }), known);
  await phone.sync();
  expect(await countWhere(phone.db)).toMatchObject({ phone: 0, received: 21 });

  await town.putBack(truth);
  for (let round = 0; round < 2; round++) for (const one of town.phones) expect(await one.sync()).toMatchObject({ kind: 'done' });
  expect((await phone.db.meta.get('feed'))?.value).toMatchObject({ epoch: (epoch as { epoch: string }).epoch });
  const rows = await town.store.reader.selectFrom('activities').select(['id', 'm_attendees']).execute();
  expect(rows.map((row) => row.id).sort()).toEqual([known, ...told].sort());
  expect(rows.find((row) => row.id === known)).toMatchObject({ m_attendees: 77 });
  expect(await recount(town.store, false, () => undefined)).toBe(0);
  expect(await countWhere(phone.db)).toMatchObject({ phone: 0, attention: 0, received: 21 });
  await town.close();
});
