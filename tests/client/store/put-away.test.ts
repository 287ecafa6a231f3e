import { Dexie } from 'dexie';
import { expect, test } from 'vitest';
import { addressOf, EDIT_SCREEN } from '../../../src/client/addresses.ts';
import { readFeedState } from '../../../src/client/store/feed/feed-state.ts';
import { putAway } from '../../../src/client/store/feed/put-away.ts';
import { writeMeta } from '../../../src/client/store/meta.ts';
import { STAYS_DAYS, storeOlder } from '../../../src/client/store/records/bring-back.ts';
import { receivedOf } from '../../../src/client/store/records/compose-row.ts';
import { saveDraft } from '../../../src/client/store/records/drafts.ts';
import { readFollowers, readLeft } from '../../../src/client/store/records/duplicates-here.ts';
import { undoReviews } from '../../../src/client/store/records/review-activities.ts';
import { searchJournal } from '../../../src/client/store/records/search-journal.ts';
import { draftOf } from '../../../src/domain/activity-draft.ts';
import { day } from '../../../src/domain/day.ts';
import { AccountId, type ActivityId } from '../../../src/domain/ids.ts';
import { PLACEHOLDER_ITEM } from '../../../src/domain/placeholder.ts';
import type { ServerActivity } from '../../../src/protocol/server-activity.ts';
import type { SyncResponse } from '../../../src/protocol/sync.ts';
import { makeContent } from '../../domain/make.ts';
import { answer, newActivityId, openPhone, respond, serverActivity, type TestPhone } from '../../helpers/phone.ts';

const DAY_MS = 86_400_000;
/** The office's day at which a record of June 2024 lies behind the horizon. */
const TWO_YEARS_ON = Date.parse('2026-06-12T03:00:00Z');
/** By then the office has had for long what came on that day. */
const A_MONTH_ON = TWO_YEARS_ON + 31 * DAY_MS;

const old = (phone: TestPhone, change: Partial<ServerActivity> = {}): ServerActivity =>
  serverActivity(newActivityId(), phone.accountId, { state: 'confirmed', ...change });

async function receive(phone: TestPhone, activities: readonly ServerActivity[], now = TWO_YEARS_ON): Promise<void> {
  phone.clock.now = now;
  const delivered = respond((request) => answer(request, { changes: { activities: [...activities] }, now: new Date(now).toISOString() }));
  expect(await phone.syncOnce(delivered)).toMatchObject({ kind: 'done' });
}

const idsOf = async ({ db }: TestPhone): Promise<ActivityId[]> => (await db.activities.toArray()).map(({ id }) => id).sort();

test('what is done with and older than the last year leaves the phone, with its words; what waits for somebody stays', async () => {
  const phone = await openPhone();
  const gone = [old(phone), old(phone, { state: 'withdrawn' })];
  const stays = [
    old(phone, { state: 'sent' }),
    old(phone, { state: 'returned', returnReason: 'x' }),
    old(phone, { content: makeContent({ date: '2024-12-01' }) as never }),
  ];
  const corrected = old(phone);
  await receive(phone, [...gone, ...stays, corrected]);
  await phone.record({ note: 'sửa lại' }, corrected.id);
  const unsent = await phone.record({ date: day('2024-06-11') });
  expect(await putAway(phone.db, A_MONTH_ON)).toBe(2);
  const left = [...stays.map(({ id }) => id), corrected.id, unsent].sort();
  expect(await idsOf(phone)).toEqual(left);
  expect((await phone.db.search.toArray()).map(({ id }) => id).sort()).toEqual(left);
});

test('a record that was logged or confirmed late is offered again where the office restores a backup of the days before', async () => {
  const phone = await openPhone();
  const late = await phone.record({ date: day('2024-06-11') });
  phone.clock.now = TWO_YEARS_ON;
  const now = new Date(TWO_YEARS_ON).toISOString();
  await phone.syncOnce(respond((request) => answer(request, { now })));
  await receive(phone, [old(phone, { id: late, version: 2 })]);
  expect(await putAway(phone.db, TWO_YEARS_ON)).toBe(0);
  await phone.syncOnce(respond((request) => answer(request, { epoch: 'e2', restarted: true, results: [], now })));
  expect(await phone.mutations(late)).toMatchObject([{ action: 'record', base: 0 }]);
});

