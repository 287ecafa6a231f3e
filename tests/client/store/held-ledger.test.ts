import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { takePage } from '../../../src/client/store/feed/take-page.ts';
import { discardChange } from '../../../src/client/store/records/discard-change.ts';
import { undoReviews } from '../../../src/client/store/records/review-activities.ts';
import { readUnsent } from '../../../src/client/store/records/unsent.ts';
import { readUploadStatus } from '../../../src/client/store/records/upload-status.ts';
import {
  checkLedger,
  countLost,
  lostToTell,
  readWaitingRecords,
  rememberSeen,
  rememberTold,
  rememberWaiting,
  storageEvents,
} from '../../../src/client/store/safekeeping/held-ledger.ts';
import { rememberReportAnswered } from '../../../src/client/store/safekeeping/held-report.ts';
import { rememberRescue } from '../../../src/client/store/safekeeping/rescue-store.ts';
import { takeInUnsent } from '../../../src/client/store/safekeeping/take-in-unsent.ts';
import type { SyncRequest } from '../../../src/protocol/sync-request.ts';
import { fakeStorage, loseCopies } from '../../helpers/fake-storage.ts';
import { acknowledgeAll, answer, openPhone, rejected, respond, results, serverActivity, type TestPhone } from '../../helpers/phone.ts';

/** What happens on the phone between the look at the store and the way back of what is missing from it. */
const meanwhile = vi.hoisted(() => ({ act: async (): Promise<unknown> => undefined }));
vi.mock('../../../src/client/store/safekeeping/regain.lazy.ts', async (importOriginal) => {
  const { regain } = await importOriginal<typeof import('../../../src/client/store/safekeeping/regain.lazy.ts')>();
  return {
    regain: async (...args: Parameters<typeof regain>) => {
      await meanwhile.act();
      await regain(...args);
    },
  };
});

const SIZE = { mutations: 2, chars: 500_000 };

/** As the page does after each change of the store. */
const note = async (phone: TestPhone): Promise<void> => {
  await rememberWaiting(phone.db, await readWaitingRecords(phone.db), phone.clock.now);
};

/** The browser lost the databases of this address, and hands out an empty one. */
async function emptyStore(phone: TestPhone): Promise<void> {
  for (const table of phone.db.tables) await table.clear();
}

/** And the copies with them. */
async function empty(phone: TestPhone): Promise<void> {
  await emptyStore(phone);
  loseCopies();
}

