import { expect, test } from 'vitest';
import { acknowledgeAll, answer, newActivityId, openOvertaken, openPhone, respond } from '../../helpers/phone.ts';

test('a new record withdrawn before it left is sent along with its withdrawal', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  await phone.withdraw(id);
  const [create, withdrawal] = await phone.mutations(id);
  expect(create).toMatchObject({ action: 'record', base: 0 });
  expect(withdrawal).toMatchObject({ action: 'withdraw', base: create?.id, patch: {} });
  expect(await phone.row(id)).toMatchObject({ state: 'withdrawn', where: 'phone' });
});

test('undoing a withdrawal that has not gone out removes it', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  await phone.sync(acknowledgeAll);
  await phone.withdraw(id);
  expect(await phone.mutations(id)).toMatchObject([{ action: 'withdraw', base: 1 }]);
  await phone.restore(id);
  expect(await phone.mutations(id)).toEqual([]);
  expect(await phone.row(id)).toMatchObject({ state: 'sent', where: 'received' });
});

test('undoing a withdrawal that is under way is a change of its own', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  await phone.sync(acknowledgeAll);
  await phone.withdraw(id);
  await phone.syncOnce(respond((request) => answer(request, { results: [] })));
  await phone.restore(id);
  const [withdrawal, restoring] = await phone.mutations(id);
  expect(restoring).toMatchObject({ action: 'restore', base: withdrawal?.id });
  expect(await phone.row(id)).toMatchObject({ state: 'sent' });
});

test('an edit that waits and the withdrawal after it keep their order', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  await phone.sync(acknowledgeAll);
  await phone.withdraw(id);
  await phone.record({ note: 'lý do' }, id);
  const actions = (await phone.mutations(id)).map((mutation) => mutation.action);
  expect(actions).toEqual(['record', 'withdraw']);
  expect(await phone.row(id)).toMatchObject({ state: 'withdrawn', content: { note: 'lý do' } });
});

test('a record restored, changed and withdrawn again before any of it left goes that way', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  await phone.withdraw(id);
  await phone.sync(acknowledgeAll);
  await phone.restore(id);
  await phone.record({ note: 'một' }, id);
  await phone.withdraw(id);
  await phone.record({ note: 'hai' }, id);
  const mutations = await phone.mutations(id);
  expect(mutations.map((mutation) => mutation.action)).toEqual(['restore', 'record', 'withdraw']);
  expect(mutations[1]).toMatchObject({ base: mutations[0]?.id, patch: { note: 'hai' } });
  expect(await phone.row(id)).toMatchObject({ state: 'withdrawn', content: { note: 'hai' } });
});

test('upon changes that came back with the feed before their answers too, a withdrawal goes with the edit after it, or is forgotten', async () => {
  const { phone, id, change } = await openOvertaken();
  await phone.withdraw(id);
  await phone.record({ ...change, note: 'lý do' }, id);
  const [, , ...news] = await phone.mutations(id);
  expect(news).toMatchObject([{ action: 'record', patch: { note: 'lý do' } }, { action: 'withdraw' }]);
  await phone.restore(id);
  const [, , ...left] = await phone.mutations(id);
  expect(left).toMatchObject([{ action: 'record', patch: { note: 'lý do' } }]);
  expect(await phone.row(id)).toMatchObject({ state: 'sent', content: { note: 'lý do' } });
});

test('and a record brought back there is changed and withdrawn again on that way', async () => {
  const { phone, id, change } = await openOvertaken();
  await phone.withdraw(id);
  await phone.syncOnce(respond((request) => answer(request, { results: [] })));
  await phone.restore(id);
  await phone.record({ ...change, note: 'một nữa' }, id);
  await phone.withdraw(id);
  const [, , , ...news] = await phone.mutations(id);
  expect(news.map((mutation) => mutation.action)).toEqual(['restore', 'record', 'withdraw']);
});

test('what is not possible changes nothing', async () => {
  const phone = await openPhone();
  const id = await phone.record();
  await phone.restore(id);
  await phone.withdraw(id);
  await phone.withdraw(id);
  expect(await phone.mutations(id)).toHaveLength(2);
});

test('a record that has left the phone is not said to be withdrawn or brought back', async () => {
  const phone = await openPhone();
  const gone = newActivityId();
  await expect(phone.withdraw(gone)).rejects.toThrow(gone);
  await expect(phone.restore(gone)).rejects.toThrow(gone);
});
