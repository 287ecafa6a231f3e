import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Account, AdminAct } from '../../src/protocol/account.ts';
import type { Factors, FactorWays, NewFactor } from '../../src/protocol/factor.ts';
import { stepAt, totpCode } from '../../src/server/auth/totp.ts';
import { resetPassword } from '../../src/server/commands/password.ts';
import { fillDemonstration } from '../../src/server/demonstration/fill.ts';
import { softwareKey } from '../helpers/software-key.ts';
import { cookieOf, DAY_MS, databases, enrolApp, fillRandom, makeCreate, NOON, type Office, ORIGIN, openOffice, Phone } from './helpers.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const CLOSE = { id: '019cfe5c-0000-7000-8000-000000000001', planId: 'kien-giang-2024', periodKey: 'month-2026-2' };

interface Refused {
  readonly error: string;
  readonly detail?: string;
}
const refusalOf = async (response: Response): Promise<readonly [number, string, string | undefined]> => {
  const { error, detail } = (await response.json()) as Refused;
  return [response.status, error, detail];
};
const ANSWER = [403, 'factorNeeded', 'answer'];
const HALF = [403, 'factorNeeded', 'signIn'];
const ENROL = [403, 'factorNeeded', 'enrol'];

describe.each(databases)('the second factor on %s', (kind) => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice(kind);
  });
  afterEach(() => office.close());

  const codeOf = (secret: string, off = 0): string => totpCode(secret, stepAt(office.clock.now) + off);
  const json = async <T>(response: Promise<Response>): Promise<T> => (await response).json() as Promise<T>;
  const factorsOf = (phone: Phone): Promise<Factors> => json(phone.get('/api/factors'));

  const enrol = (phone: Phone, name?: string) => enrolApp(office, phone, name);
  /** What begins the first factor of an account. */
  const firstFactor = (staffCode: string, what = 'totp', word = office.passwords.get(staffCode)) => ({ kind: what, password: word });
  const password = (staffCode: string, cookie?: string, word = office.passwords.get(staffCode)): Promise<Response> =>
    office.request('/api/sign-in', {
      method: 'POST',
      body: JSON.stringify({ staffCode, password: word, device: 'Máy khác' }),
      ...(cookie !== undefined && { cookie }),
    });
  const post = (path: string, cookie: string, body?: unknown): Promise<Response> =>
    office.request(path, { method: 'POST', cookie, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const answer = (cookie: string, code: string): Promise<Response> => post('/api/sign-in/answer', cookie, { way: 'totp', code });
  /** A browser that has answered, as a phone of its owner. */
  async function answered(staffCode: string, code: string): Promise<Phone> {
    const half = cookieOf(await password(staffCode));
    const response = await answer(half, code);
    const { person } = (await response.json()) as { person: Phone['person'] };
    const [device] = half.split('; ').filter((pair) => pair.startsWith('__Host-cotmoc-device='));
    return new Phone(office.request, person, `${cookieOf(response)}; ${device}`);
  }
  const idOf = async (admin: Phone, staffCode: string): Promise<string> =>
    (await json<{ accounts: { person: { id: string; staffCode: string } }[] }>(admin.get('/api/accounts'))).accounts.find(
      ({ person }) => person.staffCode === staffCode,
    )?.person.id ?? '';

  test('the right password alone opens nothing: what it gives reaches no other route and ends after five minutes', async () => {
    const { secret } = await enrol(await office.signIn('VP-01'));
    office.clock.now += MINUTE_MS;
    const half = await password('VP-01');
    const cookie = cookieOf(half);
    expect(await refusalOf(half)).toEqual(HALF);
    expect(cookie).not.toContain('__Host-cotmoc=');
    for (const path of ['/api/me', '/api/factors', '/api/devices', '/api/records?planId=kien-giang-2024', '/api/me/data'])
      expect((await office.request(path, { cookie })).status).toBe(401);
    expect((await post('/api/sync', cookie, {})).status).toBe(401);
    expect((await post('/api/factors/begin', cookie, { kind: 'totp' })).status).toBe(401);
    expect(await json(post('/api/sign-in/ways', cookie))).toEqual({ totp: true, recovery: true });
    office.clock.now += 5 * MINUTE_MS;
    expect((await answer(cookie, codeOf(secret))).status).toBe(401);
    expect(await refusalOf(await post('/api/sign-in/ways', cookie))).toEqual([401, 'notSignedIn', undefined]);
  });

  test('a right answer opens nothing where its sign-in was ended while it was being checked', async () => {
    let ends = false;
    const racing = await openOffice(kind, {
      wrapStore: (store) => ({
        ...store,
        async write(work) {
          const done = await store.write(work);
          // As a reset of the factors would, between the check and the sign-in.
          if (ends) await store.write((tx) => tx.db.deleteFrom('half_sign_ins').execute());
          return done;
        },
      }),
    });
    const { secret } = await enrolApp(racing, await racing.signIn('VP-01'));
    racing.clock.now += MINUTE_MS;
    const request = { staffCode: 'VP-01', password: racing.passwords.get('VP-01'), device: 'Máy khác' };
    const cookie = cookieOf(await racing.request('/api/sign-in', { method: 'POST', body: JSON.stringify(request) }));
    ends = true;
    const body = JSON.stringify({ way: 'totp', code: totpCode(secret, stepAt(racing.clock.now)) });
    const answered = await racing.request('/api/sign-in/answer', { method: 'POST', cookie, body });
    expect(await refusalOf(answered)).toEqual([401, 'notSignedIn', undefined]);
    expect(cookieOf(answered)).not.toContain('__Host-cotmoc=');
    await racing.close();
  });

  test('digits open once, within a step of now, and only in the browser that knew the password', async () => {
    const { secret } = await enrol(await office.signIn('VP-01'));
    // The very digits that made the factor are used up.
    const first = cookieOf(await password('VP-01'));
    expect(await refusalOf(await answer(first, codeOf(secret)))).toEqual([401, 'wrongFactor', undefined]);
    office.clock.now += 2 * MINUTE_MS;
    const stolen = first.split('; ').find((pair) => pair.startsWith('__Host-cotmoc-half')) ?? '';
    expect((await answer(stolen, codeOf(secret))).status).toBe(401);
    expect((await answer(`${stolen}; __Host-cotmoc-device=another`, codeOf(secret))).status).toBe(401);
    expect((await answer(first, codeOf(secret, 2))).status).toBe(401);
    const code = codeOf(secret, 1);
    expect((await answer(first, code)).status).toBe(200);
    // Its half is over, and so are the digits.
    expect((await answer(first, code)).status).toBe(401);
    const second = cookieOf(await password('VP-01'));
    expect((await answer(second, code)).status).toBe(401);
    expect((await answer(second, codeOf(secret))).status).toBe(401);
  });

  test('five answers are all that a right password buys, and ten at once whatever the password is said again', async () => {
    const { secret } = await enrol(await office.signIn('VP-01'));
    office.clock.now += 2 * MINUTE_MS;
    const wrong = codeOf(secret, 40);
    const first = cookieOf(await password('VP-01'));
    for (let tries = 0; tries < 5; tries++) expect((await refusalOf(await answer(first, wrong)))[1]).toBe('wrongFactor');
    expect(await refusalOf(await answer(first, codeOf(secret)))).toEqual([401, 'notSignedIn', undefined]);
    const second = cookieOf(await password('VP-01'));
    for (let tries = 0; tries < 5; tries++) expect((await refusalOf(await answer(second, wrong)))[1]).toBe('wrongFactor');
    const third = cookieOf(await password('VP-01'));
    expect((await refusalOf(await answer(third, codeOf(secret))))[1]).toBe('tooManyAttempts');
    // Another process knows of it as well.
    const row = await office.store.reader
      .selectFrom('accounts')
      .select('factor_guesses_full_at')
      .where('staff_code', '=', 'VP-01')
      .execute();
    expect(row[0]?.factor_guesses_full_at).toBeGreaterThan(office.clock.now + 90 * MINUTE_MS);
  });

  test('a browser that has answered is not asked for 30 days, also after signing out, and others are', async () => {
    const { secret } = await enrol(await office.signIn('VP-01'));
    office.clock.now += 2 * MINUTE_MS;
    const phone = await answered('VP-01', codeOf(secret));
    expect((await phone.get('/api/me')).status).toBe(200);
    expect((await phone.post('/api/sign-out')).status).toBe(200);
    office.clock.now += 29 * DAY_MS;
    expect((await password('VP-01', phone.cookie)).status).toBe(200);
    expect((await password('VP-01')).status).toBe(403);
    office.clock.now += 1 * DAY_MS;
    expect(await refusalOf(await password('VP-01', phone.cookie))).toEqual(HALF);
  });

  test('a new password through the hand of an administrator does not stand in for the second answer', async () => {
    const owner = await office.signIn('VP-01');
    const { secret } = await enrol(owner);
    const admin = await office.signIn('QT-01');
    const { code } = await json<{ code: string }>(admin.post(`/api/accounts/${owner.person.id}/code`));
    office.clock.now += 2 * MINUTE_MS;
    const begunBefore = cookieOf(await password('VP-01'));
    const opened = await post('/api/open-account', owner.cookie, { code, password: 'bốn chữ dễ nhớ', device: 'Máy' });
    expect(await refusalOf(opened.clone())).toEqual(HALF);
    const [device] = owner.cookie.split('; ').filter((pair) => pair.startsWith('__Host-cotmoc-device='));
    const half = cookieOf(opened);
    // What the former password had begun is over.
    expect([(await owner.get('/api/me')).status, (await answer(begunBefore, codeOf(secret))).status]).toEqual([401, 401]);
    expect((await answer(`${half}; ${device}`, codeOf(secret))).status).toBe(200);
  });

  test('a recovery code opens once, ten are given and can be made anew, and only their hashes are there', async () => {
    const owner = await office.signIn('VP-01');
    const { recovery } = await enrol(owner);
    expect(new Set(recovery).size).toBe(10);
    const [first = '', second = ''] = recovery;
    const stored = await office.store.reader.selectFrom('recovery_codes').select('code_hash').execute();
    expect(stored.some(({ code_hash }) => recovery.includes(code_hash))).toBe(false);
    const recover = async (code: string): Promise<number> =>
      (await post('/api/sign-in/answer', cookieOf(await password('VP-01')), { way: 'recovery', code })).status;
    expect(await recover(first.toLowerCase().replaceAll('-', ' '))).toBe(200);
    expect(await recover(first)).toBe(401);
    expect((await factorsOf(owner)).recoveryLeft).toBe(9);
    const renewed = await json<{ recovery: string[] }>(owner.post('/api/factors/recovery'));
    expect(await recover(second)).toBe(401);
    expect(await recover(renewed.recovery[0] ?? '')).toBe(200);
    expect((await factorsOf(owner)).recoveryLeft).toBe(9);
  });

  test('a passkey signs in and answers once more; another host, another challenge and the same signature again do not', async () => {
    const owner = await office.signIn('VP-01');
    const key = softwareKey(ORIGIN);
    const begun = await json<Extract<NewFactor, { kind: 'passkey' }>>(owner.post('/api/factors/begin', firstFactor('VP-01', 'passkey')));
    expect(begun.question.rpId).toBe('localhost');
    const elsewhere = softwareKey('http://other.example').make(begun.question);
    expect((await owner.post('/api/factors', { kind: 'passkey', name: 'Khóa', key: elsewhere })).status).toBe(401);
    expect((await owner.post('/api/factors', { kind: 'passkey', name: 'Khóa', key: key.make(begun.question) })).status).toBe(200);

    const cookie = cookieOf(await password('VP-01'));
    const ways = async (): Promise<NonNullable<FactorWays['passkey']>> => {
      const { passkey } = await json<FactorWays>(post('/api/sign-in/ways', cookie));
      if (!passkey) throw new Error('No passkey is asked for');
      return passkey;
    };
    const sign = (proof: unknown): Promise<Response> => post('/api/sign-in/answer', cookie, { way: 'passkey', proof });
    const proof = key.sign(await ways());
    expect((await sign({ ...proof, signature: key.sign({ ...(await ways()), challenge: 'other' }).signature })).status).toBe(401);
    // The challenge before is used up.
    expect((await sign(proof)).status).toBe(401);
    expect((await sign(key.sign(await ways()))).status).toBe(200);

    office.clock.now += 13 * HOUR_MS;
    expect(await refusalOf(await owner.post('/api/closings', CLOSE))).toEqual(ANSWER);
    const { passkey } = await json<FactorWays>(owner.post('/api/factors/ways'));
    if (!passkey) throw new Error('No passkey is asked for');
    const again = { way: 'passkey', proof: key.sign(passkey) };
    expect((await owner.post('/api/factors/answer', again)).status).toBe(200);
    expect((await owner.post('/api/factors/answer', again)).status).toBe(401);
    expect((await owner.post('/api/closings', CLOSE)).status).toBe(200);
  });

  test('what is grave needs an answer of the last twelve hours: closings, accounts, exports, keys and settings', async () => {
    const [desk, admin] = [await office.signIn('VP-01'), await office.signIn('QT-01')];
    const { secret } = await enrol(desk);
    const own = await enrol(admin);
    office.clock.now += 12 * HOUR_MS - 1;
    expect((await desk.post('/api/settings', { markers: [], hiddenTypes: [] })).status).toBe(200);
    office.clock.now += 1;
    const officer = await idOf(admin, 'CB-07');
    const grave: readonly (readonly [Phone, string, unknown?])[] = [
      [desk, '/api/closings', CLOSE],
      [desk, '/api/feed-tokens', { name: 'Bảng tính' }],
      [desk, '/api/settings', { markers: [], hiddenTypes: [] }],
      [admin, '/api/accounts', { staffCode: 'CB-99', role: 'officer', unitIds: ['vp'] }],
      [admin, '/api/accounts/list', { accounts: [{ staffCode: 'CB-98', role: 'officer', unitIds: ['vp'] }] }],
      [admin, '/api/accounts/codes', { ids: [officer] }],
      [admin, `/api/accounts/${officer}/code`],
      [admin, `/api/accounts/${officer}/code/cancel`],
      [admin, `/api/accounts/${officer}/change`, { role: 'officer', unitIds: ['vp'], from: null, name: null }],
      [admin, `/api/accounts/${officer}/disable`],
      [admin, `/api/accounts/${officer}/enable`],
      [admin, `/api/accounts/${officer}/sign-out`],
      [admin, `/api/accounts/${officer}/factors/reset`],
      [admin, '/api/admin-acts', { accountId: officer }],
    ];
    for (const [phone, path, body] of grave) expect([path, ...(await refusalOf(await phone.post(path, body)))]).toEqual([path, ...ANSWER]);
    const page = (limit: number): Promise<Response> => desk.get(`/api/records?planId=kien-giang-2024&limit=${limit}`);
    expect(await refusalOf(await page(500))).toEqual(ANSWER);
    // What is no such thing goes on.
    expect([(await page(50)).status, (await desk.get('/api/devices')).status, (await admin.get('/api/accounts')).status]).toEqual([
      200, 200, 200,
    ]);
    await desk.sync();
    expect((await desk.post('/api/factors/answer', { way: 'totp', code: codeOf(secret) })).status).toBe(200);
    expect((await admin.post('/api/factors/answer', { way: 'totp', code: codeOf(own.secret) })).status).toBe(200);
    for (const [phone, path, body] of grave) expect([path, (await phone.post(path, body)).status]).not.toEqual([path, 403]);
    expect((await page(500)).status).toBe(200);
    // An approver is asked before approving and opening again, and not before reading.
    const approver = await office.signIn('GD-01');
    await enrol(approver);
    office.clock.now += 13 * HOUR_MS;
    const reopen = { seen: 1, word: { step: 'reopened', reason: 'Thiếu số' } };
    expect(await refusalOf(await approver.post(`/api/closings/${CLOSE.id}/steps`, reopen))).toEqual(ANSWER);
    expect((await approver.get(`/api/closings/${CLOSE.id}`)).status).toBe(200);
  });

  test('records that are taken along in small pages are an export: beyond some thousand they need the answer, and stand in the log', async () => {
    await office.signIn('CB-07').then(async (phone) => {
      for (let page = 0; page < 3; page++) await phone.sync(Array.from({ length: 100 }, () => makeCreate()));
    });
    const [desk, admin] = [await office.signIn('VP-01'), await office.signIn('QT-01')];
    const { secret } = await enrol(desk);
    const exports = async (): Promise<number> =>
      (await json<{ entries: { kind: string }[] }>(admin.get('/api/audit?kind=recordsExported'))).entries.length;
    office.clock.now += 13 * HOUR_MS;
    const ways = ['/api/records?limit=100', '/api/activities?planId=kien-giang-2024&limit=200'];
    for (const path of ways) {
      let pages = 0;
      for (; pages < 40 && (await desk.get(path)).status === 200; pages++);
      expect(pages).toBeLessThan(40);
      expect(await refusalOf(await desk.get(path))).toEqual(ANSWER);
    }
    expect(await exports()).toBe(0);
    expect((await desk.post('/api/factors/answer', { way: 'totp', code: codeOf(secret) })).status).toBe(200);
    for (const path of ways) expect((await desk.get(path)).status).toBe(200);
    expect(await exports()).toBe(2);
    office.clock.now += 2 * HOUR_MS;
    // As many at once as a file takes are one, from whatever place on.
    const far = '&after=999999999999999';
    for (const after of [far, '', far]) expect((await desk.get(`/api/records?limit=101${after}`)).status).toBe(200);
    expect(await exports()).toBe(4);
  });

  test('without a factor a week passes in which nothing is refused; then only grave things are, and every sign-in says so', async () => {
    const desk = await office.signIn('VP-01');
    expect(await factorsOf(desk)).toMatchObject({ factors: [], demonstration: false, dueAt: new Date(NOON + 7 * DAY_MS).toISOString() });
    office.clock.now += 7 * DAY_MS - 1;
    expect((await desk.post('/api/closings', CLOSE)).status).toBe(200);
    expect(await (await password('VP-01')).json()).not.toHaveProperty('enrol');
    office.clock.now += 1;
    expect(await refusalOf(await desk.post('/api/feed-tokens', { name: 'Bảng tính' }))).toEqual(ENROL);
    await desk.sync();
    const again = await password('VP-01');
    expect(await again.json()).toMatchObject({ person: { staffCode: 'VP-01' }, enrol: true });
    await enrol(desk);
    expect((await desk.post('/api/feed-tokens', { name: 'Bảng tính' })).status).toBe(200);
    // Officers are asked for nothing and have nothing to make.
    const officer = await office.signIn('CB-07');
    expect((await officer.get('/api/factors')).status).toBe(403);
  });

  test('in a demonstration nothing is asked, and it begins once the demonstration is cleared away', async () => {
    await fillDemonstration({ store: office.store, fillRandom, now: NOON }, 'test');
    const desk = await office.signIn('VP-01');
    expect(await factorsOf(desk)).toMatchObject({ demonstration: true });
    // Everybody has the password: a factor of a visitor would shut the owner out afterwards.
    expect(await refusalOf(await desk.post('/api/factors/begin', { kind: 'totp' }))).toEqual([403, 'forbidden', 'demonstration']);
    office.clock.now += 30 * DAY_MS;
    expect((await desk.post('/api/feed-tokens', { name: 'Bảng tính' })).status).toBe(200);
    expect((await desk.post('/api/demonstration/clear')).status).toBe(200);
    expect(await factorsOf(desk)).toMatchObject({ demonstration: false, dueAt: new Date(office.clock.now + 7 * DAY_MS).toISOString() });
  });

  test('an open session alone makes no first factor: the password of the account does, and its guesses are counted on this device', async () => {
    const [owner, admin] = [await office.signIn('VP-01'), await office.signIn('QT-01')];
    const begin = (phone: Phone, body: unknown): Promise<Response> => phone.post('/api/factors/begin', body);
    // As a release does that came before it was asked: a new one is what helps.
    expect(await refusalOf(await begin(owner, { kind: 'totp' }))).toEqual([426, 'tooOld', undefined]);
    for (const what of ['totp', 'passkey'])
      expect(await refusalOf(await begin(owner, firstFactor('VP-01', what, 'bốn chữ đoán mò')))).toEqual([401, 'wrongPassword', undefined]);
    // Nothing was begun by it that could be added.
    const added = await owner.post('/api/factors', { kind: 'totp', name: 'Ứng dụng', code: '000000' });
    expect(await refusalOf(added)).toEqual([404, 'notFound', undefined]);
    for (let tries = 2; tries < 8; tries++) expect((await begin(owner, firstFactor('VP-01', 'totp', `đoán ${tries}`))).status).toBe(401);
    expect((await refusalOf(await begin(owner, firstFactor('VP-01'))))[1]).toBe('tooManyAttempts');
    // What changes the password takes from the same guesses.
    const change = { current: office.passwords.get('VP-01'), password: 'năm chữ rất dễ nhớ' };
    expect((await refusalOf(await owner.post('/api/me/password', change)))[1]).toBe('tooManyAttempts');
    const { entries } = await json<{ entries: { kind: string }[] }>(admin.get('/api/audit'));
    expect(entries.map((entry) => entry.kind)).toContain('signInFailed');
    // Another device of the account is not held up, and a factor that is there already asks for its answer instead.
    const other = await office.signIn('VP-01');
    await enrol(other);
    expect((await begin(other, { kind: 'totp' })).status).toBe(200);
  });

  test('a factor that was begun too long ago, or in a window that another one has come between, says so instead of blaming the digits', async () => {
    const owner = await office.signIn('VP-01');
    const { secret } = await json<{ secret: string }>(owner.post('/api/factors/begin', firstFactor('VP-01')));
    const add = (): Promise<Response> => owner.post('/api/factors', { kind: 'totp', name: 'Ứng dụng', code: codeOf(secret) });
    await owner.post('/api/factors/ways');
    expect(await refusalOf(await add())).toEqual([404, 'notFound', undefined]);
    const again = await json<{ secret: string }>(owner.post('/api/factors/begin', firstFactor('VP-01')));
    office.clock.now += 15 * MINUTE_MS;
    const late = { kind: 'totp', name: 'Ứng dụng', code: codeOf(again.secret) };
    expect(await refusalOf(await owner.post('/api/factors', late))).toEqual([404, 'notFound', undefined]);
  });

  test('the last factor stays, a second one needs an answer by the first, and one that is removed lets other devices be asked again', async () => {
    const owner = await office.signIn('VP-01');
    const { secret, factors } = await enrol(owner);
    const id = factors.factors[0]?.id ?? '';
    expect(await refusalOf(await owner.post(`/api/factors/${id}/remove`))).toEqual([403, 'forbidden', 'lastFactor']);
    office.clock.now += 13 * HOUR_MS;
    const other = await answered('VP-01', codeOf(secret));
    expect(await refusalOf(await owner.post('/api/factors/begin', { kind: 'totp' }))).toEqual(ANSWER);
    const second = await enrol(other, 'Máy mới');
    expect(second.recovery).toEqual([]);
    expect(await refusalOf(await owner.post(`/api/factors/${id}/remove`))).toEqual(ANSWER);
    expect((await password('VP-01', owner.cookie)).status).toBe(200);
    expect(await json<Factors>(other.post(`/api/factors/${id}/remove`))).toMatchObject({ factors: [{ name: 'Máy mới' }] });
    expect((await password('VP-01', owner.cookie)).status).toBe(403);
    expect((await other.post('/api/factors/not-there/remove')).status).toBe(404);
    expect((await json<{ factors: unknown[] }>(other.get('/api/me/data'))).factors).toHaveLength(1);
  });

  test('an administrator forgets the factors of somebody who lost theirs: signed out everywhere, they make new ones at once', async () => {
    const [owner, admin] = [await office.signIn('VP-01'), await office.signIn('QT-01')];
    await enrol(owner);
    const listed = async () =>
      (await json<{ accounts: Account[] }>(admin.get('/api/accounts'))).accounts.find(({ person }) => person.staffCode === 'VP-01')
        ?.hasFactor;
    expect(await listed()).toBe(true);
    expect((await admin.post(`/api/accounts/${owner.person.id}/factors/reset`)).status).toBe(200);
    expect([await listed(), (await owner.get('/api/me')).status]).toEqual([false, 401]);
    const again = await password('VP-01');
    expect(await again.clone().json()).toMatchObject({ enrol: true });
    const phone = new Phone(office.request, owner.person, cookieOf(again));
    expect(await refusalOf(await phone.post('/api/closings', CLOSE))).toEqual(ENROL);
    await enrol(phone);
    expect((await phone.post('/api/closings', CLOSE)).status).toBe(200);
    expect((await admin.post(`/api/accounts/${admin.person.id}/factors/reset`)).status).toBe(403);
    expect((await admin.post('/api/accounts/not-there/factors/reset')).status).toBe(404);
  });

  test('those of another administrator are forgotten by two, and all administrators are told', async () => {
    const first = await office.signIn('QT-01');
    const made = await json<{ code: string }>(first.post('/api/accounts', { staffCode: 'QT-02', role: 'admin', unitIds: [] }));
    const body = JSON.stringify({ code: made.code, password: 'bốn chữ dễ nhớ', device: 'Máy mới' });
    await office.request('/api/open-account', { method: 'POST', body });
    const second = await Phone.signIn(office.request, 'QT-02', 'bốn chữ dễ nhớ');
    await enrol(first);
    expect(await refusalOf(await second.post(`/api/accounts/${first.person.id}/factors/reset`))).toEqual([403, 'forbidden', 'secondAdmin']);
    const asked = await json<AdminAct>(first.post('/api/admin-acts', { accountId: first.person.id, factors: true }));
    expect(asked).toMatchObject({ kind: 'factors', state: 'waiting' });
    expect((await second.post(`/api/admin-acts/${asked.id}/confirm`)).status).toBe(200);
    expect((await first.get('/api/me')).status).toBe(401);
    const { acts } = await json<{ acts: AdminAct[] }>(second.get('/api/accounts'));
    expect(acts.filter((act) => act.kind === 'factors')).toMatchObject([{ state: 'done', person: { staffCode: 'QT-01' } }]);
  });

  test('whoever runs the server brings an administrator back who has lost everything', async () => {
    const admin = await office.signIn('QT-01');
    await enrol(admin);
    const withFactors = await resetPassword(office.store, 'QT-01', { now: office.clock.now });
    expect(withFactors?.factors).toBe(1);
    expect((await password('QT-01', undefined, withFactors?.password)).status).toBe(403);
    const reset = await resetPassword(office.store, 'QT-01', { now: office.clock.now, factors: true });
    const entered = await password('QT-01', undefined, reset?.password);
    expect(await entered.json()).toMatchObject({ enrol: true });
  });

  test('the log of what was done says what became of factors, and who answered wrongly', async () => {
    const [owner, admin] = [await office.signIn('VP-01'), await office.signIn('QT-01')];
    const { secret, recovery, factors } = await enrol(owner);
    office.clock.now += 2 * MINUTE_MS;
    const half = cookieOf(await password('VP-01'));
    await answer(half, codeOf(secret, 40));
    await post('/api/sign-in/answer', half, { way: 'recovery', code: recovery[0] });
    await enrol(owner, 'Máy mới');
    await owner.post(`/api/factors/${factors.factors[0]?.id}/remove`);
    await owner.post('/api/factors/recovery');
    await admin.post(`/api/accounts/${owner.person.id}/factors/reset`);
    const { entries } = await json<{ entries: { kind: string }[] }>(admin.get('/api/audit'));
    const told = entries.map((entry) => entry.kind).filter((what) => /actor|ecovery/.test(what));
    expect(told.toReversed()).toEqual([
      ...['factorAdded', 'factorFailed', 'recoveryCodeUsed', 'factorAdded', 'factorRemoved', 'recoveryCodesRenewed', 'factorsReset'],
    ]);
  });

  test('where the office is opened by a bare number no passkey is offered', async () => {
    const other = await openOffice(kind, { deps: { publicOrigin: 'https://192.168.1.20' } });
    const headers = { origin: 'https://192.168.1.20' };
    const request: Office['request'] = (path, init = {}) => other.request(path, { ...init, headers });
    const phone = await Phone.signIn(request, 'VP-01', other.passwords.get('VP-01') ?? '');
    expect(await factorsOf(phone)).toMatchObject({ passkeys: false });
    expect(await refusalOf(await phone.post('/api/factors/begin', { kind: 'passkey', password: other.passwords.get('VP-01') }))).toEqual([
      403,
      'forbidden',
      'address',
    ]);
    await other.close();
  });
});
