import { createRoot } from 'solid-js';
import { expect, test, vi } from 'vitest';
import { chipsOf } from '../../../src/client/records/chips.ts';
import { createLiveQuery } from '../../../src/client/store/live.ts';
import { countOwnReceived, readItemActivities, readJournal } from '../../../src/client/store/records/journal.ts';
import { findPossibleDuplicate } from '../../../src/client/store/records/possible-duplicate.lazy.ts';
import { countWhere, readLastActivity, recentChoices } from '../../../src/client/store/records/record-lookups.ts';
import { refoldOnce } from '../../../src/client/store/records/refold.ts';
import { nameForSearch } from '../../../src/client/store/records/search-index.ts';
import { searchJournal } from '../../../src/client/store/records/search-journal.ts';
import { day } from '../../../src/domain/day.ts';
import { AccountId, LocalityId } from '../../../src/domain/ids.ts';
import { itemCode, makeContent, makeWorld, PLAN } from '../../domain/make.ts';
import {
  acknowledgeAll,
  answer,
  newActivityId,
  openPhone,
  rejected,
  respond,
  results,
  serverActivity,
  type TestPhone,
} from '../../helpers/phone.ts';

async function withPlaces(): Promise<TestPhone> {
  const phone = await openPhone();
  await phone.db.localities.bulkPut([...makeWorld().localities]);
  return phone;
}

test('newest day first, page after page, without gaps or repeats', async () => {
  const phone = await openPhone();
  const days = ['2024-06-03', '2024-06-01', '2024-06-02', '2024-06-02', '2024-06-02', '2024-06-05'];
  for (const date of days) await phone.record({ date });
  const all = await readJournal(phone.db, { filter: {}, limit: 99 });
  expect(all.map((row) => row.date)).toEqual(days.toSorted().toReversed());
  const paged = [];
  for (let last = undefined as (typeof all)[number] | undefined; ; last = paged.at(-1)) {
    const page = await readJournal(phone.db, { filter: {}, limit: 2, ...(last && { before: last }) });
    if (page.length === 0) break;
    paged.push(...page);
  }
  expect(paged).toEqual(all);
});

test('own records far apart among those of others are found, in their order', async () => {
  const phone = await openPhone();
  const own = [
    await phone.record({ date: '2024-06-01' }),
    await phone.record({ date: '2024-06-01' }),
    await phone.record({ date: '2024-06-20' }),
  ];
  const row = await phone.db.activities.get(own[0] as (typeof own)[number]);
  if (!row) throw new Error('not recorded');
  const others = Array.from({ length: 60 }, (_, at) => {
    const date = day(`2024-06-${String(2 + (at % 17)).padStart(2, '0')}`);
    return { ...row, id: newActivityId(), authorId: AccountId.parse('other'), date, content: { ...row.content, date } };
  });
  await phone.db.activities.bulkPut(others);
  const filter = { authorId: phone.accountId };
  expect((await readJournal(phone.db, { filter, limit: 2 })).map(({ date }) => date)).toEqual(['2024-06-20', '2024-06-01']);
  const all = await readJournal(phone.db, { filter, limit: 5 });
  expect(all.map(({ id }) => id)).toEqual([own[2], ...own.slice(0, 2).toSorted().toReversed()]);
});

test('by whereabouts, by type, and by both', async () => {
  const phone = await openPhone();
  await phone.record({ date: '2024-06-01' });
  await phone.record({ date: '2024-06-02', type: 'outreachSession', own: { sessions: 1, attendees: 5, topic: 'Luật' } });
  await phone.sync(acknowledgeAll);
  const waiting = await phone.record({ date: '2024-06-03' });
  const ids = async (filter: Parameters<typeof readJournal>[1]['filter']) =>
    (await readJournal(phone.db, { filter, limit: 9 })).map((row) => row.date);
  expect(await ids({ where: 'received' })).toEqual(['2024-06-02', '2024-06-01']);
  expect(await ids({ type: 'borderSession' })).toEqual(['2024-06-03', '2024-06-01']);
  expect(await ids({ where: 'received', type: 'borderSession' })).toEqual(['2024-06-01']);
  expect(await countWhere(phone.db)).toEqual({ phone: 1, received: 2, attention: 0 });
  await phone.sync(results((mutation) => rejected(mutation)));
  expect((await readJournal(phone.db, { filter: { where: 'attention' }, limit: 9 })).map((row) => row.id)).toEqual([waiting]);
});

