import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followPlan, restorePlanCopy } from '../../../src/client/store/safekeeping/plan-copy.lazy.ts';
import { fakeStorage } from '../../helpers/fake-storage.ts';
import { answer, openPhone, respond } from '../../helpers/phone.ts';
import { type FieldPhone, Town } from '../../helpers/town.ts';
import { PLAN_ID } from '../../server/helpers.ts';

beforeEach(() => vi.stubGlobal('localStorage', fakeStorage()));
afterEach(() => vi.unstubAllGlobals());

const copyOf = ({ db }: FieldPhone): string | null => localStorage.getItem(`cotmoc-plan-${db.accountId}`);

/** The app is open for as long as the copy takes to be written. */
async function keepCopy(phone: FieldPhone): Promise<void> {
  const stop = followPlan(phone.db);
  await vi.waitFor(() => expect(copyOf(phone)).not.toBeNull());
  stop();
}

async function empty(phone: FieldPhone): Promise<void> {
  for (const table of phone.db.tables) await table.clear();
}

test('a phone whose databases were lost has its last plan, with the units and places its form needs, before any signal', async () => {
  const town = await Town.open('CB-07');
  const [phone] = town.phones as [FieldPhone];
  await phone.sync();
  await keepCopy(phone);
  const before = await Promise.all([phone.db.plans, phone.db.units, phone.db.localities, phone.db.partners].map((table) => table.count()));
  await empty(phone);
  await restorePlanCopy(phone.db);
  expect((await phone.db.plans.toArray()).map((plan) => plan.id)).toEqual([PLAN_ID]);
  const after = await Promise.all([phone.db.plans, phone.db.units, phone.db.localities, phone.db.partners].map((table) => table.count()));
  expect(after).toEqual(before);
  await town.close();
});

test('the next feed replaces the copy and takes away what is no longer there', async () => {
  const town = await Town.open('CB-07');
  const [phone] = town.phones as [FieldPhone];
  await phone.sync();
  await keepCopy(phone);
  const [gone] = await phone.db.units.toArray();
  if (!gone) throw new Error('a unit');
  await empty(phone);
  await restorePlanCopy(phone.db);
  const { feed: _, ...rest } = gone;
  await phone.db.units.put({ ...rest, id: 'long-gone' as typeof gone.id });
  await phone.sync();
  expect(await phone.db.units.get('long-gone' as typeof gone.id)).toBeUndefined();
  expect(await phone.db.plans.count()).toBe(1);
  expect(await phone.db.cells.count()).toBe((await town.store.reader.selectFrom('cells').select('part').execute()).length);
  await town.close();
});

test('a store that has a plan keeps it, and a copy that cannot be read is no copy', async () => {
  const phone = await openPhone();
  localStorage.setItem(`cotmoc-plan-${phone.accountId}`, '{"plans":[{"id":"broken"}]}');
  await restorePlanCopy(phone.db);
  expect(await phone.db.plans.count()).toBe(0);
  await phone.sync(respond((request) => answer(request)));
  expect(await phone.db.meta.get('planCopy')).toBeUndefined();
});
