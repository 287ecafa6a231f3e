import { afterEach, expect, test, vi } from 'vitest';
import { watchSilence } from '../../../src/client/store/safekeeping/silence.lazy.ts';
import { openPhone } from '../../helpers/phone.ts';

afterEach(() => void vi.useRealTimers());

test('a store that does not answer for long is silent until it does, and one that answers never is', async () => {
  const phone = await openPhone();
  const isSilent = watchSilence(phone.db);
  // It may be opened anew meanwhile.
  phone.db.close({ disableAutoOpen: false });
  await phone.db.open();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await phone.record();
  vi.advanceTimersByTime(60_000);
  expect(isSilent()).toBe(false);

  // Somebody else is in the middle of a change.
  const other = (await openPhone(phone.accountId)).db.backendDB();
  const held = other.transaction('drafts', 'readwrite').objectStore('drafts');
  let letGo = false;
  const hold = (): void => {
    if (!letGo) held.count().onsuccess = hold;
  };
  hold();
  const asked = phone.db.drafts.count();
  await vi.waitFor(() => {
    vi.advanceTimersByTime(5_000);
    expect(isSilent()).toBe(true);
  });
  letGo = true;
  expect(await asked).toBe(0);
  await vi.waitFor(() => expect(isSilent()).toBe(false));
});
