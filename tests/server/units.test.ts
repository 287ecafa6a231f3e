import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, describe, expect, test } from 'vitest';
import { activityType } from '../../src/domain/activity-types.ts';
import { day } from '../../src/domain/day.ts';
import { Plan } from '../../src/domain/plan.ts';
import { isValidOn } from '../../src/domain/reference.ts';
import { BUILD_HEADER } from '../../src/protocol/sync.ts';
import { readCookie } from '../../src/server/auth/cookies.ts';
import { codeHash, newCode, newPassword } from '../../src/server/auth/secrets.ts';
import { DEMO_PLAN_IDS, DEMONSTRATIONS } from '../../src/server/data/demonstrations.ts';
import { LOCALITIES, PARTNERS, UNITS } from '../../src/server/data/reference.ts';
import { clientNetwork } from '../../src/server/http/network.ts';
import { createProxyWatch } from '../../src/server/http/proxy-watch.ts';
import { createLog } from '../../src/server/log.ts';
import { demonstrationPlan } from '../../src/server/set-up.ts';
import { readSettings } from '../../src/server/settings.ts';
import { fillRandom, makeContent, makeCreate, openOffice } from './helpers.ts';

describe('settings', () => {
  test('have defaults for trying out', () => {
    expect(readSettings({})).toMatchObject({
      ok: true,
      value: {
        port: 8080,
        host: '127.0.0.1',
        database: { kind: 'sqlite', file: 'data/cotmoc.sqlite' },
        production: false,
        trustProxy: false,
      },
    });
  });

  test('listen to everybody in production', () => {
    const settings = readSettings({
      NODE_ENV: 'production',
      DATABASE_URL: 'postgres://u:p@db/cotmoc',
      PUBLIC_ORIGIN: 'https://nhatky.example.vn/',
    });
    expect(settings).toMatchObject({
      ok: true,
      value: { host: '0.0.0.0', database: { kind: 'postgres' }, publicOrigin: 'https://nhatky.example.vn' },
    });
  });

  test('name the plans a fresh installation is filled with', () => {
    expect(readSettings({})).toMatchObject({ value: { demoPlans: ['kien-giang-2024'], demoEmpty: false } });
    expect(readSettings({ NO_ACCOUNT_LIMITS: '1' })).toMatchObject({ value: { accountLimits: false } });
    expect(readSettings({ NO_ACCOUNT_LIMITS: '1', NODE_ENV: 'production' })).toMatchObject({ value: { accountLimits: true } });
    expect(readSettings({})).toMatchObject({ value: { accountLimits: true } });
    expect(readSettings({ DEMO_EMPTY: '1' })).toMatchObject({ value: { demoEmpty: true } });
    const several = readSettings({ DEMO_PLANS: 'an-bien-2020, dien-bien-2024,an-bien-2020' });
    expect(several).toMatchObject({ value: { demoPlans: ['an-bien-2020', 'dien-bien-2024'] } });
    const wrong = readSettings({ DEMO_PLANS: 'an-bien-2020,lang-son-2023' });
    expect(wrong).toEqual({ ok: false, error: [expect.stringMatching(/^DEMO_PLANS may name kien-giang-2024, .*not "lang-son-2023"\.$/)] });
  });

  test('name every value that is wrong, and never an address with a password in it', () => {
    const settings = readSettings({
      PORT: '70000',
      TRUST_PROXY: 'maybe',
      PUBLIC_ORIGIN: 'nhatky.example.vn',
      DATABASE_URL: 'mysql://u:secret@db/x',
    });
    const complaints = settings.ok ? [] : settings.error;
    expect(complaints.map((one) => one.split(' ')[0])).toEqual(['PORT', 'DATABASE_URL', 'PUBLIC_ORIGIN', 'TRUST_PROXY']);
    expect(complaints.join()).not.toContain('secret');
  });
});

