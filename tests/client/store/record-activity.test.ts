import { expect, test, vi } from 'vitest';
import { readDraft, saveDraft } from '../../../src/client/store/records/drafts.ts';
import { recordActivity } from '../../../src/client/store/records/record-activity.ts';
import { makeContent } from '../../domain/make.ts';
import {
  acknowledgeAll,
  answer,
  newActivityId,
  openOvertaken,
  openPhone,
  rejected,
  respond,
  results,
  serverActivity,
} from '../../helpers/phone.ts';

test('a saved record lies on the phone with the change that will tell the server', async () => {
  const phone = await openPhone();
  const id = await phone.record({ note: 'Chợ phiên' });
  expect(await phone.row(id)).toMatchObject({ where: 'phone', state: 'sent', version: 0, authorId: phone.accountId });
  const [mutation, ...more] = await phone.mutations(id);
  expect(more).toEqual([]);
  expect(mutation).toMatchObject({ action: 'record', base: 0, patch: { note: 'Chợ phiên', attendees: 85 } });
});

test('record, change, search text and draft stand or fall together', async () => {
  const phone = await openPhone();
  const id = newActivityId();
  await saveDraft(phone.db, { id, draft: { id, type: 'borderSession', values: {} }, savedAt: '2024-06-12T02:59:00.000Z' });
  phone.db.search.hook('creating', () => {
    throw new Error('No space');
  });
  await expect(phone.record({}, id)).rejects.toThrow();
  expect(await phone.db.activities.count()).toBe(0);
  expect(await phone.db.outbox.count()).toBe(0);
  expect(await readDraft(phone.db, id)).toBeDefined();
});

test('"saved" is said after the transaction has completed, with strict durability', async () => {
  const begin = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const phone = await openPhone();
  begin.mockClear();
  const completed: boolean[] = [];
  const saving = phone.record();
  await vi.waitFor(() => expect(begin).toHaveBeenCalled(), { interval: 0 });
  const transaction = begin.mock.results[0]?.value as IDBTransaction;
  transaction.addEventListener('complete', () => completed.push(true));
  await saving;
  expect(completed).toEqual([true]);
  expect(begin.mock.calls[0]?.slice(1)).toEqual(['readwrite', { durability: 'strict' }]);
  begin.mockRestore();
});

test('the draft of a saved record is gone', async () => {
  const phone = await openPhone();
  const id = newActivityId();
  await saveDraft(phone.db, { id, draft: { id, type: 'borderSession', values: {} }, savedAt: '2024-06-12T02:59:00.000Z' });
  await phone.record({}, id);
  expect(await readDraft(phone.db, id)).toBeUndefined();
});

test('corrections before the first sending are joined into one change with the same key', async () => {
  const phone = await openPhone();
  const id = await phone.record({ note: 'một' });
  const [first] = await phone.mutations(id);
  await phone.record({ note: 'hai', own: { sessions: 2, attendees: 85 } }, id);
  const [joined, ...more] = await phone.mutations(id);
  expect(more).toEqual([]);
  expect(joined).toMatchObject({ id: first?.id, base: 0, patch: { note: 'hai', sessions: 2 } });
});

test('a record saved as it was makes no change', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  await phone.sync(acknowledgeAll);
  await phone.record({}, id);
  expect(await phone.mutations()).toEqual([]);
  expect(await phone.row(id)).toMatchObject({ where: 'received', version: 1 });
});

test('a correction taken back before sending leaves nothing to send', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  await phone.sync(acknowledgeAll);
  await phone.record({ note: 'thêm' }, id);
  expect(await phone.row(id)).toMatchObject({ where: 'phone' });
  await phone.record({}, id);
  expect(await phone.mutations()).toEqual([]);
  expect(await phone.row(id)).toMatchObject({ where: 'received' });
});

test('a correction of a received record says only what changed, upon the version received', async () => {
  const phone = await openPhone();
  const id = await phone.record({ note: 'cũ' });
  await phone.sync(acknowledgeAll);
  await phone.record({ own: { sessions: 1, attendees: 90 } }, id);
  expect(await phone.mutations(id)).toMatchObject([{ base: 1, patch: { attendees: 90, note: null } }]);
});

test('a correction made while the first change is under way builds on that change', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  await phone.syncOnce(
    respond(async (request) => {
      await phone.record({ note: 'sửa' }, id);
      return answer(request, { results: [] });
    }),
  );
  const [first, second] = await phone.mutations(id);
  expect(second).toMatchObject({ base: first?.id, patch: { note: 'sửa' } });
  expect(await phone.row(id)).toMatchObject({ where: 'phone', content: { note: 'sửa' } });
});