test('what is linked with another stays, so that whoever withdraws or judges that one late is told what counts instead', async () => {
  const phone = await openPhone();
  const colleague = AccountId.parse('dong-nghiep');
  const waits = old(phone, { state: 'sent' });
  const duplicate = serverActivity(newActivityId(), colleague, { state: 'duplicate', duplicateOfId: waits.id });
  const withdrawn = serverActivity(newActivityId(), colleague, { state: 'withdrawn', duplicateOfId: waits.id });
  await receive(phone, [waits, duplicate, withdrawn]);
  await putAway(phone.db, A_MONTH_ON);
  expect(await readFollowers(phone.db, [waits.id])).toEqual({ count: 1, nextBy: [colleague] });
  expect((await readLeft(phone.db)).get(waits.id)).toMatchObject({ id: withdrawn.id });
});

test('more than is looked at in one step goes in one run', async () => {
  const phone = await openPhone();
  await receive(phone, [...Array.from({ length: 1_200 }, () => old(phone)), old(phone, { state: 'sent' })]);
  expect(await putAway(phone.db, A_MONTH_ON)).toBe(1_200);
  expect(await phone.db.activities.count()).toBe(1);
});

test('a phone whose clock runs years ahead goes by the day of the office', async () => {
  const phone = await openPhone();
  phone.clock.now = Date.parse('2029-06-12T03:00:00Z');
  await phone.syncOnce(respond((request) => answer(request, { changes: { activities: [old(phone)] }, now: '2024-06-12T03:00:00.000Z' })));
  expect(await putAway(phone.db, phone.clock.now + 31 * DAY_MS)).toBe(0);
});

test('a phone that never heard the office, or finds out what a restored one lacks, puts nothing away', async () => {
  const phone = await openPhone();
  expect(await putAway(phone.db, A_MONTH_ON)).toBe(0);
  await receive(phone, [old(phone)]);
  const feed = await readFeedState(phone.db);
  for (const state of [{ sweeping: true }, { sweeping: true, reoffer: true }]) {
    await writeMeta(phone.db, 'feed', { ...feed, ...state });
    expect(await putAway(phone.db, A_MONTH_ON)).toBe(0);
  }
});

test('only while it finds out what a restored office lacks does a phone ask for all records', async () => {
  const phone = await openPhone();
  const asked: unknown[] = [];
  const office = (epoch: string, more: boolean) =>
    respond((request) => {
      asked.push(request.whole);
      return answer(request, { epoch, more, ...(request.epoch !== epoch && { restarted: true as const }) });
    });
  await phone.syncOnce(office('e1', false));
  await phone.syncOnce(office('e2', true));
  await phone.syncOnce(office('e2', true));
  await phone.syncOnce(office('e2', false));
  await phone.syncOnce(office('e2', false));
  expect(asked).toEqual([undefined, undefined, true, true, undefined]);
});

test('what a person gets back is found and read like any other, and leaves after its days', async () => {
  const phone = await openPhone();
  await receive(phone, []);
  const back = old(phone, { content: makeContent({ note: 'trụ cờ' }) as never });
  await storeOlder(phone.db, [back], TWO_YEARS_ON);
  expect((await searchJournal(phone.db, 'tru co', {}, 10)).map(({ id }) => id)).toEqual([back.id]);
  expect(await putAway(phone.db, TWO_YEARS_ON + (STAYS_DAYS - 1) * DAY_MS)).toBe(0);
  expect(await putAway(phone.db, TWO_YEARS_ON + (STAYS_DAYS + 1) * DAY_MS)).toBe(1);
  expect(await idsOf(phone)).toEqual([]);
});

test('what a person gets back while older records leave stays for its days', async () => {
  const phone = await openPhone();
  const { db } = phone;
  await receive(
    phone,
    Array.from({ length: 600 }, () => old(phone)),
  );
  const back = old(phone, { content: makeContent({ date: '2024-11-30' }) as never });
  let stored: Promise<void> | undefined;
  db.activities.hook('deleting', () => {
    stored ??= Dexie.ignoreTransaction(() => storeOlder(db, [back], A_MONTH_ON));
  });
  await putAway(db, A_MONTH_ON);
  await stored;
  expect(await idsOf(phone)).toContain(back.id);
});

test('what a person gets back takes nothing from a correction that waits', async () => {
  const phone = await openPhone();
  const record = old(phone, { content: makeContent({ note: 'một' }) as never });
  await receive(phone, [record]);
  await phone.record({ note: 'hai' }, record.id);
  await storeOlder(phone.db, [{ ...record, version: 2 }], TWO_YEARS_ON);
  expect((await phone.row(record.id)).content.note).toBe('hai');
  expect((await phone.mutations(record.id)).length).toBe(1);
});