describe('the demonstration of', () => {
  const NODES = { 'kien-giang-2024': [23, 12, 0], 'an-bien-2020': [25, 13, 1], 'dien-bien-2024': [76, 28, 18] } as const;

  describe.each(DEMO_PLAN_IDS)('%s', (id) => {
    const plan = demonstrationPlan(id, 2026);
    const { reference, accounts } = DEMONSTRATIONS[id];
    const tracked = (tracking: string) => plan.items.filter((item) => item.tracking === tracking).length;

    test('is the whole plan, in the present year', () => {
      expect(Plan.parse(plan)).toMatchObject({ id, year: 2026, period: { from: '2026-01-01', to: '2026-12-31' } });
      expect(plan.title).toMatch(/năm 2026$/);
      expect([plan.items.length, tracked('tally'), tracked('milestone')]).toEqual(NODES[id]);
    });

    test('names only parents, units, measures and types that are there', () => {
      const codes = plan.items.map((item) => item.code);
      expect(new Set(codes).size).toBe(codes.length);
      const unitIds = reference.units.map((unit) => unit.id);
      for (const item of plan.items) {
        if (item.parentCode !== null) expect(codes).toContain(item.parentCode);
        if (item.leadUnitId !== null) expect(unitIds).toContain(item.leadUnitId);
        if (item.tracking === 'tally') expect(item.usualTypes.length).toBeGreaterThan(0);
        for (const type of item.usualTypes) expect(activityType(type)).toBeDefined();
      }
    });

    test('gives an item to a unit wherever the plan prints a name of one', () => {
      for (const { leadUnit, leadUnitId } of plan.items) {
        const named = reference.units.find(({ name, aliases }) => leadUnit !== null && [name, ...aliases].includes(leadUnit));
        expect([leadUnit, leadUnitId]).toEqual([leadUnit, named?.id ?? null]);
      }
    });

    test('has a place that may be chosen today, and those who log, lead and oversee', () => {
      expect(reference.localities.some((place) => isValidOn(place, day('2026-03-18')))).toBe(true);
      for (const role of ['officer', 'unitLead', 'supervisor']) expect(accounts.map((account) => account[1])).toContain(role);
      const unitIds = reference.units.map((unit): string => unit.id);
      for (const [, , ...own] of accounts) for (const unitId of own) expect(unitIds).toContain(unitId);
    });
  });

  test('Điện Biên has its 30 rows by quarter and throughout the year', () => {
    const rows = demonstrationPlan('dien-bien-2024', 2026).items.filter((item) => item.kind === 'row');
    const quarters = [1, 2, 3, 4].map((quarter) => rows.filter(({ schedule }) => schedule.quarters?.includes(quarter)).length);
    expect([rows.length, quarters, rows.filter(({ schedule }) => schedule.type === 'recurring').length]).toEqual([30, [12, 4, 6, 5], 3]);
  });

  test('several plans at once comes whole to each phone in one feed, and each is recorded under', async () => {
    const office = await openOffice('sqlite', { plans: DEMO_PLAN_IDS });
    const phone = await office.signIn('DB-01');
    const { changes } = await phone.sync();
    expect(changes.plans?.map((plan) => plan.id)).toEqual(DEMO_PLAN_IDS);
    const ids = [...(changes.units ?? []), ...(changes.localities ?? []), ...(changes.partners ?? [])].map((one) => one.id);
    expect(new Set(ids).size).toBe(ids.length);
    const own = { sessions: 1, attendees: 30, topic: 'Luật Thi đua, khen thưởng' };
    const place = { planId: 'dien-bien-2024', itemCode: 'III.V.1', unitId: 'db-snv', localityId: 'p-db' };
    const create = makeCreate(makeContent({ ...place, type: 'outreachSession', own }));
    expect((await phone.sync([create])).results).toMatchObject([{ status: 'applied' }]);
    await phone.pull();
    expect([...phone.cells.values()]).toMatchObject([{ planId: 'dien-bien-2024', itemCode: 'III.V.1', records: 1 }]);
    expect((await office.signIn('AB-TP')).person.role).toBe('unitLead');
    expect((await office.signIn('QT-01')).person.role).toBe('admin');
    await office.close();
  });
});

