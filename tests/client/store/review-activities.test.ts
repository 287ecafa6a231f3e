import { expect, test } from 'vitest';
import { oldestWaitingPart } from '../../../src/client/store/lists/today.ts';
import { discardChange } from '../../../src/client/store/records/discard-change.ts';
import { undoReviews } from '../../../src/client/store/records/review-activities.ts';
import { countAllToReview, countToReview } from '../../../src/client/store/records/review-count.lazy.ts';
import { readToReview } from '../../../src/client/store/records/review-list.ts';
import { addDays } from '../../../src/domain/day.ts';
import { AccountId, type ActivityId, type PlanId } from '../../../src/domain/ids.ts';
import { monthPart } from '../../../src/domain/period.ts';
import type { ServerActivity } from '../../../src/protocol/server-activity.ts';
import { BORDERS, CONSULAR, makeContent, PLAN } from '../../domain/make.ts';
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

const OFFICER = AccountId.parse('officer');
const told = (activities: ServerActivity[], restarted = false) =>
  respond((request) => answer(request, { changes: { activities }, ...(restarted && { restarted: true as const }) }));

/** A lead's phone with one record of an officer. */
async function leadWithRecord(change: Partial<ServerActivity> = {}): Promise<{ phone: TestPhone; id: ActivityId }> {
  const phone = await openPhone();
  const id = newActivityId();
  await phone.syncOnce(told([serverActivity(id, OFFICER, change)]));
  return { phone, id };
}
const ALL = { limit: 50 };
const restNow = (phone: TestPhone): void => {
  phone.clock.now += 60_000;
};

test('a confirmation is kept on the phone and waits like a record', async () => {
  const { phone, id } = await leadWithRecord({ version: 3 });
  expect(await phone.review(id, { action: 'confirm' })).toBe(true);
  expect(await phone.row(id)).toMatchObject({ state: 'confirmed', where: 'phone', received: { state: 'sent' } });
  expect(await phone.mutations(id)).toMatchObject([{ action: 'confirm', base: 3, patch: {} }]);
});

test('a return carries its reason and a duplicate the record that is kept', async () => {
  const { phone, id } = await leadWithRecord();
  const other = newActivityId();
  await phone.syncOnce(told([serverActivity(other, OFFICER)]));
  await phone.review(id, { action: 'return', reason: 'Thiếu số bản cam kết' });
  await phone.review(other, { action: 'markDuplicate', duplicateOfId: id });
  expect(await phone.row(id)).toMatchObject({ state: 'returned', returnReason: 'Thiếu số bản cam kết' });
  expect(await phone.row(other)).toMatchObject({ state: 'duplicate', duplicateOfId: id });
  restNow(phone);
  await phone.sync(acknowledgeAll);
  expect(await phone.row(id)).toMatchObject({ where: 'received', state: 'returned', returnReason: 'Thiếu số bản cam kết', version: 2 });
  expect(await phone.row(other)).toMatchObject({ where: 'received', state: 'duplicate', duplicateOfId: id });
});

test('nothing is decided about a record that says something else than what the person saw', async () => {
  const { phone, id } = await leadWithRecord();
  const { content } = await phone.row(id);
  const corrected = makeContent({ note: 'Sửa sau khi hộp thoại đã mở' }) as ServerActivity['content'];
  await phone.syncOnce(told([serverActivity(id, OFFICER, { version: 2, content: corrected })]));
  expect(await phone.review(id, { action: 'return', reason: 'Thiếu số liệu', seen: [{ id, content }] })).toBe(false);
  expect(await phone.row(id)).toMatchObject({ state: 'sent', content: corrected });
  expect(await phone.mutations(id)).toEqual([]);
  expect(await phone.review(id, { action: 'confirm', seen: [{ id, content: (await phone.row(id)).content }] })).toBe(true);
});

test('what cannot be confirmed is not', async () => {
  const { phone, id } = await leadWithRecord({ state: 'confirmed' });
  expect(await phone.review(id, { action: 'confirm' })).toBe(false);
  expect(await phone.review(newActivityId(), { action: 'confirm' })).toBe(false);
  const server = serverActivity(newActivityId(), OFFICER);
  expect(await phone.review(server.id, { action: 'restore', fetched: [server] })).toBe(false);
  expect(await phone.db.activities.get(server.id)).toBeUndefined();
  expect(await phone.mutations()).toEqual([]);
});

test('a decision rests for a while, and can be taken back until it went out', async () => {
  const { phone, id } = await leadWithRecord();
  await phone.review(id, { action: 'confirm' });
  await phone.syncOnce(acknowledgeAll);
  expect(await undoReviews(phone.db, [id])).toEqual([id]);
  expect(await phone.row(id)).toMatchObject({ state: 'sent', where: 'received' });
  await phone.review(id, { action: 'confirm' });
  restNow(phone);
  await phone.syncOnce(respond((request) => answer(request, { results: [] })));
  expect(await undoReviews(phone.db, [id])).toEqual([]);
  expect(await phone.row(id)).toMatchObject({ state: 'confirmed', where: 'phone' });
});

