import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Device, Devices } from '../../src/protocol/account.ts';
import type { Held } from '../../src/protocol/sync.ts';
import { changeEpoch } from '../../src/server/store/epoch.ts';
import { databases, makeCreate, NOON, newMutationId, type Office, openOffice, openTestStore, type Phone, PLAN_ID } from './helpers.ts';

const SINCE = NOON - 1_000_000;
let times = 0;
/** What a phone says of its store, a moment later each time. */
const held = (count: number, store: Partial<Held['store']> = {}, more: Partial<Held> = {}) => ({
  held: { count, attention: 0, persisted: true, store: { since: SINCE, at: NOON + ++times, dropped: 0, ...store }, ...more },
});
const creates = (count: number) => Array.from({ length: count }, () => makeCreate());

describe.each(databases)('what a phone no longer holds, on %s', (kind) => {
  let office: Office;
  let supervisor: Phone;
  beforeAll(async () => {
    office = await openOffice(kind);
    supervisor = await office.signIn('VP-01');
  });
  afterAll(() => office.close());

  const currentOf = async (phone: Phone): Promise<Device> => {
    const { devices } = Devices.parse(await (await phone.get('/api/devices')).json());
    return devices.find((one) => one.current) as Device;
  };
  const lossOf = async (phone: Phone): Promise<Device['loss']> => {
    const { id } = await currentOf(phone);
    const { devices } = Devices.parse(await (await supervisor.get('/api/devices')).json());
    return devices.find((one) => one.id === id)?.loss;
  };

  test('is noticed: it held 7, now holds none, and 5 came', async () => {
    const phone = await office.signIn('CB-07');
    await phone.sync([], held(7));
    office.clock.now += 60_000;
    await phone.sync(creates(5), held(0));
    expect(await lossOf(phone)).toEqual({
      at: new Date(office.clock.now).toISOString(),
      heldAt: new Date(office.clock.now - 60_000).toISOString(),
      held: 7,
      now: 0,
      received: 5,
      missing: 2,
    });
    await phone.sync(creates(3), held(0));
    expect(await lossOf(phone)).toMatchObject({ missing: 2 });
  });

  test('is nothing while all it held came, waits still or was dropped by its person', async () => {
    const phone = await office.signIn('CB-07');
    await phone.sync([], held(7));
    await phone.sync(creates(3), held(4));
    await phone.sync([], held(3, { dropped: 1 }));
    await phone.sync(creates(1), held(1, { dropped: 2 }, { attention: 0 }));
    await phone.sync([], held(0, { dropped: 2 }, { attention: 1 }));
    await phone.sync(creates(9), held(5, { dropped: 3 }));
    expect(await lossOf(phone)).toBeUndefined();
  });

  test('is all of it where the phone speaks from another store, however much is new there', async () => {
    const phone = await office.signIn('CB-07');
    await phone.sync([], held(7));
    await phone.sync(creates(9), held(0, { since: NOON }));
    expect(await lossOf(phone)).toMatchObject({ held: 7, now: 0, received: 9, missing: 7 });
    // The old store was only out of sight.
    await phone.sync(creates(7), held(0));
    expect(await lossOf(phone)).toBeUndefined();
  });

  test('is not made up by a request that was overtaken, or came twice', async () => {
    const phone = await office.signIn('CB-07');
    const first = [creates(3), held(7)] as const;
    const second = [creates(7), held(0)] as const;
    await phone.sync(...first);
    await phone.sync(...second);
    await phone.sync(...first);
    await phone.sync(...second);
    await phone.sync([], held(0));
    expect(await currentOf(phone)).toMatchObject({ held: 0 });
    expect(await lossOf(phone)).toBeUndefined();
  });

  test('is not charged to phones that say nothing of their store, or said it before a restore', async () => {
    const older = await office.signIn('CB-07');
    await older.sync([], { held: { count: 7, attention: 0, persisted: true } });
    await older.sync([], { held: { count: 0, attention: 0, persisted: true } });
    expect(await lossOf(older)).toBeUndefined();
    const phone = await office.signIn('CB-07');
    await phone.sync([], held(7));
    await changeEpoch(office.store, `after-${kind}`);
    await phone.sync([], held(0));
    expect(await lossOf(phone)).toBeUndefined();
  });

  test('is told by the ledger of the phone, until each change of it has come', async () => {
    const phone = await office.signIn('CB-07');
    const [known, a, b] = creates(3) as [ReturnType<typeof makeCreate>, ReturnType<typeof makeCreate>, ReturnType<typeof makeCreate>];
    await phone.sync([known], held(0));
    await phone.sync([], held(0, {}, { lost: [known.id, a.id, b.id] }));
    expect(await lossOf(phone)).toMatchObject({ held: 2, now: 0, received: 0, missing: 2 });
    await phone.sync([a], held(0));
    expect(await lossOf(phone)).toBeDefined();
    // Taken in from a file and sent by another phone: found all the same.
    await (await office.signIn('CB-07')).sync([b]);
    expect(await lossOf(phone)).toBeUndefined();
    await phone.sync([], held(0, {}, { lost: [a.id] }));
    expect(await lossOf(phone)).toBeUndefined();
  });

  test('stays until the supervisor has taken note, and comes back only with a further loss', async () => {
    const phone = await office.signIn('CB-07');
    await phone.sync([], held(2));
    await phone.sync([], held(0));
    const { id } = await currentOf(phone);
    expect((await phone.post(`/api/devices/${id}/loss-noted`)).status).toBe(403);
    expect(await lossOf(phone)).toMatchObject({ missing: 2 });
    expect((await supervisor.post(`/api/devices/${id}/loss-noted`)).status).toBe(200);
    await phone.sync([], held(0));
    expect(await lossOf(phone)).toBeUndefined();
    await phone.sync([], held(1, {}, { lost: [newMutationId()] }));
    expect(await lossOf(phone)).toMatchObject({ missing: 1 });
  });

  test('a database of the first release takes the new columns and keeps its devices and plans', async () => {
    const phone = await office.signIn('CB-08');
    const { id } = await currentOf(phone);
    for (const column of ['held_at', 'store_since', 'store_at', 'store_dropped', 'loss'])
      await sql`alter table devices drop column ${sql.ref(column)}`.execute(office.store.writer);
    for (const table of ['activities', 'fine_cells', 'cells'])
      await sql`alter table ${sql.table(table)} drop column estimated`.execute(office.store.writer);
    for (const table of ['plan_versions', 'reference_requests']) await sql`drop table ${sql.table(table)}`.execute(office.store.writer);
    await sql`delete from kysely_migration where name > '001-start'`.execute(office.store.writer);
    const again = await openTestStore(office.setting);
    await again.close();
    await phone.sync([], held(3));
    expect(await currentOf(phone)).toMatchObject({ id, held: 3 });
    expect((await phone.get(`/api/plans/${PLAN_ID}/versions/1`)).status).toBe(200);
  });
});