test('a refused record that was mended goes out under a new key, as one change', async () => {
  const phone = await openPhone();
  const id = await phone.record({ note: 'một' });
  await phone.sync(results((mutation) => rejected(mutation)));
  const [refused] = await phone.mutations(id);
  await phone.record({ note: 'hai' }, id);
  const [mended, ...more] = await phone.mutations(id);
  expect(more).toEqual([]);
  expect(mended).toMatchObject({ base: 0, patch: { note: 'hai', attendees: 85 } });
  expect(mended?.id).not.toBe(refused?.id);
  expect(await phone.row(id)).toMatchObject({ where: 'phone' });
});

test('what somebody else changed while the form was open is not taken back by saving it', async () => {
  const phone = await openPhone();
  const id = await phone.record({ note: 'cũ' });
  await phone.sync(acknowledgeAll);
  await saveDraft(phone.db, { id, draft: { id, type: 'borderSession', values: {} }, editOf: 1, savedAt: '2024-06-12T03:00:00.000Z' });
  const theirs = serverActivity(id, phone.accountId, { version: 2, content: makeContent({ note: 'của trưởng phòng' }) as never });
  await phone.sync(respond((request) => answer(request, { changes: { activities: [theirs] } })));
  // The form still shows the old note.
  await phone.record({ note: 'cũ', own: { sessions: 1, attendees: 90 } }, id);
  expect(await phone.mutations(id)).toMatchObject([{ base: 1, patch: { attendees: 90 } }]);
  expect((await phone.row(id)).content).toMatchObject({ note: 'của trưởng phòng', own: { attendees: 90 } });
});

test('a correction begun before the record was received is none of a new record', async () => {
  const phone = await openPhone();
  const id = await phone.record({ note: 'cũ' });
  await saveDraft(phone.db, { id, draft: { id, type: 'borderSession', values: {} }, editOf: 0, savedAt: '2024-06-12T03:00:00.000Z' });
  await phone.sync(acknowledgeAll);
  await phone.record({ note: 'mới' }, id);
  expect(await phone.mutations(id)).toMatchObject([{ base: 1, patch: { note: 'mới' } }]);
});

test('an edit of a record that was withdrawn meanwhile is kept and sent, for the server to say no', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  await phone.sync(acknowledgeAll);
  const theirs = serverActivity(id, phone.accountId, { version: 2, state: 'withdrawn' });
  await phone.sync(respond((request) => answer(request, { changes: { activities: [theirs] } })));
  await phone.record({ note: 'thêm' }, id);
  expect(await phone.mutations(id)).toMatchObject([{ action: 'record', patch: { note: 'thêm' } }]);
});

test('a returned record is sent again even when nothing was changed', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  await phone.sync(acknowledgeAll);
  const returned = serverActivity(id, phone.accountId, { version: 2, state: 'returned', returnReason: 'Thiếu địa bàn' });
  await phone.sync(respond((request) => answer(request, { changes: { activities: [returned] } })));
  expect(await phone.row(id)).toMatchObject({ where: 'attention', attention: { kind: 'returned', reason: 'Thiếu địa bàn' } });
  await phone.record({}, id);
  expect(await phone.mutations(id)).toMatchObject([{ action: 'record', base: 2, patch: {} }]);
  expect(await phone.row(id)).toMatchObject({ where: 'phone', state: 'sent' });
});

test('a change of a counted field of a confirmed record shows it as waiting for confirmation again; a note does not', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  await phone.sync(acknowledgeAll);
  const confirmed = serverActivity(id, phone.accountId, { version: 2, state: 'confirmed' });
  await phone.sync(respond((request) => answer(request, { changes: { activities: [confirmed] } })));
  await phone.record({ note: 'ghi chú' }, id);
  expect(await phone.row(id)).toMatchObject({ state: 'confirmed', where: 'phone' });
  await phone.record({ note: 'ghi chú', own: { sessions: 1, attendees: 90 } }, id);
  expect(await phone.row(id)).toMatchObject({ state: 'sent', where: 'phone' });
});

test('the same draft saved from two tabs is one record', async () => {
  const phone = await openPhone();
  const other = await openPhone(phone.accountId);
  const id = newActivityId();
  await Promise.all([phone.record({ note: 'một' }, id), other.record({ note: 'hai' }, id)]);
  expect(await phone.db.activities.count()).toBe(1);
  expect(await phone.mutations(id)).toHaveLength(1);
});

test('looking at a conflict and saving settles it', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  await phone.sync(acknowledgeAll);
  await phone.db.activities.update(id, { version: 3 });
  await recordActivity(phone.db, { id, content: makeContent(), authorId: phone.accountId, settles: ['attendees'], ...phone.mint });
  expect(await phone.mutations(id)).toMatchObject([{ base: 3, patch: { attendees: 85 } }]);
});