describe('the ledger beside the store', () => {
  beforeEach(() => vi.stubGlobal('localStorage', fakeStorage()));
  afterEach(() => vi.unstubAllGlobals());

  test('notices at the start that what waited is gone', async () => {
    const phone = await openPhone();
    for (let at = 0; at < 7; at++) await phone.record();
    await note(phone);
    await empty(phone);
    await checkLedger(phone.db, phone.clock.now);
    expect(await countLost(phone.db)).toBe(7);
    // And keeps saying so, whatever is recorded anew.
    await phone.record();
    await note(phone);
    await checkLedger(phone.db, phone.clock.now);
    expect(await countLost(phone.db)).toBe(7);
  });

  test('notices that a part is gone', async () => {
    const phone = await openPhone();
    const [first] = [await phone.record(), await phone.record()];
    await note(phone);
    await phone.db.outbox.where('activityId').equals(first).delete();
    loseCopies();
    await checkLedger(phone.db, phone.clock.now);
    expect(await countLost(phone.db)).toBe(1);
  });

  test('misses nothing that was sent, dropped or sent by a worker behind a closed page', async () => {
    const phone = await openPhone();
    await phone.record();
    const dropped = await phone.record();
    await note(phone);
    await discardChange(phone.db, dropped);
    await note(phone);
    await phone.sync(acknowledgeAll);
    await checkLedger(phone.db, phone.clock.now);
    expect(await countLost(phone.db)).toBe(0);
  });

  test('misses nothing that a worker of the first release had sent just before the update', async () => {
    const phone = await openPhone();
    const id = await phone.record();
    await note(phone);
    await phone.sync(acknowledgeAll);
    await phone.db.meta.delete('answered');
    await phone.db.meta.put({ key: 'settled', value: [id] });
    expect(await checkLedger(phone.db, phone.clock.now)).toBe(0);
    expect(storageEvents(phone.db)).toEqual([]);
    expect(await phone.db.meta.get('settled')).toBeUndefined();
  });

  test('misses no record that an answer took away altogether', async () => {
    const phone = await openPhone();
    const server = serverActivity(await phone.record(), phone.accountId);
    await phone.sync(acknowledgeAll);
    await phone.record({ note: 'Sửa' }, server.id);
    await note(phone);
    await phone.sync(respond((request) => answer(request, { changes: { removed: [server.id] } })));
    await checkLedger(phone.db, phone.clock.now);
    expect(await countLost(phone.db)).toBe(0);
  });

  test('tells the office until it has answered, and the person until they have taken note', async () => {
    const phone = await openPhone();
    await phone.record();
    await note(phone);
    const [mutation] = await phone.mutations();
    await empty(phone);
    await checkLedger(phone.db, phone.clock.now);
    const heard: (readonly string[] | undefined)[] = [];
    const hear = respond((request) => {
      heard.push(request.held.lost);
      return answer(request);
    });
    await phone.syncOnce(async () => ({ ok: false, error: { kind: 'offline' } }));
    expect(lostToTell(phone.db)).toEqual([mutation?.id]);
    await phone.syncOnce(hear);
    await phone.syncOnce(hear);
    expect(heard).toEqual([[mutation?.id], undefined]);
    expect(await countLost(phone.db)).toBe(1);
    await rememberSeen(phone.db);
    expect(await countLost(phone.db)).toBe(0);
  });

  test('forgets a loss only when both have heard of it', async () => {
    const phone = await openPhone();
    await phone.record();
    await note(phone);
    await empty(phone);
    await checkLedger(phone.db, phone.clock.now);
    await rememberSeen(phone.db);
    expect(lostToTell(phone.db)).toHaveLength(1);
    await rememberTold(phone.db, undefined);
    expect(lostToTell(phone.db)).toEqual([]);
    expect(localStorage.getItem(`cotmoc-held-${phone.accountId}`)).not.toContain('"lost":[[');
  });

  test('brings back at the start what waited, under the ids it had', async () => {
    const phone = await openPhone();
    const received = await phone.record({ note: 'một' });
    await phone.sync(acknowledgeAll);
    await phone.save(received, { ...(await phone.row(received)).content, note: 'hai' });
    const waiting = await phone.record({ note: 'ba' });
    await note(phone);
    const mutations = await phone.mutations();
    await emptyStore(phone);
    expect(await checkLedger(phone.db, phone.clock.now)).toBe(2);
    expect([await countLost(phone.db), lostToTell(phone.db)]).toEqual([0, []]);
    expect(await phone.mutations()).toEqual(expect.arrayContaining(mutations));
    expect(await phone.row(received)).toMatchObject({ content: { note: 'hai' }, where: 'phone', version: 1 });
    expect(await phone.row(waiting)).toMatchObject({ content: { note: 'ba' }, where: 'phone' });
    expect(await checkLedger(phone.db, phone.clock.now)).toBe(0);
    await phone.sync(acknowledgeAll);
    await note(phone);
    expect(Object.keys(localStorage).filter((key) => key.startsWith('cotmoc-copy-'))).toEqual([]);
  });

  test('tells nothing to a person whose browser was killed before this storage was on the disk: the database is newer', async () => {
    const phone = await openPhone();
    for (let at = 0; at < 20; at++) await phone.record();
    await note(phone);
    const onDisk = { ...(localStorage as unknown as Record<string, string>) };
    await phone.sync(acknowledgeAll);
    await note(phone);
    for (const [key, value] of Object.entries(onDisk)) localStorage.setItem(key, value);
    expect(await checkLedger(phone.db, phone.clock.now)).toBe(0);
    expect([await countLost(phone.db), lostToTell(phone.db), storageEvents(phone.db)]).toEqual([0, [], []]);
    expect(await phone.db.outbox.count()).toBe(0);
    // What the person took away themselves does not come back either.
    const dropped = await phone.record();
    await note(phone);
    const again = { ...(localStorage as unknown as Record<string, string>) };
    await discardChange(phone.db, dropped);
    await note(phone);
    for (const [key, value] of Object.entries(again)) localStorage.setItem(key, value);
    expect(await checkLedger(phone.db, phone.clock.now)).toBe(0);
    expect(await phone.db.activities.get(dropped)).toBeUndefined();
  });

  test('keeps copies as new as the names it keeps, also after a browser was killed and opened again', async () => {
    const phone = await openPhone();
    const id = await phone.record({ note: 'một' });
    await note(phone);
    const onDisk = { ...(localStorage as unknown as Record<string, string>) };
    await phone.save(id, { ...(await phone.row(id)).content, note: 'hai' });
    await note(phone);
    for (const [key, value] of Object.entries(onDisk)) localStorage.setItem(key, value);
    await checkLedger(phone.db, phone.clock.now);
    await emptyStore(phone);
    expect(await checkLedger(phone.db, phone.clock.now)).toBe(1);
    expect((await phone.row(id)).content.note).toBe('hai');
    expect(await countLost(phone.db)).toBe(0);
  });

  test('says of a record that came back from an older copy both that it did and that its last change is lost', async () => {
    const phone = await openPhone();
    const id = await phone.record({ note: 'một' });
    await phone.sync(acknowledgeAll);
    await phone.save(id, { ...(await phone.row(id)).content, note: 'hai' });
    await note(phone);
    const copies = Object.entries({ ...(localStorage as unknown as Record<string, string>) }).filter(([key]) => key.includes('-copy-'));
    await takePage(phone.db, SIZE, phone.clock.now);
    await phone.save(id, { ...(await phone.row(id)).content, note: 'ba' });
    await note(phone);
    for (const [key, value] of copies) localStorage.setItem(key, value);
    await emptyStore(phone);
    expect(await checkLedger(phone.db, phone.clock.now)).toBe(1);
    expect(await countLost(phone.db)).toBe(1);
  });

  test('misses the later change of a record that waits with an earlier one, in a store that fell back', async () => {
    const phone = await openPhone();
    const id = await phone.record({ note: 'một' });
    await note(phone);
    const before = new Map(await Promise.all(phone.db.tables.map(async (table) => [table, await table.toArray()] as const)));
    await phone.sync(acknowledgeAll);
    await phone.save(id, { ...(await phone.row(id)).content, note: 'hai' });
    await note(phone);
    for (const [table, rows] of before) {
      await table.clear();
      await table.bulkPut(rows);
    }
    expect(await checkLedger(phone.db, phone.clock.now)).toBe(1);
    expect((await phone.row(id)).content.note).toBe('hai');
  });

  test('counts as come back only what was missing, not what was recorded while it came back', async () => {
    const phone = await openPhone();
    const first = await phone.record();
    await note(phone);
    await emptyStore(phone);
    meanwhile.act = () => phone.record();
    onTestFinished(() => {
      meanwhile.act = async () => undefined;
    });
    expect(await checkLedger(phone.db, phone.clock.now)).toBe(1);
    expect((await phone.mutations()).map(({ activityId }) => activityId)).toContain(first);
    expect(await phone.db.activities.count()).toBe(2);
    expect(storageEvents(phone.db)).toEqual([{ at: phone.clock.now, kind: 'regained', records: 1 }]);
  });

  test('keeps for later reading what came back and what did not', async () => {
    const phone = await openPhone();
    const ids = [await phone.record(), await phone.record(), await phone.record()];
    await note(phone);
    await emptyStore(phone);
    localStorage.removeItem(`cotmoc-copy-${phone.accountId}-${ids[0]}`);
    expect(await checkLedger(phone.db, phone.clock.now)).toBe(2);
    expect(storageEvents(phone.db)).toEqual([
      { at: phone.clock.now, kind: 'lost', records: 1 },
      { at: phone.clock.now, kind: 'regained', records: 2 },
    ]);
  });

  test('shows what the office misses of this device, until the person has taken note, and again when it misses more', async () => {
    const phone = await openPhone();
    const missing = (count: number) => respond((request) => answer(request, { report: { missing: count } }));
    await phone.sync(missing(3));
    expect(await countLost(phone.db)).toBe(3);
    expect((await readUploadStatus(phone.db)).lost).toBe(3);
    await rememberSeen(phone.db);
    expect([await countLost(phone.db), (await readUploadStatus(phone.db)).lost]).toEqual([0, 3]);
    await phone.sync(missing(4));
    expect(await countLost(phone.db)).toBe(4);
    await phone.sync(acknowledgeAll);
    expect([await countLost(phone.db), (await readUploadStatus(phone.db)).lost]).toEqual([0, 0]);
  });

  test('leaves its own count once the office has answered with what it misses', async () => {
    const phone = await openPhone();
    await phone.record();
    await note(phone);
    await empty(phone);
    await checkLedger(phone.db, phone.clock.now);
    expect((await readUploadStatus(phone.db)).lost).toBe(1);
    // It had come on another way.
    await phone.sync(respond((request) => answer(request, { report: { missing: 0 } })));
    expect([await countLost(phone.db), lostToTell(phone.db), (await readUploadStatus(phone.db)).lost]).toEqual([0, [], 0]);
  });

  test('brings it back also where the store was emptied under a running app, and before the note forgets it', async () => {
    const phone = await openPhone();
    await checkLedger(phone.db, phone.clock.now);
    const first = await phone.record();
    await note(phone);
    await emptyStore(phone);
    const second = await phone.record();
    expect(await rememberWaiting(phone.db, await readWaitingRecords(phone.db), phone.clock.now)).toBe(1);
    expect((await phone.mutations()).map((one) => one.activityId).sort()).toEqual([first, second].sort());
    expect(await countLost(phone.db)).toBe(0);
  });

  test('keeps no copy beyond its limit, and what has none is lost as before', async () => {
    const phone = await openPhone();
    for (let at = 0; at < 3; at++) await phone.record();
    const known = await readWaitingRecords(phone.db);
    const [long] = known;
    if (!long) throw new Error('a record');
    await rememberWaiting(
      phone.db,
      [{ ...long, content: { ...long.content, note: 'x'.repeat(2_000_000) } }, ...known.slice(1)],
      phone.clock.now,
    );
    await emptyStore(phone);
    expect(await checkLedger(phone.db, phone.clock.now)).toBe(2);
    expect(await countLost(phone.db)).toBe(1);
  });

  test('finds what was lost once it has been taken in again', async () => {
    const phone = await openPhone();
    await phone.record();
    await note(phone);
    const unsent = await readUnsent(phone.db, 'CB-07');
    await empty(phone);
    await checkLedger(phone.db, phone.clock.now);
    expect(await countLost(phone.db)).toBe(1);
    await takeInUnsent(phone.db, unsent);
    await checkLedger(phone.db, phone.clock.now);
    expect([await countLost(phone.db), lostToTell(phone.db)]).toEqual([0, []]);
  });

  test('tells the office alone where the store lies beside and only cannot be opened', async () => {
    const phone = await openPhone();
    await phone.record();
    await note(phone);
    rememberRescue(phone.accountId, 'beside');
    await empty(phone);
    await checkLedger(phone.db, phone.clock.now);
    expect([await countLost(phone.db), lostToTell(phone.db).length]).toEqual([0, 1]);
  });

  test('is no obstacle where it cannot be read or written', async () => {
    const phone = await openPhone();
    localStorage.setItem(`cotmoc-held-${phone.accountId}`, '{"waiting":"all"}');
    await checkLedger(phone.db, phone.clock.now);
    vi.stubGlobal('localStorage', undefined);
    await note(phone);
    await checkLedger(phone.db, phone.clock.now);
    expect([await countLost(phone.db), lostToTell(phone.db)]).toEqual([0, []]);
  });
});

