import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Accounts, type AdminAct, type NewAccountResponse } from '../../src/protocol/account.ts';
import { databases, type Office, openOffice, Phone } from './helpers.ts';

const HOUR_MS = 3_600_000;
const GOOD = 'bốn chữ dễ nhớ';

describe.each(databases)('administrators on %s', (kind) => {
  let office: Office;
  let first: Phone;
  beforeEach(async () => {
    office = await openOffice(kind);
    first = await office.signIn('QT-01');
  });
  afterEach(() => office.close());

  const listed = async (admin: Phone) => Accounts.parse(await (await admin.get('/api/accounts')).json());
  const actsOf = async (admin: Phone): Promise<AdminAct[]> => (await listed(admin)).acts ?? [];
  const told = async (admin: Phone) =>
    (await actsOf(admin)).map(({ kind, state, person, askedBy }) => [kind, state, person.staffCode, askedBy.staffCode]);
  const openWith = (code: string) =>
    office.request('/api/open-account', { method: 'POST', body: JSON.stringify({ code, password: GOOD, device: 'Máy mới' }) });
  const add = async (staffCode: string, role = 'admin', by = first): Promise<NewAccountResponse> =>
    (await (await by.post('/api/accounts', { staffCode, role, unitIds: role === 'admin' ? [] : ['ls'] })).json()) as NewAccountResponse;
  /** A second administrator who has opened the account. */
  async function second(staffCode = 'QT-02'): Promise<Phone> {
    const { code } = await add(staffCode);
    expect((await openWith(code)).status).toBe(200);
    return Phone.signIn(office.request, staffCode, GOOD);
  }
  const change = (role: string, unitIds: readonly string[] = []) => ({ role, unitIds, from: null, name: null });
  const idOf = async (staffCode: string): Promise<string> =>
    (await listed(first)).accounts.find(({ person }) => person.staffCode === staffCode)?.person.id ?? '';
  const asked = async (by: Phone, body: object): Promise<AdminAct> => (await (await by.post('/api/admin-acts', body)).json()) as AdminAct;

  test('alone, one makes another and renews the code until it is used, and the other is told of it', async () => {
    const { account } = await add('QT-02');
    const renewed = await first.post(`/api/accounts/${account.person.id}/code`);
    expect(renewed.status).toBe(200);
    await openWith(((await renewed.json()) as NewAccountResponse).code);
    const other = await Phone.signIn(office.request, 'QT-02', GOOD);
    expect((await told(other)).toSorted()).toEqual([
      ['add', 'done', 'QT-02', 'QT-01'],
      ['code', 'done', 'QT-02', 'QT-01'],
    ]);
  });

  test('where there are two, none gives another a new code alone, by whatever way', async () => {
    const other = await second();
    const path = `/api/accounts/${other.person.id}`;
    const codeBefore = await office.store.reader.selectFrom('accounts').select('code_hash').where('staff_code', '=', 'QT-02').execute();
    expect((await first.post(`${path}/code`)).status).toBe(403);
    expect((await first.post('/api/accounts/codes', { ids: [await idOf('CB-07'), other.person.id] })).status).toBe(403);
    expect((await first.post(`${path}/change`, change('officer', ['ls']))).status).toBe(403);
    expect((await first.post('/api/accounts', { staffCode: 'QT-03', role: 'admin', unitIds: [] })).status).toBe(403);
    expect((await first.post(`/api/accounts/${await idOf('CB-08')}/change`, change('admin'))).status).toBe(403);
    // Shut out, the other is no easier to take over: no code and no other role before the account is open again.
    expect((await first.post(`${path}/disable`)).status).toBe(200);
    expect([(await first.post(`${path}/code`)).status, (await first.post(`${path}/change`, change('officer', ['ls']))).status]).toEqual([
      404, 403,
    ]);
    expect((await first.post(`${path}/enable`)).status).toBe(200);
    expect((await first.post(`${path}/code`)).status).toBe(403);
    const codeAfter = await office.store.reader.selectFrom('accounts').select('code_hash').where('staff_code', '=', 'QT-02').execute();
    expect(codeAfter).toEqual(codeBefore);
    const again = await Phone.signIn(office.request, 'QT-02', GOOD);
    expect((await told(again)).map(([kind]) => kind).toSorted()).toEqual(['add', 'close', 'reopen']);
  });

  test('a code for an administrator comes when another confirms, to that other alone, and all are told', async () => {
    const other = await second();
    const act = await asked(first, { accountId: other.person.id });
    expect(await told(other)).toContainEqual(['code', 'waiting', 'QT-02', 'QT-01']);
    expect((await first.post(`/api/admin-acts/${act.id}/confirm`)).status).toBe(403);
    const confirmed = (await (await other.post(`/api/admin-acts/${act.id}/confirm`)).json()) as {
      act: AdminAct;
      issued: NewAccountResponse;
    };
    expect(confirmed.act).toMatchObject({ state: 'done', answeredBy: { staffCode: 'QT-02' } });
    expect((await openWith(confirmed.issued.code)).status).toBe(200);
    expect((await other.post(`/api/admin-acts/${act.id}/confirm`)).status).toBe(401);
    expect(await told(first)).toContainEqual(['code', 'done', 'QT-02', 'QT-01']);
    expect((await first.post(`/api/admin-acts/${act.id}/confirm`)).status).toBe(404);
  });

  test('who is made or unmade an administrator is so when another confirms, and not when that is declined', async () => {
    const other = await second();
    const officer = await idOf('CB-08');
    const refused = await asked(first, { accountId: officer, change: change('admin') });
    expect((await other.post(`/api/admin-acts/${refused.id}/decline`)).status).toBe(200);
    expect((await other.post(`/api/admin-acts/${refused.id}/confirm`)).status).toBe(404);
    const roleOf = async () => (await listed(first)).accounts.find(({ person }) => person.id === officer)?.person.role;
    expect(await roleOf()).toBe('officer');
    const wanted = await asked(first, { accountId: officer, change: change('admin') });
    const done = await other.post(`/api/admin-acts/${wanted.id}/confirm`);
    expect([done.status, await roleOf()]).toEqual([200, 'admin']);
    const unmade = await asked(other, { accountId: officer, change: change('officer', ['qlbg']) });
    expect(await roleOf()).toBe('admin');
    await first.post(`/api/admin-acts/${unmade.id}/confirm`);
    expect(await roleOf()).toBe('officer');
  });

  test('what nobody confirmed in three days has lapsed, what is asked again takes its place, and nothing is asked in vain', async () => {
    const other = await second();
    const accountId = other.person.id;
    const [former, later] = [await asked(first, { accountId }), await asked(first, { accountId })];
    expect((await other.post(`/api/admin-acts/${former.id}/confirm`)).status).toBe(404);
    office.clock.now += 73 * HOUR_MS;
    expect((await other.post(`/api/admin-acts/${later.id}/confirm`)).status).toBe(404);
    expect(
      (await actsOf(other))
        .filter(({ kind }) => kind === 'code')
        .map(({ state }) => state)
        .toSorted(),
    ).toEqual(['declined', 'lapsed']);
    expect((await first.post('/api/admin-acts', { accountId: await idOf('CB-07') })).status).toBe(400);
    expect((await first.post('/api/admin-acts', { accountId: 'khong-co' })).status).toBe(404);
  });

  test('who closes the account of the only other administrator is not alone for three days, and makes none until then', async () => {
    const other = await second();
    const officer = `/api/accounts/${await idOf('CB-08')}/change`;
    const makes = async () => [
      (await first.post('/api/accounts', { staffCode: 'QT-03', role: 'admin', unitIds: [] })).status,
      (await first.post(officer, change('admin'))).status,
    ];
    expect((await first.post(`/api/accounts/${other.person.id}/disable`)).status).toBe(200);
    expect(await makes()).toEqual([403, 403]);
    office.clock.now += 73 * HOUR_MS;
    expect(await makes()).toEqual([200, 200]);
  });

  test('an asker who is no administrator any more asks for nothing', async () => {
    const other = await second();
    const made = await asked(first, { accountId: await idOf('CB-08'), change: change('admin') });
    await other.post(`/api/accounts/${first.person.id}/disable`);
    expect((await other.post(`/api/admin-acts/${made.id}/confirm`)).status).toBe(403);
  });
});

