import { expect, test } from 'vitest';
import { editRecords } from '../../../src/client/store/records/place-records.ts';
import { acknowledgeAll, openPhone } from '../../helpers/phone.ts';

test('of several records the one that cannot be saved is given back as it was, the others are saved, and it goes at the next try', async () => {
  const phone = await openPhone();
  const ids = [await phone.record(), await phone.record(), await phone.record()];
  await phone.sync(acknowledgeAll);
  const rows = await Promise.all(ids.map((id) => phone.row(id)));
  const edits = rows.map((row) => ({ row, content: { ...row.content, note: 'đã đặt' } }));
  let isFull = true;
  phone.db.outbox.hook('creating', (_key, { activityId }) => {
    if (isFull && activityId === ids[1]) throw new Error('No room');
  });
  const failed = await editRecords(phone.db, edits, phone.mint);
  expect(failed).toEqual([edits[1]]);
  const notes = () => Promise.all(ids.map(async (id) => (await phone.row(id)).content.note));
  expect(await notes()).toEqual(['đã đặt', rows[1]?.content.note, 'đã đặt']);
  expect((await phone.mutations()).map(({ activityId }) => activityId)).toEqual([ids[0], ids[2]]);
  isFull = false;
  expect(await editRecords(phone.db, failed, phone.mint)).toEqual([]);
  expect(await notes()).toEqual(['đã đặt', 'đã đặt', 'đã đặt']);
});