describe('what a phone says it holds', () => {
  const reports = async (phone: TestPhone): Promise<SyncRequest['held']> => {
    phone.clock.now += 1_000;
    return { ...(await takePage(phone.db, SIZE, phone.clock.now)).held, persisted: true };
  };

  test('names the store and never the same moment twice, even when the clock goes back', async () => {
    const phone = await openPhone();
    const first = await reports(phone);
    phone.clock.now -= 86_400_000;
    const second = await reports(phone);
    expect(second.store?.since).toBe(first.store?.since);
    expect(second.store?.at).toBeGreaterThan(first.store?.at ?? 0);
    await empty(phone);
    phone.clock.now += 5_000;
    expect((await reports(phone)).store?.since).not.toBe(first.store?.since);
  });

  test('is named once, and anew where something was dropped or the store was opened anew', async () => {
    const phone = await openPhone();
    const heard: (readonly string[] | undefined)[] = [];
    const hear = respond((request) => {
      heard.push(request.held.names);
      return answer(request);
    });
    const syncSome = async (one: TestPhone): Promise<void> => {
      await one.db.meta.put({ key: 'link', value: { budget: 2, perMutation: 1, limit: 100 } });
      await one.syncOnce(hear);
    };
    await phone.syncOnce(acknowledgeAll);
    const ids = [];
    for (let at = 0; at < 9; at++) ids.push(await phone.record());
    const changes = (await phone.mutations()).map((one) => one.id as string);
    await syncSome(phone);
    await syncSome(phone);
    await discardChange(phone.db, ids[8] as (typeof ids)[0]);
    await syncSome(phone);
    const again = await openPhone(phone.accountId);
    await syncSome(again);
    expect(heard).toEqual([changes.slice(2), undefined, changes.slice(6, 8), undefined]);
    for (let at = 0; at < 3; at++) await again.record();
    await syncSome(await openPhone(phone.accountId));
    expect(heard.at(-1)).toHaveLength(1);
  });

  test('is named again once the office was told, heard or not, that nothing is held', async () => {
    const phone = await openPhone();
    for (let at = 0; at < 3; at++) await phone.record();
    const last = (await phone.mutations()).at(-1)?.id;
    const say = async (mutations: number, isHeard: boolean): Promise<readonly string[] | undefined> => {
      const { held } = await takePage(phone.db, { ...SIZE, mutations }, phone.clock.now++);
      if (isHeard)
        await rememberReportAnswered(phone.db, held, answer({ epoch: 'e1', mutations: [] as readonly unknown[] } as SyncRequest));
      return held.names;
    };
    expect(await say(2, true)).toEqual([last]);
    expect(await say(2, true)).toBeUndefined();
    expect(await say(3, true)).toBeUndefined();
    expect(await say(2, true)).toEqual([last]);
    expect(await say(3, false)).toBeUndefined();
    expect(await say(2, true)).toEqual([last]);
    expect(await say(2, true)).toBeUndefined();
  });

  test('counts what the person dropped, and nothing that was sent', async () => {
    const phone = await openPhone();
    const ids = [];
    for (let at = 0; at < 5; at++) ids.push(await phone.record());
    expect(await reports(phone)).toMatchObject({ count: 3, store: expect.not.objectContaining({ dropped: expect.anything() }) });
    await discardChange(phone.db, ids[4] as (typeof ids)[0]);
    expect(await reports(phone)).toMatchObject({ count: 2, store: { dropped: 1 } });
    await phone.sync(acknowledgeAll);
    expect(await reports(phone)).toMatchObject({ count: 0, attention: 0, store: { dropped: 1 } });
  });

  test('counts a refused record that is given up, and a verdict that is taken back', async () => {
    const phone = await openPhone();
    const id = await phone.record();
    await phone.sync(results((mutation) => rejected(mutation)));
    expect(await reports(phone)).toMatchObject({ count: 0, attention: 1 });
    await discardChange(phone.db, id);
    expect(await reports(phone)).toMatchObject({ count: 0, attention: 0, store: { dropped: 1 } });
    const judged = await phone.record();
    await phone.sync(acknowledgeAll);
    await phone.review(judged, { action: 'confirm' });
    expect(await reports(phone)).toMatchObject({ count: 1 });
    await undoReviews(phone.db, [judged]);
    expect(await reports(phone)).toMatchObject({ count: 0, store: { dropped: 2 } });
  });
});