test('a later edit is made upon the verdict, never in its place', async () => {
  const { phone, id } = await leadWithRecord();
  await phone.review(id, { action: 'confirm' });
  await phone.record({ note: 'thêm' }, id);
  await phone.record({ note: 'thêm nữa' }, id);
  const [verdict, edit, ...more] = await phone.mutations(id);
  expect(verdict).toMatchObject({ action: 'confirm', base: 1 });
  expect(edit).toMatchObject({ action: 'record', base: verdict?.id, patch: { note: 'thêm nữa' } });
  expect(more).toEqual([]);
  // A note is no figure: the confirmation holds. Another figure needs another one.
  expect(await phone.row(id)).toMatchObject({ state: 'confirmed' });
  await phone.record({ own: { sessions: 1, attendees: 90 } }, id);
  expect(await phone.row(id)).toMatchObject({ state: 'sent' });
  expect(await undoReviews(phone.db, [id])).toEqual([]);
});

test('a verdict upon an own waiting correction stands upon it, and the correction stays as judged', async () => {
  const { phone, id } = await leadWithRecord();
  await phone.record({ note: 'sửa' }, id);
  await phone.review(id, { action: 'confirm' });
  await phone.record({ note: 'sửa lần hai' }, id);
  const [edit, verdict, later] = await phone.mutations(id);
  expect(edit).toMatchObject({ action: 'record', patch: { note: 'sửa' } });
  expect(verdict).toMatchObject({ action: 'confirm', base: edit?.id });
  expect(later).toMatchObject({ action: 'record', base: verdict?.id, patch: { note: 'sửa lần hai' } });
});

test('a refused verdict goes to the tray, shows what the server has, and gives way to a new one', async () => {
  const { phone, id } = await leadWithRecord();
  await phone.review(id, { action: 'confirm' });
  restNow(phone);
  await phone.syncOnce(results((one) => rejected(one, 'changedSince')));
  await phone.syncOnce(
    told([serverActivity(id, OFFICER, { version: 2, content: makeContent({ note: 'mới' }) as ServerActivity['content'] })]),
  );
  expect(await phone.row(id)).toMatchObject({
    where: 'attention',
    state: 'sent',
    content: { note: 'mới' },
    attention: { kind: 'refused', verdict: true, result: { reason: 'changedSince' } },
  });
  await phone.review(id, { action: 'confirm' });
  expect(await phone.mutations(id)).toMatchObject([{ action: 'confirm', base: 2 }]);
  expect(await phone.row(id)).toMatchObject({ where: 'phone', state: 'confirmed' });
});

test('a refused verdict can be dropped', async () => {
  const { phone, id } = await leadWithRecord();
  await phone.review(id, { action: 'return', reason: 'x' });
  restNow(phone);
  await phone.syncOnce(results((one) => rejected(one, 'changedSince')));
  await discardChange(phone.db, id);
  expect(await phone.mutations()).toEqual([]);
  const row = await phone.row(id);
  expect(row).toMatchObject({ where: 'received', state: 'sent' });
  expect(row.returnReason).toBeUndefined();
});

test('taking back a duplicate is a verdict of its own', async () => {
  const { phone, id } = await leadWithRecord({ state: 'duplicate', duplicateOfId: newActivityId() });
  await phone.restore(id);
  expect(await phone.mutations()).toEqual([]);
  await phone.review(id, { action: 'restore' });
  expect(await phone.mutations(id)).toMatchObject([{ action: 'restore', base: 1 }]);
  const row = await phone.row(id);
  expect(row).toMatchObject({ state: 'sent', received: { state: 'duplicate' } });
  expect(row.duplicateOfId).toBeUndefined();
});

test('the list holds received records that wait, of the units asked for, newest first', async () => {
  const phone = await openPhone();
  const content = (change: object) => makeContent({ ...change }) as ServerActivity['content'];
  const [a, b, c, d, e] = [newActivityId(), newActivityId(), newActivityId(), newActivityId(), newActivityId()];
  await phone.syncOnce(
    told([
      serverActivity(a, OFFICER, { content: content({ date: '2024-06-10' }) }),
      serverActivity(b, OFFICER, { content: content({ date: '2024-06-12' }) }),
      serverActivity(c, OFFICER, { content: content({ date: '2024-06-11' }), state: 'confirmed' }),
      serverActivity(d, OFFICER, { content: content({ date: '2024-06-11', unitId: CONSULAR }) }),
      serverActivity(e, OFFICER, { content: content({ date: '2024-06-09' }) }),
    ]),
  );
  const ids = async (...units: (typeof BORDERS)[]) => (await readToReview(phone.db, units, ALL)).map((row) => row.id);
  // One that still waits on the phone is nothing to be judged yet.
  await phone.record({ date: '2024-06-11' });
  expect(await ids(BORDERS)).toEqual([b, a, e]);
  expect(await ids(BORDERS, CONSULAR)).toEqual([b, d, a, e]);
  expect(await countToReview(phone.db, [BORDERS, CONSULAR])).toBe(4);
  await phone.review(b, { action: 'confirm' });
  expect(await ids(BORDERS)).not.toContain(b);
  const [first] = await readToReview(phone.db, [BORDERS], { limit: 1, before: await phone.row(a) });
  expect(first?.id).toBe(e);
});

