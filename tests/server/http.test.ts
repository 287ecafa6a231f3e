import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Limit } from '../../src/server/http/bucket.ts';
import { isCrossSite } from '../../src/server/http/csrf.ts';
import { type Bucket, createRateLimiter } from '../../src/server/http/rate-limit.ts';
import { ROUTES } from '../../src/server/routes/table.ts';
import { databases, makeContent, makeCreate, type Office, ORIGIN, openOffice, type Phone } from './helpers.ts';

const errorOf = async (response: Response): Promise<unknown> => [response.status, ((await response.json()) as { error: string }).error];

describe.each(databases)('requests on %s', (kind) => {
  let office: Office;
  let phone: Phone;
  beforeAll(async () => {
    office = await openOffice(kind);
    phone = await office.signIn('CB-07');
  });
  afterAll(() => office.close());

  const sendSync = (body: BodyInit, headers: Record<string, string> = {}, cookie = phone.cookie) =>
    office.request('/api/sync', { method: 'POST', body, cookie, headers });

  test('a compressed body is taken, and the answer is compressed where that is wanted', async () => {
    const body = gzipSync(JSON.stringify(phone.syncRequest([makeCreate()], { cursor: 0 })));
    const response = await sendSync(body, { 'content-encoding': 'gzip', 'accept-encoding': 'br, gzip;q=0.5' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-encoding')).toBe('gzip');
    const plain = await sendSync(JSON.stringify(phone.syncRequest()), { 'accept-encoding': 'gzip;q=0' });
    expect(plain.headers.get('content-encoding')).toBeNull();
  });

  test('a body that inflates without end is refused at the cap', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(100_000);
    expect(await errorOf(await sendSync(bomb, { 'content-encoding': 'gzip' }))).toEqual([413, 'tooLarge']);
  });

  test('nothing is inflated for a stranger', async () => {
    const bomb = gzipSync(Buffer.alloc(4 * 1024 * 1024));
    expect(await errorOf(await sendSync(bomb, { 'content-encoding': 'gzip' }, ''))).toEqual([401, 'notSignedIn']);
    const response = await office.request('/api/sign-in', { method: 'POST', body: bomb, headers: { 'content-encoding': 'gzip' } });
    expect(await errorOf(response)).toEqual([415, 'badContentType']);
  });

  test.each([
    ['a cut compressed body', gzipSync('{"protocol":1}').subarray(0, 20), { 'content-encoding': 'gzip' }, [400, 'badRequest']],
    ['a body that is no gzip', 'hello', { 'content-encoding': 'gzip' }, [400, 'badRequest']],
    ['cut JSON', '{"protocol":1', {}, [400, 'badJson']],
    ['an empty body', '', {}, [400, 'badJson']],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), {}, [400, 'badJson']],
    ['deep JSON', '['.repeat(100_000), {}, [400, 'badJson']],
    ['an array', '[]', {}, [400, 'badRequest']],
    ['a large body', 'x'.repeat(2 * 1024 * 1024 + 1), {}, [413, 'tooLarge']],
    ['text', '{}', { 'content-type': 'text/plain' }, [415, 'badContentType']],
    ['a form', '{}', { 'content-type': 'application/x-www-form-urlencoded' }, [415, 'badContentType']],
    ['a type that only begins like JSON', '{}', { 'content-type': 'application/jsonx' }, [415, 'badContentType']],
    ['brotli', '{}', { 'content-encoding': 'br' }, [415, 'badContentType']],
  ] as [string, BodyInit, Record<string, string>, unknown][])('%s is refused by its name', async (_, body, headers, expected) => {
    expect(await errorOf(await sendSync(body, headers))).toEqual(expected);
  });

  test('JSON that says its letters is taken', async () => {
    const response = await sendSync(JSON.stringify(phone.syncRequest()), { 'content-type': 'application/json; charset=utf-8' });
    expect(response.status).toBe(200);
  });

  test('a body that breaks off is a bad request', async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"protocol":1,'));
        controller.error(new Error('gone'));
      },
    });
    const response = await office.request('/api/sync', { method: 'POST', body, cookie: phone.cookie, duplex: 'half' } as RequestInit);
    expect(await errorOf(response)).toEqual([400, 'badRequest']);
  });

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a page without an origin', { origin: 'null' }],
    ['another port', { origin: 'http://localhost:81' }],
    ['a neighbouring site', { 'sec-fetch-site': 'same-site' }],
    ['a cross-site page that hides its origin', { origin: ORIGIN, 'sec-fetch-site': 'cross-site' }],
  ])('%s cannot act with the cookie of somebody', async (_, headers) => {
    const create = makeCreate();
    const response = await sendSync(JSON.stringify(phone.syncRequest([create])), headers);
    expect(await errorOf(response)).toEqual([403, 'crossSite']);
    expect((await phone.get(`/api/activities/${create.activityId}`)).status).toBe(404);
  });

  test('every unsafe route refuses another site, whatever it is', async () => {
    const unsafe = ROUTES.filter((route) => route.method !== 'GET');
    for (const route of unsafe) {
      const response = await office.request(route.path.replace(':id', 'x'), {
        method: 'POST',
        cookie: phone.cookie,
        headers: { origin: 'https://evil.example' },
      });
      expect([route.path, response.status]).toEqual([route.path, 403]);
    }
  });

  test('a request with a cookie and neither origin nor site is refused, without a cookie it is not', () => {
    const request = (headers: Record<string, string>, method = 'POST') => new Request('http://localhost/api/sync', { method, headers });
    expect(isCrossSite(request({ cookie: 'a=b' }), undefined)).toBe(true);
    expect(isCrossSite(request({}), undefined)).toBe(false);
    expect(isCrossSite(request({ cookie: 'a=b' }, 'GET'), undefined)).toBe(false);
    expect(isCrossSite(request({ 'sec-fetch-site': 'same-origin', cookie: 'a=b' }), undefined)).toBe(false);
    expect(isCrossSite(request({ origin: 'https://nhatky.example.vn' }), 'https://nhatky.example.vn')).toBe(false);
    expect(isCrossSite(request({ origin: 'http://localhost' }), 'https://nhatky.example.vn')).toBe(true);
  });

  test('every answer carries the guards, errors and unknown paths alike', async () => {
    for (const path of ['/api/health', '/api/me', '/api/nothing', '/', '/missing.js']) {
      const { headers } = await office.request(path);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*frame-ancestors 'none'/);
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe|data:|\*/);
      expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{8,}; includeSubDomains/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
  });

  test('what may become a page also says what a page may do', async () => {
    for (const path of ['/', '/missing.js']) {
      const { headers } = await office.request(path);
      expect(headers.get('content-security-policy')).toMatch(/script-src 'self'.*require-trusted-types-for 'script'/);
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toContain('geolocation=()');
    }
  });

  test('an answer of data says nothing of pages, is stored nowhere, and is run by nobody', async () => {
    for (const path of ['/api/health', '/api/me', '/api/nothing']) {
      const { headers } = await office.request(path);
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get('cache-control')).toBe('no-store');
      for (const name of ['permissions-policy', 'referrer-policy', 'cross-origin-opener-policy']) expect(headers.has(name)).toBe(false);
    }
  });

  test('an answer that did not change costs a 304 to who has it, and is stored by no browser all the same', async () => {
    const ask = (tag: string | null) =>
      office.request('/api/devices', { cookie: phone.cookie, headers: tag ? { 'if-none-match': tag } : {} });
    const first = await ask(null);
    const tag = first.headers.get('etag');
    const again = await ask(tag);
    expect([again.status, await again.text(), again.headers.get('cache-control')]).toEqual([304, '', 'no-store']);
    await office.signIn('CB-07');
    const changed = await ask(tag);
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(tag);
    const lead = await office.signIn('TP-QLBG');
    const { headers } = await office.request('/api/me', { cookie: phone.cookie });
    const other = await office.request('/api/me', { cookie: lead.cookie, headers: { 'if-none-match': headers.get('etag') ?? '' } });
    expect(other.status).toBe(200);
    const stranger = await office.request('/api/devices', { headers: { 'if-none-match': changed.headers.get('etag') ?? '' } });
    expect(stranger.status).toBe(401);
  });

  test('an unknown path or method of the endpoint is not found, in JSON', async () => {
    expect(await errorOf(await office.request('/api/nothing'))).toEqual([404, 'notFound']);
    expect(await errorOf(await phone.post('/api/me', {}))).toEqual([404, 'notFound']);
    expect(await errorOf(await office.request('/api/sync', { method: 'PUT' }))).toEqual([404, 'notFound']);
  });

  test('no answer of a stranger says more than that they are not signed in', async () => {
    for (const route of ROUTES.filter((one) => one.access !== 'open')) {
      const response = await office.request(route.path.replace(':id', 'x'), { method: route.method });
      expect([route.path, await errorOf(response)]).toEqual([route.path, [401, 'notSignedIn']]);
    }
  });

  test('a character no database takes is a name nobody has, or left out', async () => {
    expect((await phone.get('/api/activities/a%00b')).status).toBe(404);
    expect((await phone.get('/api/activities?planId=kien-giang-2024&before=a%00b')).status).toBe(400);
    const attempt = { staffCode: 'CB\u0000-07', password: 'a\u0000', device: '\u0000\ud800' };
    const signedIn = { ...attempt, password: office.passwords.get('CB-07') };
    const statusOf = async (body: object) => (await office.request('/api/sign-in', { method: 'POST', body: JSON.stringify(body) })).status;
    expect([await statusOf(attempt), await statusOf(signedIn)]).toEqual([401, 200]);
    expect((await phone.sync([makeCreate(makeContent({ itemCode: 'II.1.b.p2' }))], { app: 'a\u0000' })).results).toMatchObject([
      { status: 'applied' },
    ]);
  });

  test('the largest counts a phone may say are kept, also where it says a place over and over', async () => {
    const cell = { planId: 'kien-giang-2024', itemCode: 'II.1.b.p1', unitId: 'qlbg', part: '2026-03-15', records: 1_000_000 };
    await phone.sync([], { held: { count: 1_000_000, attention: 0, persisted: true }, note: Array.from({ length: 500 }, () => cell) });
    const { devices } = (await (await phone.get('/api/devices')).json()) as { devices: { held: number }[] };
    expect(Math.max(...devices.map((device) => device.held))).toBe(1_000_000);
    const { rows } = await sql<{ records: number }>`select max(records) as records from declared`.execute(office.store.reader);
    expect(Number(rows[0]?.records)).toBe(500_000_000);
  });

  test('the log tells each request by its template, and nothing that was sent', async () => {
    office.logged.length = 0;
    await phone.get('/api/activities/khong-co?x=secret');
    await office.request('/api/sign-in', {
      method: 'POST',
      body: JSON.stringify({ staffCode: 'CB-07', password: 'bi-mat-lam', device: 'x' }),
    });
    await office.request('/a/page?secret');
    expect(office.logged.map((entry) => entry['path'])).toEqual(['/api/activities/:id', '/api/sign-in', '/*']);
    expect(office.logged[0]).toMatchObject({
      event: 'request',
      method: 'GET',
      path: '/api/activities/:id',
      status: 404,
      accountId: phone.person.id,
    });
    expect(JSON.stringify(office.logged)).not.toMatch(/secret|bi-mat-lam|khong-co|cotmoc=/);
  });
});

