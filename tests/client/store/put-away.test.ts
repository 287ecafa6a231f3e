import { expect, test } from 'vitest';
import { readFeedState } from '../../../src/client/store/feed/feed-state.ts';
import { putAway } from '../../../src/client/store/feed/put-away.ts';
import { writeMeta } from '../../../src/client/store/meta.ts';
import { STAYS_DAYS, storeOlder } from '../../../src/client/store/records/bring-back.ts';
import { searchJournal } from '../../../src/client/store/records/search-journal.ts';
import { day } from '../../../src/domain/day.ts';
import type { ActivityId } from '../../../src/domain/ids.ts';
import type { ServerActivity } from '../../../src/protocol/server-activity.ts';
import { makeContent } from '../../domain/make.ts';
import { answer, newActivityId, openPhone, respond, serverActivity, type TestPhone } from '../../helpers/phone.ts';

const DAY_MS = 86_400_000;
/** The office's day at which a record of June 2024 lies behind the horizon. */
const TWO_YEARS_ON = Date.parse('2026-06-12T03:00:00Z');

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
  const gone = [old(phone), old(phone, { state: 'withdrawn' }), old(phone, { state: 'duplicate', duplicateOfId: newActivityId() })];
  const stays = [
    old(phone, { state: 'sent' }),
    old(phone, { state: 'returned', returnReason: 'x' }),
    old(phone, { content: makeContent({ date: '2024-12-01' }) as never }),
  ];
  const corrected = old(phone);
  await receive(phone, [...gone, ...stays, corrected]);
  await phone.record({ note: 'sửa lại' }, corrected.id);
  const unsent = await phone.record({ date: day('2024-06-11') });
  expect(await putAway(phone.db, TWO_YEARS_ON)).toBe(3);
  const left = [...stays.map(({ id }) => id), corrected.id, unsent].sort();
  expect(await idsOf(phone)).toEqual(left);
  expect((await phone.db.search.toArray()).map(({ id }) => id).sort()).toEqual(left);
});

test('more than is looked at in one step goes in one run', async () => {
  const phone = await openPhone();
  await receive(phone, [...Array.from({ length: 1_200 }, () => old(phone)), old(phone, { state: 'sent' })]);
  expect(await putAway(phone.db, TWO_YEARS_ON)).toBe(1_200);
  expect(await phone.db.activities.count()).toBe(1);
});

test('a phone whose clock runs years ahead goes by the day of the office', async () => {
  const phone = await openPhone();
  phone.clock.now = Date.parse('2029-06-12T03:00:00Z');
  await phone.syncOnce(respond((request) => answer(request, { changes: { activities: [old(phone)] }, now: '2024-06-12T03:00:00.000Z' })));
  expect(await putAway(phone.db, phone.clock.now)).toBe(0);
});

test('a phone that never heard the office, or finds out what a restored one lacks, puts nothing away', async () => {
  const phone = await openPhone();
  expect(await putAway(phone.db, TWO_YEARS_ON)).toBe(0);
  await receive(phone, [old(phone)]);
  const feed = await readFeedState(phone.db);
  for (const state of [{ sweeping: true }, { sweeping: true, reoffer: true }]) {
    await writeMeta(phone.db, 'feed', { ...feed, ...state });
    expect(await putAway(phone.db, TWO_YEARS_ON)).toBe(0);
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

test('what a person gets back takes nothing from a correction that waits', async () => {
  const phone = await openPhone();
  const record = old(phone, { content: makeContent({ note: 'một' }) as never });
  await receive(phone, [record]);
  await phone.record({ note: 'hai' }, record.id);
  await storeOlder(phone.db, [{ ...record, version: 2 }], TWO_YEARS_ON);
  expect((await phone.row(record.id)).content.note).toBe('hai');
  expect((await phone.mutations(record.id)).length).toBe(1);
});