test('a record whose correction is half typed stays, so that it is not sent as a new one', async () => {
  const phone = await openPhone();
  const record = old(phone, { version: 3 });
  await receive(phone, [record]);
  const draft = draftOf(record.id, makeContent({ note: 'dở dang' }));
  await saveDraft(phone.db, { id: record.id, draft, editOf: 3, savedAt: new Date(TWO_YEARS_ON).toISOString() });
  expect(await putAway(phone.db, A_MONTH_ON)).toBe(0);
  await phone.record({ note: 'xong' }, record.id);
  expect(await phone.mutations(record.id)).toMatchObject([{ base: 3, patch: { note: 'xong' } }]);
});

test('a record that is open stays, so that it can be corrected there and withdrawn', async () => {
  const phone = await openPhone();
  const record = old(phone);
  await receive(phone, [record, old(phone)]);
  expect(await putAway(phone.db, A_MONTH_ON, `https://vi-du.vn${addressOf(EDIT_SCREEN, { params: { id: record.id } })}`)).toBe(1);
  expect(await idsOf(phone)).toEqual([record.id]);
});

test('a clock that is put right after the office was heard takes nothing of this year or the last', async () => {
  const phone = await openPhone();
  phone.clock.now = Date.parse('2021-06-12T03:00:00Z');
  const today = '2024-06-13T03:00:00.000Z';
  await phone.syncOnce(respond((request) => answer(request, { changes: { activities: [old(phone)] }, now: today })));
  expect(await putAway(phone.db, Date.parse(today) + 31 * DAY_MS)).toBe(0);
});

test('what came back while the clock ran years ahead does not stay for years', async () => {
  const phone = await openPhone();
  await receive(phone, []);
  await storeOlder(phone.db, [old(phone)], TWO_YEARS_ON + 1_000 * DAY_MS);
  expect(await putAway(phone.db, TWO_YEARS_ON)).toBe(1);
});

test('a confirmed record that nobody has put under a plan yet stays, to be put there', async () => {
  const phone = await openPhone();
  const unplaced = (state: ServerActivity['state']) => old(phone, { state, content: makeContent({ itemCode: PLACEHOLDER_ITEM }) as never });
  const waits = unplaced('confirmed');
  await receive(phone, [waits, unplaced('withdrawn')]);
  expect(await putAway(phone.db, A_MONTH_ON)).toBe(1);
  expect(await idsOf(phone)).toEqual([waits.id]);
});

test('what came back stays when a verdict about it is taken back, and when a restored office that lacks it has got it again', async () => {
  const phone = await openPhone();
  await receive(phone, []);
  const [judged, lost] = [old(phone), old(phone)];
  await storeOlder(phone.db, [judged, lost], TWO_YEARS_ON);
  await phone.review(judged.id, { action: 'return', reason: 'x' });
  await undoReviews(phone.db, [judged.id]);
  expect(await idsOf(phone)).toEqual([judged.id, lost.id].sort());
  const restored = (changes: SyncResponse['changes']) =>
    respond((request) => answer(request, { epoch: 'e2', changes, ...(request.epoch !== 'e2' && { restarted: true }) }));
  await phone.syncOnce(restored({ activities: [judged] }));
  await phone.sync(restored({}));
  expect(await phone.mutations()).toEqual([]);
  expect(await idsOf(phone)).toEqual([judged.id, lost.id].sort());
});

test('a new run of the feed, which does not name a record that the office keeps, leaves its figures as they are while a verdict waits', async () => {
  const phone = await openPhone();
  const record = serverActivity(newActivityId(), AccountId.parse('dong-nghiep'), { state: 'confirmed', version: 2 });
  await receive(phone, [record]);
  await phone.review(record.id, { action: 'return', reason: 'x' });
  const now = new Date(TWO_YEARS_ON).toISOString();
  await phone.syncOnce(respond((request) => answer(request, { scope: 's2', restarted: true, results: [], now })));
  expect(receivedOf(await phone.row(record.id))).toMatchObject({ state: 'confirmed' });
  phone.clock.now += 60_000;
  await phone.syncOnce(respond((request) => answer(request, { scope: 's2', now })));
  expect(await idsOf(phone)).toEqual([]);
});

test('a phone that was away since before the horizon asks for all that has changed, page by page, so that no record stays as it was', async () => {
  const phone = await openPhone();
  const asked: unknown[] = [];
  const office = (more: boolean) =>
    respond((request) => {
      asked.push(request.whole);
      return answer(request, { more, now: new Date(phone.clock.now).toISOString() });
    });
  await phone.syncOnce(office(false));
  phone.clock.now = TWO_YEARS_ON;
  for (const more of [true, true, false, false]) await phone.syncOnce(office(more));
  expect(asked).toEqual([undefined, true, true, true, undefined]);
});
