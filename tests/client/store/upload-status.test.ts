import { expect, test } from 'vitest';
import { readUploadStatus } from '../../../src/client/store/records/upload-status.ts';
import { err } from '../../../src/domain/result.ts';
import { acknowledgeAll, NOW, openPhone } from '../../helpers/phone.ts';

test('the truth is what is on the phone, what was received, and since when', async () => {
  const phone = await openPhone();
  expect(await readUploadStatus(phone.db)).toEqual({ onPhone: 0, received: 0, attention: 0, lost: 0 });
  await phone.record();
  await phone.sync(acknowledgeAll);
  await phone.record();
  phone.clock.now += 3_600_000;
  await phone.record();
  await phone.syncOnce(async () => err({ kind: 'captive' }));
  expect(await readUploadStatus(phone.db)).toEqual({
    onPhone: 2,
    received: 1,
    lost: 0,
    attention: 0,
    lastContactAt: new Date(NOW).toISOString(),
    oldestWaitingAt: new Date(NOW).toISOString(),
    reason: 'captive',
  });
});
