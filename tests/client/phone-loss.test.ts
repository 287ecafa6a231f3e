import { afterEach, expect, test, vi } from 'vitest';
import { checkLedger, readWaitingRecords, rememberWaiting } from '../../src/client/store/safekeeping/held-ledger.ts';
import type { ActivityId } from '../../src/domain/ids.ts';
import { type Device, Devices } from '../../src/protocol/account.ts';
import { fakeStorage, loseCopies } from '../helpers/fake-storage.ts';
import { type FieldPhone, Town } from '../helpers/town.ts';
import { makeContent, ORIGIN } from '../server/helpers.ts';

afterEach(() => vi.unstubAllGlobals());

async function lossSeenBy(town: Town, { bare: { cookie } }: FieldPhone): Promise<readonly Device['loss'][]> {
  const response = await town.request('/api/devices', { headers: { origin: ORIGIN, cookie } });
  return Devices.parse(await response.json()).devices.flatMap((one) => one.loss ?? []);
}

async function recordSome(phone: FieldPhone, count: number): Promise<void> {
  for (let at = 0; at < count; at++) await phone.record(makeContent(), phone.newId() as ActivityId);
}

/** The storage of the browser is emptied; the phone goes on, some time later. */
async function empty(phone: FieldPhone): Promise<void> {
  for (const table of phone.db.tables) await table.clear();
  loseCopies();
  phone.clock.now += 60_000;
}

test('a phone that was emptied while records waited is shown to the supervisor', async () => {
  const town = await Town.open('CB-07', 'VP-01');
  const [phone, supervisor] = town.phones as [FieldPhone, FieldPhone];
  await phone.sync();
  await recordSome(phone, 7);
  await phone.db.meta.put({ key: 'link', value: { budget: 2, perMutation: 1, limit: 100 } });
  phone.fates = ['fine', 'lostBefore'];
  await phone.sync();
  const waiting = await phone.db.outbox.count();
  expect(waiting).toBeGreaterThan(0);
  await empty(phone);
  await recordSome(phone, 9);
  await phone.sync();
  expect(await lossSeenBy(town, supervisor)).toMatchObject([{ held: waiting, now: expect.any(Number), missing: waiting }]);
  await town.close();
});

test('what was never spoken of is shown too: the ledger beside the store knew of it', async () => {
  vi.stubGlobal('localStorage', fakeStorage());
  const town = await Town.open('CB-07', 'VP-01');
  const [phone, supervisor] = town.phones as [FieldPhone, FieldPhone];
  await phone.sync();
  await recordSome(phone, 7);
  await rememberWaiting(phone.db, await readWaitingRecords(phone.db), phone.clock.now);
  await empty(phone);
  await checkLedger(phone.db, phone.clock.now);
  await phone.sync();
  expect(await lossSeenBy(town, supervisor)).toMatchObject([{ held: 7, now: 0, received: 0, missing: 7 }]);
  await town.close();
});

test('nobody is accused of what a worker had sent before the store was emptied', async () => {
  vi.stubGlobal('localStorage', fakeStorage());
  const town = await Town.open('CB-07', 'VP-01');
  const [phone, supervisor] = town.phones as [FieldPhone, FieldPhone];
  await phone.sync();
  await recordSome(phone, 3);
  await rememberWaiting(phone.db, await readWaitingRecords(phone.db), phone.clock.now);
  await phone.sync();
  await empty(phone);
  await checkLedger(phone.db, phone.clock.now);
  await phone.sync();
  expect(await lossSeenBy(town, supervisor)).toEqual([]);
  await town.close();
});

test('what the office knew of and came back from its copies is no loss', async () => {
  vi.stubGlobal('localStorage', fakeStorage());
  const town = await Town.open('CB-07', 'VP-01');
  const [phone, supervisor] = town.phones as [FieldPhone, FieldPhone];
  await phone.sync();
  await recordSome(phone, 7);
  await phone.db.meta.put({ key: 'link', value: { budget: 2, perMutation: 1, limit: 100 } });
  phone.fates = ['fine', 'lostBefore'];
  await phone.sync();
  await rememberWaiting(phone.db, await readWaitingRecords(phone.db), phone.clock.now);
  const waiting = await phone.db.outbox.count();
  for (const table of phone.db.tables) await table.clear();
  phone.clock.now += 60_000;
  expect(await checkLedger(phone.db, phone.clock.now)).toBe(waiting);
  await phone.sync();
  expect(await lossSeenBy(town, supervisor)).toEqual([]);
  await town.close();
});

test('what came back from its copies is sent, counts once, and nobody is told of a loss', async () => {
  vi.stubGlobal('localStorage', fakeStorage());
  const town = await Town.open('CB-07', 'VP-01');
  const [phone, supervisor] = town.phones as [FieldPhone, FieldPhone];
  await phone.sync();
  await recordSome(phone, 5);
  await rememberWaiting(phone.db, await readWaitingRecords(phone.db), phone.clock.now);
  for (const table of phone.db.tables) await table.clear();
  phone.clock.now += 60_000;
  expect(await checkLedger(phone.db, phone.clock.now)).toBe(5);
  await phone.sync();
  expect(await phone.db.activities.where('[where+date+id]').between(['received'], ['received', []]).count()).toBe(5);
  expect(await lossSeenBy(town, supervisor)).toEqual([]);
  await town.close();
});
