import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccountPace } from '../../src/server/http/account-pace.ts';
import { databases, makeCreate, NOON, type Office, openOffice, type Phone } from './helpers.ts';

const MEGABYTE = 1_024 * 1_024;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A pace over a clock that stands until it is moved; what it waits for is noted and passes at once. */
function standing() {
  const world = { now: NOON, waited: [] as number[] };
  const pace = createAccountPace({
    clock: () => world.now,
    pause: async (ms) => {
      world.waited.push(ms);
      world.now += ms;
    },
  });
  const ask = (accountId: string, bytes = 0) =>
    pace.run(accountId, async (charge) => {
      charge(bytes);
      return 'done';
    });
  return { world, pace, ask };
}

describe('the pace of an account', () => {
  test('the first push of a phone that was away for months neither waits nor is refused', async () => {
    const { world, ask } = standing();
    // Six thousand records of 800 bytes, two hundred at a time.
    for (let page = 0; page < 30; page++) expect(await ask('a', 160_000)).toEqual({ ok: true, value: 'done' });
    expect(world.waited).toEqual([]);
  });

  test('a phone with many times as much waits for its turn, each time less than it has patience for, and loses nothing', async () => {
    const { world, ask } = standing();
    for (let page = 0; page < 500; page++) expect((await ask('a', 160_000)).ok).toBe(true);
    expect(Math.max(...world.waited)).toBeLessThan(10_000);
  });

  test('who asks without end is slowed down, and others are not', async () => {
    const { world, ask } = standing();
    for (let nth = 0; nth < 2_000; nth++) await ask('a');
    const took = world.now - NOON;
    expect(took).toBeGreaterThan(400_000);
    world.waited = [];
    expect((await ask('b')).ok).toBe(true);
    expect(world.waited).toEqual([]);
  });

  test('what a day allows ends in a refusal that says when to come again, and comes back by itself', async () => {
    const { world, ask } = standing();
    let taken = 0;
    let answer = await ask('a', 2 * MEGABYTE);
    for (; answer.ok; answer = await ask('a', 2 * MEGABYTE)) {
      taken += 1;
      world.now += MINUTE_MS;
    }
    expect(taken).toBeGreaterThanOrEqual(64);
    expect(taken).toBeLessThan(100);
    expect(answer).toMatchObject({ error: { code: 'tooMuch' } });
    const wait = answer.ok ? 0 : (answer.error.retryAfterMs ?? 0);
    expect(wait).toBeGreaterThan(0);
    world.now += wait;
    expect((await ask('a')).ok).toBe(true);
  });

  test('a day has room for many times the requests of a person, and an end', async () => {
    const { world, ask } = standing();
    let taken = 0;
    while (world.now < NOON + 20 * HOUR_MS && (await ask('a')).ok) taken += 1;
    expect(taken).toBeGreaterThan(20_000);
    expect(taken).toBeLessThan(42_000);
  });

  test('a few requests of an account are worked on at a time, a screen full waits, and more are refused', async () => {
    const { pace } = standing();
    const open: (() => void)[] = [];
    const asked = Array.from({ length: 200 }, () => pace.run('a', () => new Promise<void>((resolve) => open.push(resolve))));
    const answers = Promise.all(asked);
    await new Promise((resolve) => setImmediate(resolve));
    expect(open.length).toBeLessThan(10);
    for (let nth = 0; nth < open.length; nth++) {
      open[nth]?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    const taken = (await answers).filter((answer) => answer.ok).length;
    expect(taken).toBe(open.length);
    expect(taken).toBeGreaterThanOrEqual(60);
    expect(taken).toBeLessThan(100);
  });

  test('work that fails leaves its place', async () => {
    const { pace, ask } = standing();
    for (let nth = 0; nth < 20; nth++)
      await expect(
        pace.run('a', async () => {
          throw new Error('the store');
        }),
      ).rejects.toThrow('the store');
    expect((await ask('a')).ok).toBe(true);
  });

  test('of many accounts those are forgotten that asked longest ago, and none that is being answered', async () => {
    const { world, pace, ask } = standing();
    for (let nth = 0; nth < 400; nth++) await ask('busy');
    let answer = (): void => undefined;
    const held = pace.run('held', () => new Promise<void>((resolve) => (answer = resolve)));
    for (let nth = 0; nth < 20_000; nth++) {
      await ask(`account ${nth}`);
      if (nth % 1_000 === 0) await ask('busy');
    }
    answer();
    expect((await held).ok).toBe(true);
    // Who asks all the time is no stranger again because many others came.
    world.waited = [];
    for (let nth = 0; nth < 100; nth++) await ask('busy');
    expect(world.waited.length).toBeGreaterThan(0);
  });
});

describe.each(databases)('an account that asks for too much on %s', (kind) => {
  let office: Office;
  let phone: Phone;
  let other: Phone;
  const clock = { now: NOON };
  beforeAll(async () => {
    const accountPace = createAccountPace({ clock: () => clock.now, pause: async () => undefined });
    office = await openOffice(kind, { deps: { accountPace } });
    phone = await office.signIn('CB-07');
    other = await office.signIn('VP-01');
  });
  afterAll(() => office.close());

  test('is refused by name, is told when, and what it sends then is taken; others are served meanwhile', async () => {
    const body = JSON.stringify({ padding: 'x'.repeat(2 * MEGABYTE - 100) });
    const send = () => office.request('/api/sync', { method: 'POST', body, cookie: phone.cookie });
    let refused = await send();
    for (let nth = 0; nth < 200 && refused.status !== 429; nth++) {
      expect(refused.status).toBe(400);
      clock.now += MINUTE_MS;
      refused = await send();
    }
    expect([refused.status, await refused.json()]).toMatchObject([429, { error: 'tooMuch' }]);
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    const create = makeCreate();
    expect((await other.sync([makeCreate()])).results).toMatchObject([{ status: 'applied' }]);
    expect((await office.request('/api/me', { cookie: phone.cookie })).status).toBe(429);
    clock.now += seconds * 1_000;
    expect((await phone.sync([create])).results).toMatchObject([{ status: 'applied' }]);
  });
});