describe('places, units and partners', () => {
  const byId = new Map(LOCALITIES.map((one) => [one.id, one]));

  test('have ids of their own', () => {
    for (const list of [LOCALITIES, PARTNERS, UNITS]) expect(new Set(list.map((one) => one.id)).size).toBe(list.length);
  });

  test('every place names a parent and successors that are there, and what ended has successors', () => {
    for (const place of LOCALITIES) {
      if (place.parentId !== null) expect(byId.has(place.parentId)).toBe(true);
      for (const id of place.successorIds) expect(byId.get(id)).toMatchObject({ from: '2025-07-01', to: null });
      expect(place.successorIds.length > 0).toBe(place.to !== null);
      expect(place.to === null || place.to === day('2025-06-30')).toBe(true);
    }
  });

  test('the district of Giang Thành and its five communes became two', () => {
    const children = LOCALITIES.filter((one) => one.parentId === 'd-gt');
    expect(children.map((one) => one.id)).toEqual(['o-tkh', 'o-pl', 'o-pm', 'o-vp', 'o-vd']);
    expect(LOCALITIES.filter((one) => one.parentId === 'p-ag').map((one) => one.id)).toEqual([
      'c-gt',
      'c-vd',
      'w-ht',
      'w-tc',
      'c-th',
      'c-ab',
      'c-tyen',
      'c-dt',
    ]);
  });
});

describe('secrets', () => {
  test('are long, readable, and never the same', () => {
    expect(newCode(fillRandom)).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(newPassword(fillRandom)).toMatch(/^([0-9a-hjkmnp-tv-z]{5}-){2}[0-9a-hjkmnp-tv-z]{5}$/);
    expect(new Set(Array.from({ length: 100 }, () => newCode(fillRandom))).size).toBe(100);
  });

  test('a code may be typed with letters that look like its own', () => {
    expect(codeHash('o1il0-aaaaa')).toBe(codeHash('01110AAAAA'));
  });
});

test('a cookie is read by its whole name and only with the letters we give out', () => {
  expect(readCookie('a=1; __Host-cotmoc=abc_-9; __Host-cotmoc-device=x', '__Host-cotmoc')).toBe('abc_-9');
  expect(readCookie('x__Host-cotmoc=abc', '__Host-cotmoc')).toBeUndefined();
  expect(readCookie('__Host-cotmoc=a b', '__Host-cotmoc')).toBeUndefined();
  expect(readCookie(undefined, '__Host-cotmoc')).toBeUndefined();
});

test('a line of the log stays one line, whatever it is given', () => {
  const lines: string[] = [];
  createLog(
    (line) => lines.push(line),
    () => 0,
  )({ event: 'request', path: 'a\n{"event":"forged"}' });
  expect(lines.join('').trimEnd().split('\n')).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ time: '1970-01-01T00:00:00.000Z', event: 'request' });
});

describe('a proxy in front that the settings do not fit', () => {
  const advised = async (trustProxy: boolean, ...requests: readonly Record<string, string>[]): Promise<unknown[]> => {
    const said: unknown[] = [];
    const watch = createProxyWatch(({ event }) => said.push(event), trustProxy);
    const app = new Hono().get('/', (context) => {
      watch(context);
      return context.text('');
    });
    for (const headers of requests) await app.request('/', { headers });
    return said;
  };
  const FORWARDED = { 'x-forwarded-for': '203.0.113.9' };

  test('is told of once where it is not believed', async () => {
    expect(await advised(false, {}, FORWARDED, FORWARDED)).toEqual(['proxyNotTrusted']);
  });

  test('is told of once where it is believed and a request came past it', async () => {
    expect(await advised(true, FORWARDED, {}, {})).toEqual(['noProxy']);
  });

  test('is not told of where they fit', async () => {
    expect([...(await advised(false, {})), ...(await advised(true, FORWARDED))]).toEqual([]);
  });
});