test('an edit upon changes that came back with the feed before their answers says what it clears, and nothing it left alone', async () => {
  const { phone, id, content } = await openOvertaken();
  const { note: _, ...rest } = content;
  await phone.save(id, { ...rest, localityId: 'o-hm' as never });
  const mutations = await phone.mutations(id);
  expect(mutations).toHaveLength(3);
  expect(mutations[2]).toMatchObject({ base: mutations[1]?.id, patch: { note: null } });
  expect(Object.keys(mutations[2]?.patch ?? {}).sort()).toEqual(['localityId', 'note']);
  expect((await phone.row(id)).content.note).toBeUndefined();
});

test('a second edit upon them says what the first one said as well, and takes back what it takes back', async () => {
  const { phone, id, change } = await openOvertaken();
  await phone.record({ ...change, planId: 'khac', itemCode: 'II', note: 'hai', localityId: 'o-hm' }, id);
  const last = { ...change, planId: 'khac', itemCode: 'II', localityId: 'o-hm', own: { ...change.own, attendees: 5 } };
  await phone.record(last, id);
  const mutations = await phone.mutations(id);
  expect(mutations).toHaveLength(3);
  expect(mutations[2]?.patch).toEqual({ planId: 'khac', itemCode: 'II', note: 'một', localityId: 'o-hm', attendees: 5 });
  expect((await phone.row(id)).content).toEqual(makeContent(last));
});

test('nor does an answer that cannot be laid over what is known make what waits behind it look sent', async () => {
  const phone = await openPhone();
  const outreach = { type: 'outreachSession', own: { sessions: 1, attendees: 4, topic: 'x' } };
  const id = await phone.record(outreach);
  await phone.sync(acknowledgeAll);
  await phone.record({ ...outreach, own: { ...outreach.own, topic: 'y' } }, id);
  await phone.syncOnce(respond((request) => answer(request, { results: [] })));
  // Somebody gave the record another type, and somebody else took that back, which has not come here yet.
  const server = serverActivity(id, phone.accountId, { version: 2, content: makeContent() as never });
  await phone.syncOnce(respond((request) => answer(request, { results: [], changes: { activities: [server] } })));
  const [edit] = await phone.mutations(id);
  await phone.syncOnce(
    respond(async (request) => {
      await phone.record({ ...outreach, localityId: 'o-hm', own: { ...outreach.own, topic: 'y' } }, id);
      return answer(request, { results: edit ? [{ status: 'merged', id: edit.id, activityId: id, version: 4 }] : [] });
    }),
  );
  await phone.record({ ...outreach, localityId: 'o-hm', note: 'hai', own: { ...outreach.own, topic: 'y' } }, id);
  const said = (await phone.mutations(id)).map((mutation) => mutation.patch);
  expect(Object.assign({}, ...said)).toMatchObject({ localityId: 'o-hm', note: 'hai' });
});

test('a refused change that is mended leaves alone what others changed meanwhile and the screen did not show', async () => {
  const phone = await openPhone();
  const about = { type: 'outreachSession', own: { sessions: 1, attendees: 9, topic: 'y' } };
  const id = await phone.record(about);
  await phone.sync(acknowledgeAll);
  await phone.save(id, makeContent({ ...about, own: { ...about.own, topic: 'x' } }));
  // Somebody made it a record of another type, which has no topic, and wrote a note.
  const others = makeContent({ note: 'của người khác', own: { sessions: 1, attendees: 9 } });
  const server = serverActivity(id, phone.accountId, { version: 2, content: others as never });
  await phone.syncOnce(
    respond((request) =>
      answer(request, {
        results: request.mutations.map(
          (raw) => ({ ...rejected(raw as never), status: 'conflict', activityId: id, version: 2, issues: [] }) as never,
        ),
        changes: { activities: [server] },
      }),
    ),
  );
  const shown = await phone.row(id);
  expect(shown).toMatchObject({ where: 'attention', version: 2 });
  await phone.save(id, { ...shown.content, own: { ...shown.content.own, attendees: 4 } });
  const [mended, ...more] = await phone.mutations(id);
  expect(more).toEqual([]);
  expect(mended).toMatchObject({ base: 2, patch: { type: 'outreachSession', topic: 'x', attendees: 4 } });
  expect(mended?.patch).not.toHaveProperty('note');
  expect((await phone.row(id)).content).toMatchObject({ note: 'của người khác', own: { topic: 'x', attendees: 4 } });
});