describe.each(databases)('whose sign-in may be ended by whom on %s', (kind) => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice(kind);
  });
  afterEach(() => office.close());

  const deviceOf = async (phone: Phone): Promise<string> => {
    const { devices } = (await (await phone.get('/api/devices')).json()) as { devices: { id: string; current: boolean }[] };
    return devices.find((device) => device.current)?.id ?? '';
  };

  test('by whoever stands above: no lead ends that of a supervisor, no supervisor that of an administrator or of another supervisor', async () => {
    const admin = await office.signIn('QT-01');
    // In the unit of the lead, so that the lead sees the phone.
    const made = (await (
      await admin.post('/api/accounts', { staffCode: 'VP-09', role: 'supervisor', unitIds: ['qlbg'] })
    ).json()) as NewAccountResponse;
    await office.request('/api/open-account', { method: 'POST', body: JSON.stringify({ code: made.code, password: GOOD, device: 'Máy' }) });
    const supervisor = await Phone.signIn(office.request, 'VP-09', GOOD);
    const [lead, other, officer] = [await office.signIn('TP-QLBG'), await office.signIn('VP-01'), await office.signIn('CB-07')];
    const end = async (by: Phone, whose: Phone) => (await by.post(`/api/devices/${await deviceOf(whose)}/sign-out`)).status;
    expect([await end(lead, supervisor), await end(other, supervisor), await end(supervisor, admin)]).toEqual([403, 403, 403]);
    expect([await end(lead, officer), await end(supervisor, lead), await end(admin, supervisor)]).toEqual([200, 200, 200]);
    for (const phone of [officer, lead, supervisor]) expect((await phone.get('/api/me')).status).toBe(401);
    for (const phone of [admin, other]) expect((await phone.get('/api/me')).status).toBe(200);
  });

  test('an administrator ends all of a person at once, and the own ones but the present', async () => {
    const admin = await office.signIn('QT-01');
    const [one, two, elsewhere] = [await office.signIn('CB-07'), await office.signIn('CB-07'), await office.signIn('QT-01')];
    expect((await admin.post(`/api/accounts/${one.person.id}/sign-out`)).status).toBe(200);
    expect([(await one.get('/api/me')).status, (await two.get('/api/me')).status]).toEqual([401, 401]);
    expect((await admin.post(`/api/accounts/${admin.person.id}/sign-out`)).status).toBe(200);
    expect([(await elsewhere.get('/api/me')).status, (await admin.get('/api/me')).status]).toEqual([401, 200]);
  });
});
