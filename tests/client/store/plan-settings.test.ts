import { afterEach, expect, test, vi } from 'vitest';
import { sendSettings } from '../../../src/client/office/send-settings.lazy.ts';
import type { AppDb } from '../../../src/client/store/db.ts';
import { keepWaitingSetting, readSetting, readWaitingSettings, settingInForce } from '../../../src/client/store/lists/plan-settings.ts';
import { AccountId, RequestId } from '../../../src/domain/ids.ts';
import { proposeLetterhead } from '../../../src/domain/report/letterhead.ts';
import type { SettingOf } from '../../../src/domain/setting-values.ts';
import { PlanSettingChange } from '../../../src/protocol/endpoints/plan-settings.ts';
import { BORDERS, newId, PLAN } from '../../domain/make.ts';
import { answer, openPhone, respond } from '../../helpers/phone.ts';

const PLACE = { planId: PLAN.id, unitId: BORDERS };
const letterhead = (signer: string) => ({ ...proposeLetterhead(PLAN, undefined), signer });
const changeTo = (signer: string) => {
  const change = PlanSettingChange.parse({ id: newId(), ...PLACE, kind: 'letterhead', value: letterhead(signer) });
  return change as Extract<PlanSettingChange, { kind: 'letterhead' }>;
};
const setBy = (signer: string, at: string, former?: SettingOf<'letterhead'>): SettingOf<'letterhead'> => ({
  ...PLACE,
  kind: 'letterhead',
  id: RequestId.parse(newId()),
  value: letterhead(signer),
  at,
  by: AccountId.parse('vp-01'),
  ...(former && { former: { id: former.id, value: former.value, at: former.at, by: former.by } }),
});
const signerIn = async (db: AppDb) => settingInForce(await readSetting(db, PLACE, 'letterhead'))?.signer;
const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

afterEach(() => {
  vi.unstubAllGlobals();
});

/** An office that takes what it is told, as the server does. */
function officeThat(answers: (change: PlanSettingChange) => Response) {
  const fetch = vi.fn(async (_path: string, { body }: RequestInit) => answers(PlanSettingChange.parse(JSON.parse(String(body)))));
  vi.stubGlobal('fetch', fetch);
  return fetch;
}
const takes = (change: PlanSettingChange, at = '2024-06-12T03:00:00Z') => json({ setting: { ...change, at, by: 'tp-01' } });

test('what the feed brings is there without a signal, for its plan and unit alone', async () => {
  const phone = await openPhone();
  const office = setBy('GIÁM ĐỐC', '2024-06-01T01:00:00Z');
  await phone.sync(respond((request) => answer(request, { changes: { planSettings: [office] } })));
  phone.online = false;
  expect((await readSetting(phone.db, PLACE, 'letterhead')).office).toMatchObject(office);
  expect(await readSetting(phone.db, { ...PLACE, unitId: null }, 'letterhead')).toEqual({ office: undefined, waiting: undefined });
  expect(await readSetting(phone.db, PLACE, 'columns')).toEqual({ office: undefined, waiting: undefined });
});

test('what was set without a signal is in force here at once, waits, and goes out once', async () => {
  const { db } = await openPhone();
  await keepWaitingSetting(db, { change: changeTo('TRƯỞNG PHÒNG') });
  expect(await signerIn(db)).toBe('TRƯỞNG PHÒNG');
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  await sendSettings(db);
  expect(await readWaitingSettings(db)).toHaveLength(1);
  const fetch = officeThat(takes);
  await sendSettings(db);
  await sendSettings(db);
  expect(fetch).toHaveBeenCalledOnce();
  expect(await readWaitingSettings(db)).toEqual([]);
  expect(await signerIn(db)).toBe('TRƯỞNG PHÒNG');
});

test('what the feed brings meanwhile does not take the place of what waits', async () => {
  const phone = await openPhone();
  await keepWaitingSetting(phone.db, { change: changeTo('TRƯỞNG PHÒNG') });
  const office = setBy('GIÁM ĐỐC', '2024-06-01T01:00:00Z');
  await phone.sync(respond((request) => answer(request, { changes: { planSettings: [office] } })));
  expect(await signerIn(phone.db)).toBe('TRƯỞNG PHÒNG');
  expect(await readWaitingSettings(phone.db)).toHaveLength(1);
});

test('a change that was put in the place of one on its way waits on', async () => {
  const { db } = await openPhone();
  const [first, second] = [changeTo('TRƯỞNG PHÒNG'), changeTo('PHÓ TRƯỞNG PHÒNG')];
  await keepWaitingSetting(db, { change: first });
  let meanwhile: Promise<void> | undefined;
  officeThat((change) => {
    if (change.id === first.id) meanwhile = keepWaitingSetting(db, { change: second });
    return takes(change);
  });
  await sendSettings(db);
  await meanwhile;
  expect((await readWaitingSettings(db)).map(({ change }) => change.id)).toEqual([second.id]);
  expect(await signerIn(db)).toBe('PHÓ TRƯỞNG PHÒNG');
});

test('what the office refuses stays here with the reason and is not sent by itself', async () => {
  const { db } = await openPhone();
  await keepWaitingSetting(db, { change: changeTo('TRƯỞNG PHÒNG') });
  const fetch = officeThat(() => json({ error: 'notFound', requestId: 'r-1' }, 404));
  await sendSettings(db);
  await sendSettings(db);
  expect(fetch).toHaveBeenCalledOnce();
  expect(await readWaitingSettings(db)).toMatchObject([{ refused: 'notFound', change: { value: { signer: 'TRƯỞNG PHÒNG' } } }]);
});

test('after trouble of the server it is sent again', async () => {
  const { db } = await openPhone();
  await keepWaitingSetting(db, { change: changeTo('TRƯỞNG PHÒNG') });
  const fetch = officeThat(() => json({ error: 'internal', requestId: 'r-1' }, 500));
  await sendSettings(db);
  await sendSettings(db);
  expect(fetch).toHaveBeenCalledTimes(2);
  expect((await readWaitingSettings(db)).map(({ refused }) => refused)).toEqual([undefined]);
});

test('an answer that comes behind a later word of the feed does not take its place', async () => {
  const phone = await openPhone();
  const change = changeTo('TRƯỞNG PHÒNG');
  await keepWaitingSetting(phone.db, { change });
  const mine = { ...setBy('TRƯỞNG PHÒNG', '2024-06-12T03:00:00Z'), id: change.id };
  const later = setBy('GIÁM ĐỐC', '2024-06-12T03:00:00Z', mine);
  await phone.sync(respond((request) => answer(request, { changes: { planSettings: [later] } })));
  officeThat((said) => takes(said));
  await sendSettings(phone.db);
  expect(await signerIn(phone.db)).toBe('GIÁM ĐỐC');
  expect((await readSetting(phone.db, PLACE, 'letterhead')).office?.former?.value.signer).toBe('TRƯỞNG PHÒNG');
});