test('search finds words without their marks, in notes, places and types', async () => {
  nameForSearch({ type: (type) => (type === 'borderSession' ? 'Buổi biên giới' : 'Loa truyền thanh'), chips: () => [] });
  const phone = await withPlaces();
  const session = await phone.record({ note: 'Phối hợp đồn biên phòng', localityId: 'o-pm' });
  const broadcast = await phone.record({
    type: 'broadcast',
    localityId: 'c-gt',
    own: { station: 'Trạm Đầm Chít', programme: 'Chống IUU', airings: 2, minutesPerAiring: 10 },
  });
  const found = async (query: string) => (await searchJournal(phone.db, query, {}, 9)).map((row) => row.id);
  expect(await found('DON bien')).toEqual([session]);
  expect(await found('phu my')).toEqual([session]);
  expect(await found('dam chit')).toEqual([broadcast]);
  expect(await found('loa iuu')).toEqual([broadcast]);
  expect(await found('buoi phoi')).toEqual([session]);
  expect(await found('II.1.a')).toHaveLength(2);
  expect(await found('khong co')).toEqual([]);
  expect((await searchJournal(phone.db, 'bien', { type: 'broadcast' }, 9)).length).toBe(0);
});

test('search finds chips by their words, also in records an earlier release folded', async () => {
  nameForSearch({ type: () => 'Buổi biên giới', chips: chipsOf });
  const phone = await withPlaces();
  const own = { sessions: 1, attendees: 9, topics: ['encroachment'], form: 'onSite' };
  const id = await phone.record({ own, audienceGroups: ['students'], localityId: 'c-gt' });
  await phone.record({ localityId: 'c-gt' });
  const found = async (query: string) => (await searchJournal(phone.db, query, {}, 9)).map((row) => row.id);
  expect(await found('xam cu')).toEqual([id]);
  expect(await found('thuc dia')).toEqual([id]);
  expect(await found('hoc sinh bien gioi')).toEqual([id]);
  expect(await found('hoi truong')).toEqual([]);
  await phone.db.search.update(id, { folded: 'ii.1.a.p1 xa giang thanh encroachment onsite' });
  await phone.db.meta.delete('searchFold');
  const fresh = await openPhone(phone.accountId);
  const [rows, dispose] = createRoot((end) => [createLiveQuery(() => searchJournal(fresh.db, 'hoc sinh', {}, 9)), end] as const);
  await vi.waitFor(() => expect(rows()).toEqual([]));
  await refoldOnce(fresh.db);
  await vi.waitFor(() => expect(rows()?.map((row) => row.id)).toEqual([id]));
  dispose();
});

test('the name of a former commune leads to what was logged in what followed it, and to no other place', async () => {
  const phone = await withPlaces();
  await phone.db.localities.update(LocalityId.parse('o-pm'), { successorIds: [LocalityId.parse('c-gt')] });
  const now = await phone.record({ localityId: 'c-gt', note: 'cột mốc' });
  await phone.record({ localityId: 'o-hcm' });
  const found = async (query: string) => (await searchJournal(phone.db, query, {}, 9)).map((row) => row.id);
  expect(await found('phu my')).toEqual([now]);
  expect(await found('xa phu my cot moc')).toEqual([now]);
  expect(await found('phu my don')).toEqual([]);
});

test('what the office has of oneself is counted without the records of others', async () => {
  const phone = await openPhone();
  const theirs = serverActivity(newActivityId(), AccountId.parse('other'));
  await phone.record();
  await phone.sync(respond((request) => answer(request, { changes: { activities: [theirs] } })));
  await phone.record({ date: '2024-06-02' });
  expect(await countWhere(phone.db)).toEqual({ phone: 1, received: 2, attention: 0 });
  expect(await countOwnReceived(phone.db)).toBe(1);
});

