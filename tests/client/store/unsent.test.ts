import { expect, test } from 'vitest';
import { parseUnsent, readUnsent, type Unsent } from '../../../src/client/store/records/unsent.ts';
import { readUploadStatus } from '../../../src/client/store/records/upload-status.ts';
import { takeInUnsent } from '../../../src/client/store/safekeeping/take-in-unsent.ts';
import {
  acknowledgeAll,
  answer,
  applied,
  newActivityId,
  openPhone,
  rejected,
  respond,
  results,
  serverActivity,
  type TestPhone,
} from '../../helpers/phone.ts';

/** Out of one phone as a file, and read again. */
async function asFile(phone: TestPhone): Promise<Unsent> {
  const read = parseUnsent(JSON.stringify(await readUnsent(phone.db, 'CB-07')));
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

test('everything unsent can be taken out of the phone', async () => {
  const phone = await openPhone();
  await phone.record({ note: 'đã gửi' });
  await phone.sync(acknowledgeAll);
  await phone.record({ note: 'bị từ chối' });
  await phone.sync(results((mutation) => rejected(mutation)));
  await phone.record({ note: 'đang chờ' });
  expect(await asFile(phone)).toMatchObject({
    staffCode: 'CB-07',
    records: [
      { content: { note: 'bị từ chối' }, changes: [{ mutation: { base: 0 } }] },
      { content: { note: 'đang chờ' }, changes: [{ mutation: { base: 0 }, offered: false }] },
    ],
  });
});

test('what one phone could not send goes out from another, under the ids it had, and twice taken in is once', async () => {
  const broken = await openPhone();
  const sent = await broken.record({ note: 'đã gửi' });
  await broken.sync(acknowledgeAll);
  const waiting = await broken.record({ note: 'đang chờ' });
  await broken.save(sent, { ...(await broken.row(sent)).content, note: 'sửa lại' });
  const file = await asFile(broken);
  const other = await openPhone();
  expect(await takeInUnsent(other.db, file)).toEqual({ records: 2, drafts: 0, known: 0 });
  expect(await takeInUnsent(other.db, file)).toEqual({ records: 0, drafts: 0, known: 2 });
  expect(await other.mutations()).toEqual(expect.arrayContaining(await broken.mutations()));
  expect(await other.mutations()).toHaveLength(2);
  expect(await other.row(sent)).toMatchObject({
    content: { note: 'sửa lại' },
    where: 'phone',
    version: 1,
    received: { content: { note: 'đã gửi' } },
  });
  expect(await other.row(waiting)).toMatchObject({ content: { note: 'đang chờ' }, where: 'phone', version: 0 });
  await other.sync(acknowledgeAll);
  expect(await readUploadStatus(other.db)).toMatchObject({ onPhone: 0, received: 2, attention: 0 });
});

test('a record that is newer here keeps what was received, with the change laid over it', async () => {
  const broken = await openPhone();
  const id = await broken.record({ note: 'một', placeNote: 'bến cũ' });
  await broken.sync(acknowledgeAll);
  const before = await broken.row(id);
  await broken.save(id, { ...before.content, note: 'hai' });
  const file = await asFile(broken);
  const other = await openPhone();
  const content = { ...before.content, placeNote: 'bến mới' };
  const server = {
    id,
    version: 5,
    state: 'sent',
    authorId: before.authorId,
    content,
    createdAt: before.savedAt,
    updatedAt: before.savedAt,
  };
  await other.syncOnce(respond((request) => answer(request, { changes: { activities: [server as never] } })));
  await takeInUnsent(other.db, file);
  expect(await other.row(id)).toMatchObject({ version: 5, content: { note: 'hai', placeNote: 'bến mới' } });
  await other.sync(results((mutation) => applied(mutation, 6)));
  expect(await other.row(id)).toMatchObject({ version: 6, where: 'received', content: { note: 'hai', placeNote: 'bến mới' } });
});

test('a text from before a restore does not say more of the office than the store has heard since', async () => {
  const phone = await openPhone();
  const id = await phone.record({ note: 'một' });
  await phone.sync(results((mutation) => applied(mutation, 2)));
  await phone.save(id, { ...(await phone.row(id)).content, note: 'hai' });
  const file = await asFile(phone);
  const other = await openPhone();
  const known = serverActivity(id, phone.accountId, { version: 1 });
  await other.sync(respond((request) => answer(request, { changes: { activities: [known] } })));
  await takeInUnsent(other.db, file);
  expect(await other.row(id)).toMatchObject({ version: 1, where: 'phone', content: { note: 'hai' } });
});

test('a draft comes along unless the one here is newer', async () => {
  const broken = await openPhone();
  const [older, newer] = [newActivityId(), newActivityId()];
  const draft = (id: string, note: string, savedAt: string) => ({ id, draft: { id, type: 'meeting', values: { note } }, savedAt }) as never;
  await broken.db.drafts.bulkPut([draft(older, 'cũ', '2024-06-01T00:00:00.000Z'), draft(newer, 'mới', '2024-06-03T00:00:00.000Z')]);
  const other = await openPhone();
  await other.db.drafts.bulkPut([draft(older, 'ở đây', '2024-06-02T00:00:00.000Z'), draft(newer, 'ở đây', '2024-06-02T00:00:00.000Z')]);
  expect(await takeInUnsent(other.db, await asFile(broken))).toEqual({ records: 0, drafts: 1, known: 1 });
  expect((await other.db.drafts.toArray()).map((one) => one.draft.values['note']).sort()).toEqual(['mới', 'ở đây']);
});

test('what is no such file, or is cut short, is refused whole', async () => {
  const phone = await openPhone();
  await phone.record();
  const text = JSON.stringify(await readUnsent(phone.db, 'CB-07'));
  for (const wrong of [
    '',
    '[]',
    '{}',
    text.slice(0, -5),
    text.replace('"format":1', '"format":9'),
    text.replace('"borderSession"', '"nothing"'),
  ])
    expect(parseUnsent(wrong)).toEqual({ ok: false, error: 'notUnsent' });
});
