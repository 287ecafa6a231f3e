import { expect, test } from 'vitest';
import { exportUnsent } from '../../../src/client/store/export-unsent.ts';
import { readTruth } from '../../../src/client/store/truth.ts';
import { err } from '../../../src/domain/result.ts';
import { acknowledgeAll, NOW, openPhone, rejected, results } from '../../helpers/phone.ts';

test('the truth is what is on the phone, what was received, and since when', async () => {
  const phone = await openPhone();
  expect(await readTruth(phone.db)).toEqual({ onPhone: 0, received: 0, attention: 0 });
  await phone.record();
  await phone.sync(acknowledgeAll);
  await phone.record();
  phone.clock.now += 3_600_000;
  await phone.record();
  await phone.syncOnce(async () => err({ kind: 'captive' }));
  expect(await readTruth(phone.db)).toEqual({
    onPhone: 2,
    received: 1,
    attention: 0,
    lastContactAt: new Date(NOW).toISOString(),
    oldestWaitingAt: new Date(NOW).toISOString(),
    reason: 'captive',
  });
});

test('everything unsent can be taken out of the phone, with its reason', async () => {
  const phone = await openPhone();
  await phone.record({ note: 'đã gửi' });
  await phone.sync(acknowledgeAll);
  await phone.record({ note: 'bị từ chối' });
  await phone.sync(results((mutation) => rejected(mutation)));
  await phone.record({ note: 'đang chờ' });
  const { records } = JSON.parse(await exportUnsent(phone.db));
  expect(records).toMatchObject([
    { where: 'attention', content: { note: 'bị từ chối' }, attention: { result: { reason: 'invalid' } }, changes: [{ base: 0 }] },
    { where: 'phone', content: { note: 'đang chờ' } },
  ]);
});