describe('limits', () => {
  const HOUR_MS = 3_600_000;
  const bucketOf = (limit: Limit, more: Partial<Bucket> = {}) => {
    return (key: string): Bucket => ({ key, limit, ...more });
  };

  test('a bucket empties, says how long to wait, and fills again', () => {
    const limiter = createRateLimiter();
    const bucket = bucketOf({ burst: 2, refillMs: 1_000 });
    const take = (key: string, now: number) => limiter.take([bucket(key)], now);
    expect([take('a', 0), take('a', 0), take('a', 0)]).toEqual([0, 0, 1_000]);
    expect(take('b', 0)).toBe(0);
    expect(take('a', 400)).toBe(600);
    expect(take('a', 1_000)).toBe(0);
  });

  test('what is given back may be taken again, and never more', () => {
    const limiter = createRateLimiter();
    const a = [bucketOf({ burst: 1, refillMs: 1_000 })('a')];
    limiter.take(a, 0);
    limiter.giveBack(a, 0);
    limiter.giveBack(a, 0);
    expect([limiter.take(a, 0), limiter.take(a, 0)]).toEqual([0, 1_000]);
  });

  test('who is refused by one bucket takes nothing from the others', () => {
    const limiter = createRateLimiter();
    const [place, account] = [bucketOf({ burst: 1, refillMs: HOUR_MS })('place'), bucketOf({ burst: 2, refillMs: HOUR_MS })('account')];
    for (let i = 0; i < 100; i++) limiter.take([place, account], 0);
    expect([limiter.take([account], 0), limiter.take([account], 0)]).toEqual([0, HOUR_MS]);
  });

  test('made-up names do not fill the memory for ever: those untouched for longest are forgotten', () => {
    const limiter = createRateLimiter();
    const name = bucketOf({ burst: 1, refillMs: 1_000 * HOUR_MS });
    limiter.take([name('first')], 0);
    limiter.take([name('guessed at')], 0);
    for (let i = 0; i < 50_000; i++) {
      limiter.take([name(`name ${i}`)], i);
      if (i % 10_000 === 0) expect(limiter.take([name('guessed at')], i)).toBeGreaterThan(0);
    }
    expect(limiter.take([name('guessed at')], 50_000)).toBeGreaterThan(0);
    expect(limiter.take([name('first')], 50_000)).toBe(0);
  });

  test('no number of made-up names makes a limited account forget its guesses', () => {
    const limiter = createRateLimiter();
    const account = bucketOf({ burst: 1, refillMs: HOUR_MS }, { lasting: true })('account');
    limiter.take([account], 0);
    const name = bucketOf({ burst: 1, refillMs: HOUR_MS });
    for (let i = 0; i < 120_000; i++) limiter.take([name(`name ${i}`)], 1);
    expect(limiter.take([account], 1)).toBe(HOUR_MS - 1);
  });

  test('requests that are refused make no entries', () => {
    const limiter = createRateLimiter();
    const name = bucketOf({ burst: 1, refillMs: HOUR_MS });
    for (const key of ['first', 'untouched since']) limiter.take([name(key)], 0);
    for (let i = 0; i < 60_000; i++) limiter.take([name('first'), name(`place ${i}`)], 0);
    // It would be the first to be forgotten, had they made any.
    expect(limiter.take([name('untouched since')], 0)).toBe(HOUR_MS);
  });

  test('what was stored holds after a new start, also where the clock was ahead then', () => {
    const bucket = bucketOf({ burst: 2, refillMs: 1_000 });
    const stored = (fullAt: number) => [{ ...bucket('a'), fullAt }];
    expect(createRateLimiter().take(stored(7_000), 5_000)).toBe(1_000);
    expect(createRateLimiter().take(stored(7_000), 7_000)).toBe(0);
    const limiter = createRateLimiter();
    expect([limiter.take(stored(900_000), 0), limiter.take(stored(900_000), 0), limiter.take(stored(900_000), 0)]).toEqual([0, 0, 1_000]);
  });
});
