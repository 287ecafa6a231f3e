import { expect, test } from 'vitest';
import { countWhere } from '../../src/client/store/records/record-lookups.ts';
import { reviewActivities } from '../../src/client/store/records/review-activities.ts';
import type { ActivityId } from '../../src/domain/ids.ts';
import { recount } from '../../src/server/commands/recount.ts';
import { fillDemonstration } from '../../src/server/demonstration/fill.ts';
import { changeEpoch } from '../../src/server/store/epoch.ts';
import { type FieldPhone, Town } from '../helpers/town.ts';
import { fillRandom, makeContent, NOON } from '../server/helpers.ts';

const here = async ({ db }: FieldPhone): Promise<string[]> => (await db.activities.toArray()).map((row) => row.id).sort();

test('a cleared demonstration leaves every phone, and what people wrote stays: sent, unsent, or taken for a duplicate of it', async () => {
  const town = await Town.open('CB-07', 'CB-08', 'TP-QLBG', 'CB-12');
  const [one, two, lead, away] = town.phones as [FieldPhone, FieldPhone, FieldPhone, FieldPhone];
  await fillDemonstration({ store: town.store, fillRandom, now: NOON }, '0.2.0');
  for (const phone of town.phones) await phone.sync();
  for (const phone of town.phones) expect((await here(phone)).length).toBeGreaterThan(40);
  const newest = async ({ db, bare }: FieldPhone) =>
    (await db.activities.toArray()).filter((row) => row.authorId === bare.person.id && row.state === 'confirmed').at(-1);

  // What one sent, the lead took for the same as a record of the demonstration.
  const [sent, unsent] = [one.newId(), two.newId()] as [ActivityId, ActivityId];
  await one.record(makeContent(), sent);
  await one.sync();
  await lead.sync();
  const kept = await newest(one);
  await reviewActivities(lead.db, { ids: [sent], action: 'markDuplicate', duplicateOfId: kept?.id as ActivityId, ...lead.mint });
  await lead.sync();
  // Without a signal: the other corrects a record of the demonstration and writes one of their own, and the lead sends one back.
  const corrected = await newest(two);
  await two.record({ ...(corrected?.content ?? makeContent()), note: 'Bổ sung tài liệu' }, corrected?.id);
  await two.record(makeContent(), unsent);
  await reviewActivities(lead.db, { ids: [kept?.id as ActivityId], action: 'return', reason: 'Xem lại', ...lead.mint });

  const [desk] = [await town.office.signIn('VP-01')];
  expect((await desk.post('/api/demonstration/clear')).status).toBe(200);
  for (const phone of [one, two, lead, one, lead]) expect(await phone.sync()).toMatchObject({ kind: 'done' });
  expect(await here(one)).toEqual([sent]);
  expect(await here(two)).toEqual([unsent]);
  expect(await here(lead)).toEqual([sent, unsent].sort());
  expect((await one.db.activities.get(sent))?.state).toBe('sent');

  // A phone that was away all the time meets the office under another epoch, and is asked for all it has.
  await changeEpoch(town.store, 'another');
  for (const phone of [away, one, two, lead, away]) expect(await phone.sync()).toMatchObject({ kind: 'done' });
  expect(await here(away)).toEqual([]);
  expect(await here(one)).toEqual([sent]);
  const stored = await town.store.reader.selectFrom('activities').select(['id', 'state']).execute();
  expect(new Map(stored.map((row) => [row.id, row.state]))).toEqual(
    new Map([
      [sent, 'sent'],
      [unsent, 'sent'],
    ]),
  );
  for (const { db } of town.phones) expect(await countWhere(db)).toMatchObject({ phone: 0, attention: 0 });
  expect(await town.losses()).toEqual([]);
  expect(await recount(town.store, false, () => undefined)).toBe(0);
  await town.close();
});