test('a supervisor’s verdict on a fetched record outlives sync and sweep while it waits, and then goes', async () => {
  const phone = await openPhone();
  await phone.syncOnce(acknowledgeAll);
  const server = serverActivity(newActivityId(), OFFICER, { version: 4 });
  expect(await phone.review(server.id, { action: 'confirm', fetched: [server] })).toBe(true);
  await phone.syncOnce(respond((request) => answer(request, { results: [], scope: 's2', restarted: true })));
  await phone.syncOnce(respond((request) => answer(request, { results: [], epoch: 'e2', restarted: true })));
  expect(await phone.row(server.id)).toMatchObject({ state: 'confirmed', where: 'phone', fetched: true });
  restNow(phone);
  await phone.sync(respond((request) => answer(request, { epoch: 'e2' })));
  expect(await phone.db.activities.get(server.id)).toBeUndefined();
  expect(await phone.mutations()).toEqual([]);
});

test('a fetched record leaves with the verdict that is taken back or dropped', async () => {
  const phone = await openPhone();
  const [a, b] = [serverActivity(newActivityId(), OFFICER), serverActivity(newActivityId(), OFFICER)];
  await phone.review(a.id, { action: 'confirm', fetched: [a] });
  await undoReviews(phone.db, [a.id]);
  expect(await phone.db.activities.count()).toBe(0);
  await phone.review(b.id, { action: 'confirm', fetched: [b] });
  restNow(phone);
  await phone.syncOnce(results((one) => rejected(one, 'changedSince')));
  expect(await phone.row(b.id)).toMatchObject({ where: 'attention' });
  await discardChange(phone.db, b.id);
  expect(await phone.db.activities.count()).toBe(0);
});

test('a supervisor counts what waits by the figures, less the own verdicts under way', async () => {
  const phone = await openPhone();
  const server = serverActivity(newActivityId(), OFFICER);
  const { planId, itemCode, unitId, date } = server.content;
  const [earlier, part] = [monthPart(addDays(date, -40), PLAN.reporting), monthPart(date, PLAN.reporting)];
  const cell = { planId, itemCode, unitId, part, state: 'sent', records: 3, measures: {} } as const;
  const cells = [cell, { ...cell, part: earlier, records: 1 }] as never;
  await phone.syncOnce(respond((request) => answer(request, { changes: { plans: [PLAN], cells } })));
  expect(await countToReview(phone.db, 'all')).toBe(4);
  expect((await oldestWaitingPart(phone.db, [PLAN]))?.from).toBe(earlier);
  await phone.review(server.id, { action: 'return', reason: 'x', fetched: [server] });
  expect(await countToReview(phone.db, 'all')).toBe(3);
  const oldest = serverActivity(newActivityId(), OFFICER, { content: { ...server.content, date: addDays(date, -40) } });
  await phone.review(oldest.id, { action: 'confirm', fetched: [oldest] });
  expect(await countToReview(phone.db, 'all')).toBe(2);
  // The oldest is one that still waits.
  expect((await oldestWaitingPart(phone.db, [PLAN]))?.from).toBe(part);
  // A record that no figure here knows yet takes nothing from those that are known.
  const unknown = serverActivity(newActivityId(), OFFICER, { content: { ...server.content, date: addDays(date, -80) } });
  await phone.review(unknown.id, { action: 'confirm', fetched: [unknown] });
  expect(await countToReview(phone.db, 'all')).toBe(2);
  expect(await countAllToReview(phone.db, 'another' as PlanId)).toBe(0);
  expect(await countToReview(phone.db, [BORDERS])).toBe(0);
});

test('after a restore a verdict that still holds is said again upon what the server has', async () => {
  const { phone, id } = await leadWithRecord({ version: 3 });
  await phone.review(id, { action: 'confirm' });
  restNow(phone);
  await phone.syncOnce(respond((request) => answer(request, { results: [] })));
  const server = serverActivity(id, OFFICER, { version: 2 });
  const sent: unknown[] = [];
  await phone.sync(
    respond((request) => {
      const anew = request.epoch !== 'e2';
      sent.push(...request.mutations);
      return answer(request, { epoch: 'e2', ...(anew && { restarted: true as const, results: [], changes: { activities: [server] } }) });
    }),
  );
  expect(sent.at(-1)).toMatchObject({ action: 'confirm', base: 2 });
  expect(await phone.row(id)).toMatchObject({ state: 'confirmed', where: 'received', version: 3 });
});
