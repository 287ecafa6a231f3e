import { expect, test } from 'vitest';
import { discardChange } from '../../../src/client/store/records/discard-change.ts';
import { listDrafts, readDraft, saveDraft } from '../../../src/client/store/records/drafts.ts';
import { acknowledgeAll, answer, newActivityId, openPhone, rejected, respond, results } from '../../helpers/phone.ts';

test('discarding a refused correction reads back what was received', async () => {
  const phone = await openPhone();
  const id = await phone.record({ note: 'nhận' });
  await phone.sync(acknowledgeAll);
  await phone.record({ note: 'sửa' }, id);
  await phone.sync(results((mutation) => rejected(mutation)));
  expect(await phone.row(id)).toMatchObject({ where: 'attention', content: { note: 'sửa' }, attention: { kind: 'refused' } });
  await discardChange(phone.db, id);
  expect(await phone.row(id)).toMatchObject({ where: 'received', content: { note: 'nhận' } });
  expect(await phone.mutations()).toEqual([]);
});

test('discarding a record the server never took makes it a draft again', async () => {
  const phone = await openPhone();
  const id = await phone.record({ note: 'không được mất' });
  await phone.sync(results((mutation) => rejected(mutation)));
  await discardChange(phone.db, id);
  expect(await phone.db.activities.get(id)).toBeUndefined();
  expect((await readDraft(phone.db, id))?.draft.values).toMatchObject({ note: 'không được mất', attendees: '85' });
});

test('a change that may have arrived is not discarded', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  await phone.syncOnce(respond((request) => answer(request, { results: [] })));
  await phone.record({ note: 'sửa' }, id);
  await discardChange(phone.db, id);
  expect(await phone.mutations(id)).toHaveLength(1);
  expect((await phone.row(id)).content.note).toBeUndefined();
});

test('drafts are listed newest first', async () => {
  const phone = await openPhone();
  const ids = [newActivityId(), newActivityId(), newActivityId()];
  for (const [at, id] of ids.entries())
    await saveDraft(phone.db, { id, draft: { id, type: 'broadcast', values: {} }, savedAt: `2024-06-12T0${at}:00:00.000Z` });
  expect((await listDrafts(phone.db)).map((row) => row.id)).toEqual(ids.toReversed());
});

test('a correction remembers what the person saw when it began, however often it is saved', async () => {
  const phone = await openPhone();
  const id = await phone.record({ note: 'một' });
  await phone.sync(acknowledgeAll);
  const draft = { id, draft: { id, type: 'borderSession', values: {} }, editOf: 1, savedAt: '2024-06-12T03:00:00.000Z' };
  await saveDraft(phone.db, draft);
  await phone.db.activities.update(id, { version: 2, content: { ...(await phone.row(id)).content, note: 'hai' as never } });
  await saveDraft(phone.db, { ...draft, editOf: 2 });
  expect(await readDraft(phone.db, id)).toMatchObject({ editOf: 1, begunOn: { note: 'một' } });
});
