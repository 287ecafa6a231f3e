import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { rememberPerson } from '../../../src/client/store/known-accounts.ts';
import type { SyncTrouble } from '../../../src/client/sync/outcome.ts';
import type { Send } from '../../../src/client/sync/send.ts';
import { createSyncLoop, type SyncLoop } from '../../../src/client/sync/sync-loop.lazy.ts';
import { Person } from '../../../src/domain/person.ts';
import { err } from '../../../src/domain/result.ts';
import type { Mutation } from '../../../src/protocol/mutation.ts';
import { acknowledgeAll, answer, applied, openPhone, respond, results, type TestPhone } from '../../helpers/phone.ts';

/** The browser's locks, as far as sync needs them: one holder, the others wait or are told. */
class FakeLocks {
  #tail: Promise<unknown> = Promise.resolve();
  #held = 0;
  readonly request = async (
    _: string,
    { ifAvailable }: { ifAvailable: boolean },
    work: (lock: object | null) => unknown,
  ): Promise<unknown> => {
    if (ifAvailable && this.#held > 0) return work(null);
    this.#held += 1;
    const mine = this.#tail.then(() => work({}));
    this.#tail = mine.catch(() => undefined);
    return mine.finally(() => {
      this.#held -= 1;
    });
  };
}

const loops: SyncLoop[] = [];
const listeners = new EventTarget();
const browser = { onLine: true, locks: new FakeLocks() };

beforeEach(() => {
  browser.onLine = true;
  browser.locks = new FakeLocks();
  vi.stubGlobal('navigator', browser);
  vi.stubGlobal('window', listeners);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  for (const loop of loops.splice(0)) loop.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

interface Running {
  readonly loop: SyncLoop;
  readonly times: number[];
}

/** Starts the loop of a phone; `times` notes when requests went out. */
function start(phone: TestPhone, send: Send): Running {
  const times: number[] = [];
  const noting: Send = (request, options) => {
    times.push(phone.clock.now);
    return send(request, options);
  };
  const loop = createSyncLoop({
    db: phone.db,
    now: () => phone.clock.now,
    newId: phone.deps.newId,
    app: 'test',
    send: noting,
    random: () => 0.5,
  });
  loops.push(loop);
  return { loop, times };
}

async function quiet(loop: SyncLoop): Promise<void> {
  await vi.waitFor(() => expect(loop.status().phase === 'idle' && loop.status().outcome !== undefined).toBe(true), { interval: 1 });
}

/** Lets the time pass until the loop is due by itself. */
async function untilNext(phone: TestPhone, loop: SyncLoop): Promise<number> {
  await quiet(loop);
  const { nextAt } = loop.status();
  if (nextAt === undefined) throw new Error('Nothing is due');
  const ms = nextAt - phone.clock.now;
  phone.clock.now = nextAt;
  await vi.advanceTimersByTimeAsync(ms + 1);
  return ms;
}

test('it syncs at the start, and after a save', async () => {
  const phone = await openPhone();
  await phone.record();
  const { loop } = start(phone, acknowledgeAll);
  await quiet(loop);
  expect(await phone.db.outbox.count()).toBe(0);
  await phone.record();
  loop.nudge();
  await vi.waitFor(async () => expect(await phone.db.outbox.count()).toBe(0), { interval: 1 });
  expect(loop.status()).toMatchObject({ outcome: { kind: 'done' }, online: true });
});

test('what another tab saved and did not send goes out within seconds', async () => {
  const phone = await openPhone();
  const { loop, times } = start(phone, acknowledgeAll);
  await quiet(loop);
  // As a tab does that is closed right after: nobody tells this loop.
  await phone.record();
  await vi.waitFor(async () => {
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await phone.db.outbox.count()).toBe(0);
  });
  expect(times).toHaveLength(2);
});

test('a save while a request is away is sent right after it', async () => {
  const phone = await openPhone();
  await phone.record();
  let saved = false;
  const { loop } = start(phone, async (request, options) => {
    if (!saved) {
      saved = true;
      await phone.record();
      loops[0]?.nudge();
    }
    return acknowledgeAll(request, options);
  });
  await quiet(loop);
  await vi.waitFor(async () => expect(await phone.db.outbox.count()).toBe(0), { interval: 1 });
});

test('while the network fails it tries again later and later, by itself', async () => {
  const phone = await openPhone();
  await phone.record();
  let well = false;
  const { loop } = start(phone, (request, options) =>
    well ? acknowledgeAll(request, options) : Promise.resolve(err({ kind: 'offline' })),
  );
  const pauses: number[] = [];
  for (let tries = 0; tries < 10; tries++) pauses.push(await untilNext(phone, loop));
  expect(pauses[0]).toBeLessThanOrEqual(2_000);
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  expect(pauses.at(-1)).toBeLessThanOrEqual(300_000);
  well = true;
  await untilNext(phone, loop);
  await vi.waitFor(async () => expect(await phone.db.outbox.count()).toBe(0), { interval: 1 });
});

test('where something gets through between the cuts, it does not wait longer and longer', async () => {
  const phone = await openPhone();
  for (let made = 0; made < 8; made++) await phone.record();
  const takeFirst = respond((request) => answer(request, { results: [applied(request.mutations[0] as Mutation)] }));
  let sent = 0;
  const { loop } = start(phone, (request, options) =>
    sent++ % 2 === 0 ? takeFirst(request, options) : Promise.resolve(err({ kind: 'offline' })),
  );
  for (let tries = 0; tries < 10; tries++) expect(await untilNext(phone, loop)).toBeLessThanOrEqual(4_000);
});

test.each(['busy', 'too-much'] as const)('it waits as it is asked by a server that says %s, and a save does not hurry it', async (kind) => {
  const phone = await openPhone();
  await phone.record();
  const { loop, times } = start(phone, async () => err({ kind, retryAfterMs: 60_000 }));
  await quiet(loop);
  loop.nudge();
  expect(times).toHaveLength(1);
  const pause = await untilNext(phone, loop);
  expect(pause).toBeGreaterThanOrEqual(60_000);
  expect(pause).toBeLessThanOrEqual(72_000);
});

test.each<SyncTrouble>([{ kind: 'signed-out' }, { kind: 'wrong-account' }, { kind: 'update-required' }])(
  '$kind stops sending until the person did something, never recording',
  async (trouble) => {
    const phone = await openPhone();
    await phone.record();
    let signedIn = false;
    const { loop, times } = start(phone, (request, options) =>
      signedIn ? acknowledgeAll(request, options) : Promise.resolve(err(trouble)),
    );
    await quiet(loop);
    expect(loop.status().nextAt).toBeUndefined();
    await phone.record();
    loop.nudge();
    expect(times).toHaveLength(1);
    signedIn = true;
    expect(await loop.syncNow()).toEqual({ kind: 'done', more: false });
    expect(await phone.db.outbox.count()).toBe(0);
  },
);

test('what the server stumbled over is tried again though everything else is done', async () => {
  const phone = await openPhone();
  await phone.record();
  const { loop } = start(
    phone,
    results((mutation) => ({ status: 'failed', id: mutation.id })),
  );
  const pause = await untilNext(phone, loop);
  expect(pause).toBeLessThanOrEqual(300_000);
});

test('when nothing waits it looks for news every few minutes', async () => {
  const phone = await openPhone();
  const { loop } = start(phone, acknowledgeAll);
  const pause = await untilNext(phone, loop);
  expect(pause).toBeGreaterThan(60_000);
  expect(pause).toBeLessThanOrEqual(300_000);
});

test('signal that comes back is noticed at once', async () => {
  const phone = await openPhone();
  await phone.record();
  browser.onLine = false;
  const { loop, times } = start(phone, acknowledgeAll);
  await quiet(loop);
  expect(loop.status()).toMatchObject({ outcome: { kind: 'offline' }, online: false });
  expect(times).toEqual([]);
  browser.onLine = true;
  listeners.dispatchEvent(new Event('online'));
  await vi.waitFor(async () => expect(await phone.db.outbox.count()).toBe(0), { interval: 1 });
});

test('a browser that says "offline" for ever is not believed for ever, and not when the person asks', async () => {
  const phone = await openPhone();
  await phone.record();
  browser.onLine = false;
  const { loop } = start(phone, acknowledgeAll);
  for (let tries = 0; tries < 3; tries++) await untilNext(phone, loop);
  await vi.waitFor(async () => expect(await phone.db.outbox.count()).toBe(0), { interval: 1 });
  await phone.record();
  expect(await loop.syncNow()).toEqual({ kind: 'done', more: false });
});

test('two tabs never send at the same time, and all arrives once', async () => {
  const phone = await openPhone();
  const other = await openPhone(phone.accountId);
  for (let made = 0; made < 30; made++) await (made % 2 ? phone : other).record();
  let away = 0;
  let most = 0;
  const seen = new Map<string, number>();
  const slow: Send = async (request, options) => {
    away += 1;
    most = Math.max(most, away);
    for (const one of request.mutations as { id: string }[]) seen.set(one.id, (seen.get(one.id) ?? 0) + 1);
    await new Promise((resolve) => setImmediate(resolve));
    away -= 1;
    return acknowledgeAll(request, options);
  };
  const [a, b] = [start(phone, slow), start(other, slow)];
  await Promise.all([a.loop.syncNow(), b.loop.syncNow()]);
  expect(most).toBe(1);
  expect(await phone.db.outbox.count()).toBe(0);
  expect([...seen.values()].every((times) => times === 1)).toBe(true);
});

test('a mistake of ours is reported and does not end the loop', async () => {
  const phone = await openPhone();
  await phone.record();
  const reported: unknown[] = [];
  vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
  let broken = true;
  const { loop } = start(phone, (request, options) => {
    if (broken) throw new RangeError('ours');
    return acknowledgeAll(request, options);
  });
  await quiet(loop);
  expect(reported).toMatchObject([{ message: 'ours' }]);
  broken = false;
  await untilNext(phone, loop);
  await vi.waitFor(async () => expect(await phone.db.outbox.count()).toBe(0), { interval: 1 });
});

test('a stopped loop sends nothing more', async () => {
  const phone = await openPhone();
  const { loop, times } = start(phone, acknowledgeAll);
  await quiet(loop);
  loop.stop();
  await phone.record();
  loop.nudge();
  listeners.dispatchEvent(new Event('online'));
  await vi.advanceTimersByTimeAsync(600_000);
  expect(times).toHaveLength(1);
});

test('while things wait the browser is asked to wake the service worker', async () => {
  const tags: string[] = [];
  const registration = { sync: { register: async (tag: string) => void tags.push(tag) } };
  vi.stubGlobal('navigator', { ...browser, serviceWorker: { getRegistration: async () => registration } });
  const phone = await openPhone();
  const { loop } = start(phone, async () => err({ kind: 'offline' }));
  await phone.record();
  await loop.syncNow();
  expect(tags).toContain(`cotmoc:${phone.accountId}`);
});

test('who comes back to the page sets off one sync, and none where all was fetched just now', async () => {
  const phone = await openPhone();
  const { times, loop } = start(phone, acknowledgeAll);
  await vi.waitFor(() => expect(loop.status().outcome).toEqual({ kind: 'done', more: false }));
  const before = times.length;
  listeners.dispatchEvent(new Event('focus'));
  phone.clock.now += 61_000;
  for (const name of ['focus', 'focus']) listeners.dispatchEvent(new Event(name));
  await vi.waitFor(() => expect(loop.status().phase).toBe('idle'));
  await vi.waitFor(() => expect(times.length).toBeGreaterThan(before));
  await vi.waitFor(() => expect(loop.status().phase).toBe('idle'));
  expect(times.slice(before).every((at) => at === phone.clock.now)).toBe(true);
  expect(times).toHaveLength(before + 1);
});

test('on a phone of several people the office is asked behind each sync whether a log of one of them is to be cleared', async () => {
  const phone = await openPhone();
  const asked = vi.fn(async () => new Response('{}', { headers: { 'content-type': 'application/json' } }));
  vi.stubGlobal('fetch', asked);
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => stored.set(key, text),
    removeItem: (key: string) => stored.delete(key),
  });
  const person = (id: string, staffCode: string): Person => Person.parse({ id, staffCode, role: 'officer', unitIds: ['qlbg'] });
  rememberPerson(person(phone.db.accountId, 'CB-07'));
  const { loop } = start(phone, acknowledgeAll);
  await quiet(loop);
  await loop.syncNow();
  expect(asked).not.toHaveBeenCalled();
  rememberPerson(person('019cfe5c-0000-7000-8000-000000000008', 'CB-08'));
  rememberPerson(person(phone.db.accountId, 'CB-07'));
  for (let nth = 1; nth <= 2; nth += 1) {
    await loop.syncNow();
    await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(nth), { interval: 1, timeout: 15_000 });
  }
});
