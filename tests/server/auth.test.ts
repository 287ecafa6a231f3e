import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Accounts, type NewAccountResponse } from '../../src/protocol/account.ts';
import { createPasswordHasher } from '../../src/server/auth/password-hash.ts';
import { resetPassword } from '../../src/server/commands/password.ts';
import { setUpProduction } from '../../src/server/set-up.ts';
import { migrate } from '../../src/server/store/migrate.ts';
import { toFormerShape } from './former-shape.ts';
import { cookieOf, DAY_MS, databases, fillRandom, makeCreate, NOON, type Office, openOffice, Phone } from './helpers.ts';

const GOOD = 'bốn chữ dễ nhớ';

describe.each(databases)('sign-in on %s', (kind) => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice(kind);
  });
  afterEach(() => office.close());

  const trySignIn = (staffCode: string, password: string, cookie?: string) =>
    office.request('/api/sign-in', {
      method: 'POST',
      body: JSON.stringify({ staffCode, password, device: 'Máy thử' }),
      ...(cookie !== undefined && { cookie }),
    });
  const passwordOf = (staffCode: string): string => office.passwords.get(staffCode) ?? '';
  const open = (code: string, password = GOOD) =>
    office.request('/api/open-account', { method: 'POST', body: JSON.stringify({ code, password, device: 'Máy mới' }) });
  const newAccount = async (admin: Phone, staffCode: string) => {
    const response = await admin.post('/api/accounts', { staffCode, role: 'officer', unitIds: ['ls'] });
    return (await response.json()) as NewAccountResponse;
  };

  test('gives a cookie that scripts cannot read and other sites cannot send', async () => {
    const response = await trySignIn('cb-07', passwordOf('CB-07'));
    expect(await response.json()).toMatchObject({ person: { staffCode: 'CB-07', role: 'officer', unitIds: ['qlbg'] } });
    for (const cookie of response.headers.getSetCookie())
      expect(cookie).toMatch(/^__Host-cotmoc(-device)?=[\w-]{43}; Max-Age=34560000; Path=\/; Secure; HttpOnly; SameSite=Strict$/);
  });

  test('keeps only hashes', async () => {
    const phone = await office.signIn('CB-07');
    const rows = await office.store.reader.selectFrom('devices').selectAll().execute();
    for (const value of phone.cookie.split(/; |=/)) if (value.length === 43) expect(JSON.stringify(rows)).not.toContain(value);
    const accounts = await office.store.reader.selectFrom('accounts').select('password_hash').execute();
    expect(accounts.every((one) => one.password_hash?.startsWith('$argon2id$v=19$'))).toBe(true);
  });

  test('answers a wrong password alike, whether the account is there, closed or unknown', async () => {
    const admin = await office.signIn('QT-01');
    const other = await office.signIn('CB-08');
    await admin.post(`/api/accounts/${other.person.id}/disable`);
    const answers = await Promise.all([trySignIn('CB-07', 'sai'), trySignIn('KHONG-CO', 'sai'), trySignIn('CB-08', 'sai')]);
    for (const answer of answers)
      expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([401, 'wrongPassword']);
  });

  test('on the same browser renews its device, and on another makes one', async () => {
    const first = await office.signIn('CB-07');
    const again = await Phone.signIn(office.request, 'CB-07', passwordOf('CB-07'), first.cookie);
    expect((await first.get('/api/me')).status).toBe(401);
    await office.signIn('CB-07');
    const { devices } = (await (await again.get('/api/devices')).json()) as { devices: unknown[] };
    expect(devices).toHaveLength(2);
  });

  test('ends after 90 days without use, and lasts while it is used', async () => {
    const phone = await office.signIn('CB-07');
    for (let i = 0; i < 4; i++) {
      office.clock.now += 89 * DAY_MS;
      expect((await phone.get('/api/me')).status).toBe(200);
    }
    office.clock.now += 91 * DAY_MS;
    expect((await phone.get('/api/me')).status).toBe(401);
  });

  test('ends for good after 400 days', async () => {
    const phone = await office.signIn('CB-07');
    for (let days = 0; days < 400; days += 80) {
      office.clock.now += 80 * DAY_MS;
      expect((await phone.get('/api/me')).status).toBe(200);
    }
    office.clock.now += DAY_MS;
    expect((await phone.get('/api/me')).status).toBe(401);
  });

  test('ends when the person signs out, on that device alone', async () => {
    const [one, two] = [await office.signIn('CB-07'), await office.signIn('CB-07')];
    const response = await one.post('/api/sign-out');
    expect(response.headers.getSetCookie()).toEqual(['__Host-cotmoc=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict']);
    expect([(await one.get('/api/me')).status, (await two.get('/api/me')).status]).toEqual([401, 200]);
    expect((await one.post('/api/sign-out')).status).toBe(200);
  });

  test('after an expiry, the same person sends on under the same device', async () => {
    const phone = await office.signIn('CB-07');
    const mutation = makeCreate();
    office.clock.now += 91 * DAY_MS;
    await expect(phone.sync([mutation])).rejects.toThrow('401');
    const again = await Phone.signIn(office.request, 'CB-07', passwordOf('CB-07'), phone.cookie);
    expect((await again.sync([mutation])).results).toMatchObject([{ status: 'applied' }]);
  });

  test('opens an account once with its code, however it is typed', async () => {
    const admin = await office.signIn('QT-01');
    const { account, code } = await newAccount(admin, 'CB-30');
    expect(account).toMatchObject({ open: false, disabled: false });
    expect((await trySignIn('CB-30', GOOD)).status).toBe(401);
    const opened = await open(` ${code.toLowerCase().replaceAll('-', ' ')} `);
    expect(opened.status).toBe(200);
    expect((await office.request('/api/me', { cookie: cookieOf(opened) })).status).toBe(200);
    expect([(await open(code)).status, (await trySignIn('CB-30', GOOD)).status]).toEqual([410, 200]);
  });

  test('a code of two people at once opens the account for one', async () => {
    const { code } = await newAccount(await office.signIn('QT-01'), 'CB-30');
    const answers = await Promise.all([open(code), open(code), open(code)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 410, 410]);
  });

  const codeOf = async (admin: Phone, staffCode: string): Promise<unknown> => {
    const { accounts } = Accounts.parse(await (await admin.get('/api/accounts')).json());
    return accounts.find(({ person }) => person.staffCode === staffCode)?.code;
  };
  /** A code that begins like this one, and is another. */
  const guessAt = (code: string): string => `${code.slice(0, 6)}AAAAA-AAAAA-AAAAA`;

  test('a code is good for a day, or for as long as the administrator chose, three days at most', async () => {
    const admin = await office.signIn('QT-01');
    const { code, account } = await newAccount(admin, 'CB-30');
    expect(await codeOf(admin, 'CB-30')).toEqual({ state: 'open', until: new Date(NOON + DAY_MS).toISOString(), guesses: 0 });
    office.clock.now += DAY_MS;
    expect((await open(code)).status).toBe(410);
    expect(await codeOf(admin, 'CB-30')).toMatchObject({ state: 'ended' });
    const path = `/api/accounts/${account.person.id}/code`;
    const longer = (await (await admin.post(`${path}?hours=72`)).json()) as NewAccountResponse;
    for (const hours of ['73', '720', '-1', 'x']) expect((await admin.post(`${path}?hours=${hours}`)).status).toBe(400);
    office.clock.now += 3 * DAY_MS - 1;
    expect((await open(longer.code)).status).toBe(200);
    expect(await codeOf(admin, 'CB-30')).toBeUndefined();
  });

  test('after ten guesses at a code it opens nothing, the administrator sees why, and another one is good', async () => {
    const admin = await office.signIn('QT-01');
    const [{ code, account }, other] = [await newAccount(admin, 'CB-30'), await newAccount(admin, 'CB-31')];
    for (let guess = 0; guess < 10; guess++) expect((await open(guessAt(code))).status).toBe(410);
    expect((await open(code)).status).toBe(410);
    expect(await codeOf(admin, 'CB-30')).toMatchObject({ state: 'guessed', guesses: 10 });
    expect(office.logged.filter(({ event }) => event === 'codeGuessedAt')).toEqual([
      { event: 'codeGuessedAt', accountId: account.person.id },
    ]);
    expect(await codeOf(admin, 'CB-31')).toMatchObject({ state: 'open', guesses: 0 });
    expect((await open(other.code)).status).toBe(200);
    const renewed = (await (await admin.post(`/api/accounts/${account.person.id}/code`)).json()) as NewAccountResponse;
    expect((await open(renewed.code)).status).toBe(200);
  });

  test('nine guesses at a code, and weak passwords with the right one, leave it good', async () => {
    const { code } = await newAccount(await office.signIn('QT-01'), 'CB-30');
    for (let guess = 0; guess < 9; guess++) await open(guessAt(code));
    for (let tries = 0; tries < 4; tries++) expect((await open(code, 'matkhau123')).status).toBe(422);
    expect((await open(code)).status).toBe(200);
  });

  test('an open code is seen as open and can be cancelled, and opens nothing then', async () => {
    const admin = await office.signIn('QT-01');
    const { code, account } = await newAccount(admin, 'CB-30');
    expect(await codeOf(admin, 'CB-30')).toMatchObject({ state: 'open' });
    const cancelled = await admin.post(`/api/accounts/${account.person.id}/code/cancel`);
    expect([cancelled.status, await codeOf(admin, 'CB-30')]).toEqual([200, undefined]);
    expect((await open(code)).status).toBe(410);
  });

  test('a code that a former release made for weeks ends within three days of the update', async () => {
    const { writer } = office.store;
    await newAccount(await office.signIn('QT-01'), 'CB-30');
    await toFormerShape(writer, '018-account-codes');
    const inWeeks = Date.now() + 14 * DAY_MS;
    await writer.updateTable('accounts').set({ code_expires_at: inWeeks }).where('staff_code', '=', 'CB-30').execute();
    await migrate(writer, () => 'epoch');
    const row = await writer.selectFrom('accounts').selectAll().where('staff_code', '=', 'CB-30').executeTakeFirstOrThrow();
    expect(row.code_expires_at).toBeLessThanOrEqual(Date.now() + 3 * DAY_MS);
    expect(row.code_failures).toBe(0);
  });

  test('the administrator sees who has never signed in, and when the others were last heard of', async () => {
    const admin = await office.signIn('QT-01');
    await newAccount(admin, 'CB-30');
    await office.signIn('CB-07');
    const { accounts } = Accounts.parse(await (await admin.get('/api/accounts')).json());
    const seen = (staffCode: string) => accounts.find(({ person }) => person.staffCode === staffCode)?.seenAt;
    expect([seen('CB-30'), seen('CB-07')]).toEqual([undefined, new Date(NOON).toISOString()]);
  });

  test('anybody reads what is held about them, and nothing of others or of what opens anything', async () => {
    const [phone, colleague] = [await office.signIn('CB-07'), await office.signIn('CB-08')];
    await phone.sync([makeCreate(), makeCreate()]);
    await colleague.sync([makeCreate()]);
    const text = await (await phone.get('/api/me/data')).text();
    expect(JSON.parse(text)).toMatchObject({
      account: { person: { staffCode: 'CB-07' }, open: true },
      devices: [{ name: 'Máy thử', current: true }],
      recorded: [{ action: 'record', versions: 2 }],
      feedTokens: [],
      adminActs: [],
    });
    expect(text).not.toMatch(/CB-08|argon2|hash/i);
  });

  test('an unknown code is answered like one that has ended, and guessing is limited', async () => {
    const { code } = await newAccount(await office.signIn('QT-01'), 'CB-30');
    office.clock.now += 2 * DAY_MS;
    expect([(await open(code)).status, (await open('AAAAA-AAAAA-AAAAA-AAAAA')).status]).toEqual([410, 410]);
    for (let i = 0; i < 20; i++) await open('AAAAA-AAAAA-AAAAA-AAAAA');
    expect((await open('AAAAA-AAAAA-AAAAA-AAAAA')).status).toBe(429);
  });

  test('a weak password is refused and leaves the code good', async () => {
    const { code } = await newAccount(await office.signIn('QT-01'), 'CB-30');
    for (const weak of ['ngắn', 'matkhau123', 'aaaaaaaaaaaa', 'CB-30CB-30CB-30']) expect((await open(code, weak)).status).toBe(422);
    expect((await open(code)).status).toBe(200);
  });

  test('a new code replaces the password and ends every sign-in, once it is used', async () => {
    const [admin, phone] = [await office.signIn('QT-01'), await office.signIn('CB-07')];
    const { code } = (await (await admin.post(`/api/accounts/${phone.person.id}/code`)).json()) as NewAccountResponse;
    expect((await phone.get('/api/me')).status).toBe(200);
    await open(code);
    expect((await phone.get('/api/me')).status).toBe(401);
    expect([(await trySignIn('CB-07', passwordOf('CB-07'))).status, (await trySignIn('CB-07', GOOD)).status]).toEqual([401, 200]);
  });

  test('a staff code is given once, whatever its case, and its units must exist', async () => {
    const admin = await office.signIn('QT-01');
    const statusOf = async (body: object) => (await admin.post('/api/accounts', body)).status;
    expect(await statusOf({ staffCode: 'cb-07', role: 'officer', unitIds: ['ls'] })).toBe(409);
    expect(await statusOf({ staffCode: 'CB-31', role: 'officer', unitIds: ['nowhere'] })).toBe(400);
    expect(await statusOf({ staffCode: 'CB-31', role: 'officer', unitIds: ['ls', 'ls'] })).toBe(400);
    expect(await statusOf({ staffCode: 'CB-31', role: 'king', unitIds: ['ls'] })).toBe(400);
    expect(await statusOf({ staffCode: 'CB-31', role: 'officer', unitIds: ['ls'] })).toBe(200);
  });

  test('a closed account is out at its next request and back when it is opened', async () => {
    const [admin, phone] = [await office.signIn('QT-01'), await office.signIn('CB-07')];
    await admin.post(`/api/accounts/${phone.person.id}/disable`);
    expect((await phone.get('/api/me')).status).toBe(401);
    await admin.post(`/api/accounts/${phone.person.id}/enable`);
    expect((await trySignIn('CB-07', passwordOf('CB-07'))).status).toBe(200);
    expect((await admin.post(`/api/accounts/${admin.person.id}/disable`)).status).toBe(403);
  });

  test('new colleagues come with the feed', async () => {
    const [admin, phone] = [await office.signIn('QT-01'), await office.signIn('CB-12')];
    await phone.pull();
    await newAccount(admin, 'CB-30');
    expect((await phone.sync()).changes.people).toMatchObject([{ staffCode: 'CB-30' }]);
  });

  test('a device may be signed out by its owner and by who may look at it, and by nobody else', async () => {
    const [phone, stranger] = [await office.signIn('CB-07'), await office.signIn('CB-12')];
    const { devices } = (await (await phone.get('/api/devices')).json()) as { devices: { id: string }[] };
    const path = `/api/devices/${devices[0]?.id}/sign-out`;
    expect([(await stranger.post(path)).status, (await stranger.post('/api/devices/none/sign-out')).status]).toEqual([404, 404]);
    expect((await phone.post(path)).status).toBe(200);
    expect((await phone.get('/api/me')).status).toBe(401);
  });

  test('the password command gives a new one and ends every sign-in', async () => {
    const phone = await office.signIn('CB-07');
    const password = (await resetPassword(office.store, 'CB-07'))?.password ?? '';
    expect((await phone.get('/api/me')).status).toBe(401);
    expect([(await trySignIn('CB-07', password)).status, await resetPassword(office.store, 'XX-99')]).toEqual([200, undefined]);
  });

  test('in production the first admin opens the account by a link, which is renewed until it was used', async () => {
    await office.store.writer.deleteFrom('accounts').execute();
    const tools = { store: office.store, passwords: office.deps.passwords, fillRandom, now: NOON };
    const first = await setUpProduction(tools);
    const second = (await setUpProduction(tools)) ?? '';
    expect((await open(first ?? '')).status).toBe(410);
    const opened = await open(second);
    expect(await opened.json()).toMatchObject({ person: { staffCode: 'QT-01', role: 'admin' } });
    expect(await setUpProduction(tools)).toBeUndefined();
  });
});

describe('passwords', () => {
  const passwords = createPasswordHasher({ memory: 8, passes: 1 });

  test('are stored in the form other tools read, with salts of their own', async () => {
    const [one, two] = [await passwords.hash(GOOD), await passwords.hash(GOOD)];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=8,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(two);
  });

  test('are the same however their letters were composed, and outlive a change of cost', async () => {
    const stored = await createPasswordHasher({ memory: 16, passes: 2 }).hash(GOOD.normalize('NFD'));
    const verify = (hash: string | null, password: string) => passwords.verify(hash, password, 'known');
    expect([await verify(stored, GOOD), await verify(stored, `${GOOD}.`), await verify(null, GOOD)]).toEqual([true, false, false]);
  });
});
