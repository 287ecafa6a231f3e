import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Accounts, CodesResponse, Devices, MAX_ACCOUNTS, SIGN_IN_LIMITS } from '../../src/protocol/account.ts';
import { databases, makeContent, makeCreate, makeEdit, type Office, openOffice, Phone } from './helpers.ts';

const GOOD = 'bốn chữ dễ nhớ';

describe.each(databases)('accounts of an office on %s', (kind) => {
  let office: Office;
  let admin: Phone;
  const phones = new Map<string, Phone>();
  const phoneOf = (code: string): Phone => phones.get(code) as Phone;
  beforeAll(async () => {
    office = await openOffice(kind);
    admin = await office.signIn('QT-01');
    for (const code of ['CB-07', 'CB-08', 'TP-QLBG', 'TP-LS', 'TV-01', 'VP-01']) phones.set(code, await office.signIn(code));
  });
  afterAll(() => office.close());

  const change = (code: string, body: object) => admin.post(`/api/accounts/${phoneOf(code).person.id}/change`, { name: null, ...body });

  describe('a transfer from a day on', () => {
    const before = makeCreate(makeContent({ date: '2026-03-05' }));
    beforeAll(async () => {
      await phoneOf('CB-07').sync([before]);
      expect((await change('CB-07', { role: 'officer', unitIds: ['ls'], from: '2026-03-10' })).status).toBe(200);
    });

    test('is told to the phone, which keeps what it recorded', async () => {
      const phone = phoneOf('CB-07');
      expect((await phone.sync()).restarted).toBe(true);
      await phone.pull();
      const former = [{ to: '2026-03-09', role: 'officer', unitIds: ['qlbg'] }];
      expect(phone.people.get(phone.person.id)).toMatchObject({ unitIds: ['ls'], former });
      expect(phone.activities.has(before.activityId)).toBe(true);
    });

    test('lets the person record for each unit on its own days alone, and correct what was recorded before', async () => {
      const forUnit = (unitId: string, date: string) => makeCreate(makeContent({ unitId, date }));
      const edit = makeEdit(before.activityId, 1, { attendees: 41 });
      const wanted = [
        forUnit('qlbg', '2026-03-09'),
        forUnit('qlbg', '2026-03-10'),
        forUnit('ls', '2026-03-09'),
        forUnit('ls', '2026-03-10'),
      ];
      const { results } = await phoneOf('CB-07').sync([...wanted, edit]);
      expect(results.map((one) => one.status)).toEqual(['applied', 'rejected', 'rejected', 'applied', 'applied']);
      expect(results[1]).toMatchObject({ issues: [{ field: 'unitId', code: 'unitNotYours' }] });
    });

    test('leaves the records with the unit they were made for', async () => {
      await phoneOf('TP-QLBG').pull();
      await phoneOf('TP-LS').pull();
      expect([phoneOf('TP-QLBG'), phoneOf('TP-LS')].map((lead) => lead.activities.has(before.activityId))).toEqual([true, false]);
    });

    test('has no day to come, and none before the last one', async () => {
      for (const from of ['2026-03-19', '2026-03-09', '2026-03-10'])
        expect(await (await change('CB-07', { role: 'officer', unitIds: ['tt'], from })).json()).toMatchObject({
          error: 'badRequest',
          detail: 'from',
        });
    });
  });

  test('a mistake is mended without a day, and leaves no history', async () => {
    const answer = await change('CB-08', { role: 'unitLead', unitIds: ['qlbg'], from: null, name: ' Nguyễn  An ' });
    expect(await answer.json()).toMatchObject({ name: 'Nguyễn An', person: { role: 'unitLead' } });
    const { changes } = await phoneOf('CB-08').sync();
    expect(JSON.stringify(changes.people)).not.toContain('former');
    // What the desk calls a person reaches no phone but the desk's own.
    for (const code of ['CB-08', 'TP-QLBG', 'TP-LS']) {
      const phone = phoneOf(code);
      await phone.pull();
      expect(JSON.stringify([...phone.people.values(), await (await phone.get('/api/devices')).json()])).not.toContain('Nguyễn');
    }
    expect(await (await phoneOf('VP-01').get('/api/devices')).text()).toContain('Nguyễn An');
  });

  test('a transfer that was a mistake is taken back, and nothing of it stays', async () => {
    const present = async (code: string) => {
      const { accounts } = Accounts.parse(await (await admin.get('/api/accounts')).json());
      return accounts.find(({ person }) => person.staffCode === code)?.person;
    };
    for (const code of ['TP-LS', 'VP-01', 'TV-01']) {
      const before = await present(code);
      if (!before) throw new Error(`No account ${code}`);
      const { role, unitIds } = before;
      await change(code, { role: 'officer', unitIds: ['tt'], from: '2026-03-10' });
      expect((await present(code))?.former).toMatchObject([{ to: '2026-03-09', role }]);
      expect((await change(code, { role, unitIds, from: null })).status).toBe(200);
      expect(await present(code)).toEqual(before);
    }
  });

  test('a supervisor who becomes an officer keeps recording for every unit on the days before, and for one after', async () => {
    const forUnit = (unitId: string, date: string) => makeCreate(makeContent({ unitId, date }));
    expect((await change('VP-01', { role: 'officer', unitIds: ['tt'], from: '2026-03-10' })).status).toBe(200);
    const wanted = [forUnit('ls', '2026-03-09'), forUnit('tt', '2026-03-10'), forUnit('ls', '2026-03-10')];
    const { results } = await phoneOf('VP-01').sync(wanted);
    expect(results.map(({ status }) => status)).toEqual(['applied', 'applied', 'rejected']);
    expect((await change('VP-01', { role: 'supervisor', unitIds: ['vp'], from: null })).status).toBe(200);
  });

  test('nobody but an administrator changes accounts, and none gives up the last key', async () => {
    const body = { role: 'officer', unitIds: ['vp'], from: null, name: null };
    expect((await phoneOf('VP-01').post(`/api/accounts/${admin.person.id}/change`, body)).status).toBe(403);
    expect((await admin.post(`/api/accounts/${admin.person.id}/change`, body)).status).toBe(403);
    expect((await change('CB-08', { role: 'officer', unitIds: ['nowhere'], from: null })).status).toBe(400);
  });

  test('a list of accounts is made as a whole or not at all, and those nobody opened are named until they are', async () => {
    const one = (staffCode: string) => ({ staffCode, role: 'officer', unitIds: ['vp'] });
    expect((await admin.post('/api/accounts/list', { accounts: [one('MOI-1'), one('cb-07')] })).status).toBe(409);
    const made = CodesResponse.parse(await (await admin.post('/api/accounts/list', { accounts: [one('MOI-1'), one('MOI-2')] })).json());
    const neverSeen = async () =>
      Devices.parse(await (await phoneOf('VP-01').get('/api/devices')).json()).never?.map((each) => each.person.staffCode);
    expect(await neverSeen()).toEqual(expect.arrayContaining(['MOI-1', 'MOI-2']));
    expect(Devices.parse(await (await phoneOf('CB-07').get('/api/devices')).json()).never).toBeUndefined();

    // A code that is given anew ends the one before.
    const ids = made.codes.map(({ account }) => account.person.id);
    const again = CodesResponse.parse(await (await admin.post('/api/accounts/codes', { ids })).json());
    const open = (code: string | undefined) =>
      office.request('/api/open-account', { method: 'POST', body: JSON.stringify({ code, password: GOOD, device: 'Máy' }) });
    expect([(await open(made.codes[0]?.code)).status, (await open(again.codes[0]?.code)).status]).toEqual([410, 200]);
    expect(await neverSeen()).not.toContain('MOI-1');
    expect((await admin.post('/api/accounts/codes', { ids: ['nobody'] })).status).toBe(404);
  });

  test('codes are given anew once for each account, and to none at all where one of them is closed', async () => {
    const accounts = ['KIN-1', 'KIN-2'].map((staffCode) => ({ staffCode, role: 'officer', unitIds: ['vp'] }));
    const made = CodesResponse.parse(await (await admin.post('/api/accounts/list', { accounts })).json());
    const ids = made.codes.map(({ account }) => account.person.id);
    const renew = (...wanted: readonly (string | undefined)[]) => admin.post('/api/accounts/codes', { ids: wanted });
    expect(CodesResponse.parse(await (await renew(ids[0], ids[0])).json()).codes).toHaveLength(1);
    await admin.post(`/api/accounts/${ids[0]}/disable`);
    expect((await renew(...ids)).status).toBe(404);
    const body = JSON.stringify({ code: made.codes[1]?.code, password: GOOD, device: 'Máy' });
    expect((await office.request('/api/open-account', { method: 'POST', body })).status).toBe(200);
  });

  test('as many people as a list may have are made at once, however long their names are', async () => {
    const accounts = Array.from({ length: MAX_ACCOUNTS }, (_, at) => ({
      staffCode: `DAI-${at}`.padEnd(SIGN_IN_LIMITS.staffCode, 'x'),
      role: 'officer',
      unitIds: ['vp', 'ls', 'tt', 'qlbg'],
      name: 'Nguyễn '.repeat(11).trim(),
    }));
    const answer = await admin.post('/api/accounts/list', { accounts });
    expect(answer.status).toBe(200);
    expect(CodesResponse.parse(await answer.json()).codes).toHaveLength(MAX_ACCOUNTS);
  });

  test('a password is changed by its owner, who stays signed in here and nowhere else', async () => {
    const password = office.passwords.get('TP-LS') ?? '';
    const [here, elsewhere] = [await office.signIn('TP-LS'), await office.signIn('TP-LS')];
    const set = (current: string, next: string) => here.post('/api/me/password', { current, password: next });
    expect((await set('sai', GOOD)).status).toBe(401);
    expect((await set(password, 'TP-LS tp-ls')).status).toBe(422);
    expect((await set(password, GOOD)).status).toBe(200);
    expect([(await here.get('/api/me')).status, (await elsewhere.get('/api/me')).status]).toEqual([200, 401]);
    expect((await Phone.signIn(office.request, 'TP-LS', GOOD)).person.staffCode).toBe('TP-LS');
  });

  test('a locked account says so to who knows its password, and to nobody else', async () => {
    const { id } = phoneOf('TP-QLBG').person;
    await admin.post(`/api/accounts/${id}/disable`);
    const answer = async (password: string) => {
      const body = JSON.stringify({ staffCode: 'TP-QLBG', password, device: 'Máy' });
      const response = await office.request('/api/sign-in', { method: 'POST', body });
      return [response.status, ((await response.json()) as { error: string }).error];
    };
    expect(await answer(office.passwords.get('TP-QLBG') ?? '')).toEqual([403, 'accountLocked']);
    expect(await answer('sai mật khẩu')).toEqual([401, 'wrongPassword']);
  });

  test('a phone of the first release signs in again after the transfer, and reads why a closed account is refused', async () => {
    const phone = phoneOf('CB-07');
    await phone.sync([], { app: 'web 0.1.0' });
    const body = JSON.stringify({ staffCode: 'CB-07', password: office.passwords.get('CB-07'), device: 'Máy cũ' });
    const signIn = async () => (await office.request('/api/sign-in', { method: 'POST', cookie: phone.cookie, body })).json();
    // Without the sign-in only the browser's own key tells which release asks.
    await phone.post('/api/sign-out');
    expect(await signIn()).toEqual({
      person: { id: phone.person.id, staffCode: 'CB-07', role: 'officer', unitIds: ['ls'] },
    });
    await admin.post(`/api/accounts/${phone.person.id}/disable`);
    expect(await signIn()).toMatchObject({ error: 'forbidden' });
    await admin.post(`/api/accounts/${phone.person.id}/enable`);
  });
});