describe('the network a request comes from', () => {
  const app = new Hono().get('/:trust', (context) => context.text(clientNetwork(context, context.req.param('trust') === 'yes')));
  const networkOf = async (trust: 'yes' | 'no', forwarded: string) =>
    (await app.request(`/${trust}`, { headers: { 'x-forwarded-for': forwarded } })).text();

  test('is told by a proxy of ours alone, in its last entry', async () => {
    expect(await networkOf('no', '10.0.0.1')).toBe('local');
    expect(await networkOf('yes', '1.1.1.1, 203.0.113.9')).toBe('203.0.113.9');
  });

  test('is the half of an IPv6 address that its holder cannot choose', async () => {
    expect(await networkOf('yes', '2001:db8:1:2:aaaa::1')).toBe('2001:db8:1:2');
    expect(await networkOf('yes', '2001:db8::1')).toBe('2001:db8:0:0');
    expect(await networkOf('yes', '::ffff:192.0.2.7')).toBe('192.0.2.7');
  });
});

describe('the built app', () => {
  const staticDir = mkdtempSync(join(tmpdir(), 'cotmoc-dist-'));
  mkdirSync(join(staticDir, 'assets'));
  writeFileSync(join(staticDir, 'index.html'), '<!doctype html><script src="/b/build-01/assets/main.js"></script>');
  writeFileSync(join(staticDir, 'sw.js'), '// worker');
  writeFileSync(join(staticDir, 'assets/main.js'), '// code');
  writeFileSync(join(staticDir, 'assets/main.js.br'), 'compressed');
  afterAll(() => rmSync(staticDir, { recursive: true, force: true }));

  test('serves pages for addresses of the app and never for a file that is missing', async () => {
    const office = await openOffice('sqlite', { deps: { staticDir } });
    const get = (path: string, headers: Record<string, string> = {}) => office.request(path, { headers });
    const answer = async (path: string) => {
      const response = await get(path);
      return [response.status, response.headers.get('content-type')?.split(';')[0], response.headers.get('cache-control')];
    };
    for (const path of ['/', '/index.html', '/nhat-ky', '/ghi/borderSession', '/ke-hoach/kien-giang-2024/II.1.b.p1'])
      expect(await answer(path)).toEqual([200, 'text/html', 'no-store']);
    expect(await answer('/sw.js')).toEqual([200, 'text/javascript', 'private, max-age=86400']);
    expect(await answer('/b/build-01/assets/main.js')).toEqual([200, 'text/javascript', 'public, max-age=31536000, immutable']);
    for (const path of [
      ...['/b/build-00/assets/main.js', '/b/build-01/assets/gone.js', '/b/build-01/', '/b/', '/b/build-01/..%2fsecret'],
      ...['/missing.png', '/..%2f..%2fpackage.json'],
    ])
      expect((await answer(path)).slice(0, 1)).toEqual([404]);
    const compressed = await get('/b/build-01/assets/main.js', { 'accept-encoding': 'gzip, br' });
    expect([compressed.headers.get('content-encoding'), await compressed.text()]).toEqual(['br', 'compressed']);
    const etag = (await get('/sw.js')).headers.get('etag') ?? '';
    expect((await get('/sw.js', { 'if-none-match': etag })).status).toBe(304);
    await office.close();
  });

  test('every answer of the office names the build that lies there, refusals too', async () => {
    const office = await openOffice('sqlite', { deps: { staticDir } });
    for (const path of ['/api/health', '/api/me', '/api/gone'])
      expect((await office.request(path)).headers.get(BUILD_HEADER), path).toBe('build-01');
    await office.close();
  });
});
