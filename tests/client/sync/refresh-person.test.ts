import { afterEach, expect, test, vi } from 'vitest';
import { rememberPerson } from '../../../src/client/store/known-accounts.ts';
import { readMeta, writeMeta } from '../../../src/client/store/meta.ts';
import { refreshPerson } from '../../../src/client/sync/refresh-person.ts';
import type { Person } from '../../../src/domain/person.ts';
import { openPhone } from '../../helpers/phone.ts';

const HOUR_MS = 3_600_000;

afterEach(() => vi.unstubAllGlobals());

test('who works here is asked once in a while, and at once where the person may see other things', async () => {
  const phone = await openPhone();
  const person = { id: phone.db.accountId, staffCode: 'CB-07', role: 'officer', unitIds: ['qlbg'] } as unknown as Person;
  const said = { person, phone: { deviceId: 'd-1', orderKey: 'k' } };
  const fetch = vi.fn(async () => new Response(JSON.stringify(said), { headers: { 'content-type': 'application/json' } }));
  vi.stubGlobal('fetch', fetch);
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => stored.set(key, text),
  });
  rememberPerson(person);
  let now = Date.parse('2026-03-18T01:00:00Z');
  const openedAfter = async (ms: number): Promise<number> => {
    now += ms;
    await refreshPerson(person, phone.db, () => now);
    return fetch.mock.calls.length;
  };
  expect(await openedAfter(0)).toBe(1);
  expect(await readMeta(phone.db, 'phone')).toEqual(said.phone);
  expect(await openedAfter(HOUR_MS)).toBe(1);
  await writeMeta(phone.db, 'feed', { cursor: 1, epoch: 'e', scope: 'wider', run: 1, sweeping: false, reoffer: false });
  expect(await openedAfter(HOUR_MS)).toBe(2);
  expect(await openedAfter(HOUR_MS)).toBe(2);
  expect(await openedAfter(6 * HOUR_MS)).toBe(3);
});