test('search follows what is written later, here and in another tab', async () => {
  const phone = await withPlaces();
  const other = await openPhone(phone.accountId);
  const id = await phone.record({ note: 'trước' });
  const found = async (query: string) => (await searchJournal(phone.db, query, {}, 9)).map((row) => row.id);
  expect(await found('truoc')).toEqual([id]);
  await other.record({ note: 'đã đổi' }, id);
  const fresh = await other.record({ note: 'mới' });
  expect(await found('truoc')).toEqual([]);
  expect(await found('doi')).toEqual([id]);
  expect(await found('moi')).toEqual([fresh]);
});

test('records that came with the feed are found too, and those taken away are not', async () => {
  const phone = await withPlaces();
  const id = newActivityId();
  const theirs = serverActivity(id, AccountId.parse('other'), { content: makeContent({ note: 'Chợ nổi' }) as never });
  await phone.sync(respond((request) => answer(request, { changes: { activities: [theirs] } })));
  expect(await searchJournal(phone.db, 'cho noi', {}, 9)).toHaveLength(1);
  await phone.sync(respond((request) => answer(request, { changes: { removed: [id] } })));
  expect(await searchJournal(phone.db, 'cho noi', {}, 9)).toHaveLength(0);
});

test('the last record of one’s own is the one saved last, whatever its day', async () => {
  const phone = await openPhone();
  await phone.record({ date: '2024-06-10' });
  phone.clock.now += 60_000;
  const last = await phone.record({ date: '2024-06-01' });
  phone.clock.now += 60_000;
  const withdrawn = await phone.record({ date: '2024-06-02' });
  await phone.withdraw(withdrawn);
  expect((await readLastActivity(phone.db, phone.accountId))?.id).toBe(last);
  expect(await readLastActivity(phone.db, AccountId.parse('other'))).toBeUndefined();
});

test('a record that says the same is pointed out; itself and withdrawn ones are not', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  const find = (change: Parameters<typeof makeContent>[0], except = newActivityId()) =>
    findPossibleDuplicate(phone.db, { content: makeContent(change), authorId: AccountId.parse('other') }, except);
  expect(await find({ note: 'khác' })).toMatchObject({ id });
  expect(await find({}, id)).toBeUndefined();
  expect(await find({ date: '2024-06-11' })).toBeUndefined();
  await phone.withdraw(id);
  expect(await find({})).toBeUndefined();
});

test('what was chosen lately comes first', async () => {
  const phone = await openPhone();
  for (const [at, code] of ['II.1.a.p1', 'II.1.a.p2', 'II.1.a.p1'].entries()) {
    phone.clock.now += 60_000;
    await phone.record({ itemCode: code, localityId: at === 0 ? 'c-gt' : 'o-pm' });
  }
  const choices = await recentChoices(phone.db);
  expect(choices.itemCodes).toEqual(['II.1.a.p1', 'II.1.a.p2']);
  expect(choices.localityIds).toEqual(['o-pm', 'c-gt']);
  expect(choices.itemCodesByType.get('borderSession')).toEqual(['II.1.a.p1', 'II.1.a.p2']);
});

test('the records of some items, newest day first', async () => {
  const phone = await openPhone();
  await phone.record({ itemCode: 'II.1.a.p1', date: '2024-06-01' });
  await phone.record({ itemCode: 'II.1.a.p2', date: '2024-06-03' });
  await phone.record({ itemCode: 'II.1.a.p1', date: '2024-06-02' });
  await phone.record({ itemCode: 'II.1.b', date: '2024-06-04' });
  const rows = await readItemActivities(phone.db, PLAN.id, ['II.1.a.p1', 'II.1.a.p2'].map(itemCode), 2);
  expect(rows.map((row) => row.date)).toEqual(['2024-06-03', '2024-06-02']);
});

test('a page of the journal reads no more than it shows', async () => {
  const phone = await openPhone();
  for (let made = 0; made < 30; made++) await phone.record({ date: '2024-06-01' });
  const read = vi.fn((row) => row);
  phone.db.activities.hook('reading', read);
  await readJournal(phone.db, { filter: { where: 'phone' }, limit: 10 });
  expect(read.mock.calls.length).toBeLessThanOrEqual(11);
});
