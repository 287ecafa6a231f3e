import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Device, Devices } from '../../src/protocol/account.ts';
import type { Held } from '../../src/protocol/sync-request.ts';
import { changeEpoch } from '../../src/server/store/epoch.ts';
import { toFormerShape } from './former-shape.ts';
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

  test('is told by count alone to keys that are new: what comes a second time takes nothing off', async () => {
    const phone = await office.signIn('CB-07');
    const [sent, never] = [creates(20), creates(20)];
    await phone.sync(sent, held(0));
    await phone.sync([], held(never.length));
    // The store fell back to before it had sent the first twenty, and lost the later ones.
    await phone.sync(sent, held(0));
    expect(await lossOf(phone)).toMatchObject({ held: 20, received: 0, missing: 20 });
    await phone.sync([...sent, makeCreate()], held(0));
    expect(await lossOf(phone)).toMatchObject({ missing: 20 });
  });

  test('is not made less by a late copy of a request of the store that is lost', async () => {
    const phone = await office.signIn('CB-07');
    const old = { since: SINCE - 1 };
    const [early, last] = [held(3, old), held(20, old)];
    await phone.sync(creates(1), early);
    await phone.sync([], last);
    await phone.sync([], held(0, { since: NOON + 7 }));
    expect(await lossOf(phone)).toMatchObject({ missing: 20 });
    for (const late of [early, last]) await phone.sync([], late);
    expect(await lossOf(phone)).toMatchObject({ missing: 20 });
    await phone.sync([], held(0, { since: NOON + 7 }));
    expect(await lossOf(phone)).toMatchObject({ missing: 20 });
  });

  test("is nobody else's: a request that comes again with the cookies of another device moves no figure of that one", async () => {
    const [a, b] = [await office.signIn('CB-07'), await office.signIn('CB-07')];
    const ofA = [creates(3), held(4, { since: SINCE - 2 })] as const;
    await a.sync(...ofA);
    await b.sync([], held(6, { since: SINCE - 3 }));
    await b.sync(...ofA);
    expect(await currentOf(b)).toMatchObject({ held: 6 });
    expect([await lossOf(a), await lossOf(b)]).toEqual([undefined, undefined]);
    await b.sync([], held(6, { since: SINCE - 3 }));
    expect(await lossOf(b)).toBeUndefined();
  });

  test("is nobody else's either where the request was so like the one before that nothing of it was written down", async () => {
    const [a, b] = [await office.signIn('CB-07'), await office.signIn('CB-07')];
    const refused = { names: [newMutationId()] };
    await a.sync([], held(1, { since: SINCE - 4 }, refused));
    const again = [[], held(1, { since: SINCE - 4 }, refused)] as const;
    await a.sync(...again);
    await b.sync(...again);
    office.clock.now += 120_000;
    await a.sync([], held(1, { since: SINCE - 4 }, refused));
    await b.sync([], held(0, { since: SINCE - 5 }));
    expect([await lossOf(a), await lossOf(b)]).toEqual([undefined, undefined]);
  });

  describe('where the phone names what it holds', () => {
    let since = SINCE + 1;
    /** A store of the phone: it remembers what it said last, and can be copied or put back. */
    const openStore = () => {
      const state = { since: ++since, at: 0, tried: [] as readonly number[], hasHeld: false };
      const next = (waiting: readonly { readonly id: string }[], more: Partial<Held> = {}) => {
        const names = waiting.map((one) => one.id) as Held['names'];
        const knows = [state.at, ...state.tried];
        const store = { since: state.since, at: NOON + ++times, knows, ...(state.hasHeld && { held: true as const }) };
        state.hasHeld ||= waiting.length > 0;
        return { held: { count: waiting.length, attention: 0, persisted: true, names, ...more, store } };
      };
      /** A request that is answered. */
      const say: typeof next = (...args) => {
        const request = next(...args);
        Object.assign(state, { at: request.held.store.at, tried: [] });
        return request;
      };
      /** A request whose answer does not come. */
      const tryToSay: typeof next = (...args) => {
        const request = next(...args);
        state.tried = [...state.tried, request.held.store.at];
        return request;
      };
      return { state, say, tryToSay };
    };

    test('a store that fell back misses what it had named and never came, to the record, though new ones come along', async () => {
      const phone = await office.signIn('CB-07');
      const [sent, never] = [creates(20), creates(20)];
      const store = openStore();
      await phone.sync(sent, store.say([]));
      const before = { ...store.state };
      await phone.sync([], store.say(never));
      Object.assign(store.state, before);
      const again = await phone.sync([...sent, makeCreate()], store.say([makeCreate()]));
      expect(again.report).toEqual({ missing: 20 });
      expect(await lossOf(phone)).toMatchObject({ held: 20, missing: 20 });
      // Five of them were in an exported file, and are sent by another phone.
      await (await office.signIn('CB-07')).sync(never.slice(0, 5));
      expect(await lossOf(phone)).toMatchObject({ missing: 15 });
    });

    test('a store that fell back is not taken for one that goes on because requests of it never arrived', async () => {
      const phone = await office.signIn('CB-07');
      const store = openStore();
      await phone.sync([], store.say([]));
      const before = { ...store.state };
      await phone.sync([], store.tryToSay(creates(3)));
      Object.assign(store.state, before);
      store.tryToSay([]);
      expect((await phone.sync([], store.say([]))).report).toEqual({ missing: 3 });
    });

    test('what a store lost that fell back stays known while copies of it speak by turns', async () => {
      const phone = await office.signIn('CB-07');
      const store = openStore();
      await phone.sync([], store.say([]));
      const before = { ...store.state };
      await phone.sync([], store.tryToSay(creates(1)));
      Object.assign(store.state, before);
      const clone = openStore();
      Object.assign(clone.state, before);
      for (const speaker of [store, clone, store, clone]) {
        expect((await phone.sync([], speaker.say([]))).report).toEqual({ missing: 1 });
      }
    });

    test('a copy that never held anything does not answer for what the other one named, though it was answered in between', async () => {
      const phone = await office.signIn('CB-07');
      const store = openStore();
      await phone.sync([], store.say([]));
      const clone = openStore();
      Object.assign(clone.state, store.state);
      const before = { ...store.state };
      const named = store.tryToSay(creates(2));
      // It brings no news, so that nothing of it is written down.
      await phone.sync([], clone.say([]));
      await phone.sync([], named);
      Object.assign(store.state, before);
      expect((await phone.sync([], store.say([]))).report).toEqual({ missing: 2 });
      expect((await phone.sync([], clone.say([]))).report).toEqual({ missing: 2 });
    });

    test('what a store held and has come is not missed again when a request of it that named nothing comes late', async () => {
      const phone = await office.signIn('CB-07');
      const store = openStore();
      const waiting = creates(1);
      await phone.sync(waiting, store.say(waiting));
      const { names: _, ...unnamed } = store.say(waiting).held;
      await phone.sync([], { held: unnamed });
      const another = openStore();
      await phone.sync([], another.say([]));
      await phone.sync([], { held: unnamed });
      expect((await phone.sync([], another.say([]))).report).toBeUndefined();
      expect(await lossOf(phone)).toBeUndefined();
    });

    test('another store in its place misses them too, but not those that came back from their copies', async () => {
      const phone = await office.signIn('CB-07');
      const named = creates(7);
      await phone.sync([], openStore().say(named));
      const again = openStore();
      await phone.sync(named.slice(0, 2), again.say(named.slice(2, 4)));
      expect(await lossOf(phone)).toMatchObject({ missing: 3 });
      await phone.sync(named.slice(2), again.say([]));
      expect(await lossOf(phone)).toBeUndefined();
    });

    test('a store that goes on is believed, whatever it dropped or sent', async () => {
      const phone = await office.signIn('CB-07');
      const store = openStore();
      const waiting = creates(9);
      await phone.sync([], store.say(waiting));
      // A request that never arrived lies between, and one whose answer did not come.
      store.tryToSay(waiting.slice(0, 4));
      await phone.sync([], store.tryToSay(waiting.slice(0, 6)));
      await phone.sync(waiting.slice(0, 2), store.say(waiting.slice(5)));
      await phone.sync([], store.say([]));
      expect(await lossOf(phone)).toBeUndefined();
    });

    test('two copies of one store speak by turns: once all that either held has come, nothing is missing', async () => {
      const phone = await office.signIn('CB-07');
      const waiting = creates(130);
      const store = openStore();
      await phone.sync([], store.say(waiting));
      const clone = openStore();
      Object.assign(clone.state, store.state);
      await phone.sync(waiting.slice(0, 61), store.say(waiting.slice(61)));
      // The turn of the copy breaks off: it has gone out with a page that never came.
      clone.tryToSay(waiting.slice(61));
      await phone.sync(waiting.slice(0, 61), clone.say(waiting.slice(61)));
      await phone.sync(waiting.slice(61), store.say([]));
      await phone.sync(waiting.slice(61), clone.say([]));
      expect(await lossOf(phone)).toBeUndefined();
      await phone.sync([], store.say([]));
      expect(await lossOf(phone)).toBeUndefined();
    });

    test('a store whose clock went back is told what was heard of it last, and is heard with the next request', async () => {
      const phone = await office.signIn('CB-07');
      const store = openStore();
      await phone.sync([], store.say(creates(4)));
      const at = store.state.at;
      // The store remembers an early state, and its clock is far behind.
      const early = { since: store.state.since, at: 6, knows: [5] };
      const answer = await phone.sync([], { held: { count: 0, attention: 0, persisted: true, store: early } });
      expect(answer.report).toEqual({ heard: at });
      expect(await currentOf(phone)).toMatchObject({ held: 4 });
      store.state.at = 6;
      expect((await phone.sync([], store.say([]))).report).toEqual({ missing: 4 });
    });

    test('a phone of the former release is answered in the shape it knows', async () => {
      const phone = await office.signIn('CB-07');
      await phone.sync([], held(3, { since: ++since }));
      expect(await phone.sync([], held(0, { since: ++since }))).not.toHaveProperty('report');
      expect(await lossOf(phone)).toMatchObject({ missing: 3 });
    });
  });

  test('a database of the first release takes the new columns and keeps its devices and plans', async () => {
    const phone = await office.signIn('CB-08');
    const { id } = await currentOf(phone);
    await toFormerShape(office.store.writer, '002-device-loss');
    const again = await openTestStore(office.setting);
    await again.close();
    await phone.sync([], held(3));
    expect(await currentOf(phone)).toMatchObject({ id, held: 3 });
    expect((await phone.get(`/api/plans/${PLAN_ID}/versions/1`)).status).toBe(200);
  });

  test('a loss that the release before had noticed stays one, and its store goes on', async () => {
    const phone = await office.signIn('CB-08');
    await phone.sync([], held(5, { since: NOON + 8_000 }));
    const { id } = await currentOf(phone);
    await toFormerShape(office.store.writer, '005-device-reports');
    const loss = JSON.stringify({ at: NOON, held: 2, now: 0, received: 0, missing: 2, changes: [] });
    await sql`update devices set store_since = ${NOON + 8_000}, store_at = ${NOON + times}, loss = ${loss} where id = ${id}`.execute(
      office.store.writer,
    );
    await (await openTestStore(office.setting)).close();
    expect(await lossOf(phone)).toMatchObject({ held: 2, missing: 2 });
    await phone.sync(creates(5), held(0, { since: NOON + 8_000 }));
    expect(await lossOf(phone)).toMatchObject({ missing: 2 });
  });
});
