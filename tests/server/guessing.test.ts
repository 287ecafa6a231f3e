import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { NewAccountResponse } from '../../src/protocol/account.ts';
import { createApp } from '../../src/server/app.ts';
import { createHashQueue, type HashAsker } from '../../src/server/auth/hash-queue.ts';
import type { PasswordHasher } from '../../src/server/auth/password-hash.ts';
import { createRateLimiter } from '../../src/server/http/rate-limit.ts';
import { cookieOf, databases, NOON, type Office, ORIGIN, openOffice, Phone } from './helpers.ts';

const HOUR_MS = 3_600_000;
/** An hour is walked through in as many steps, at each of which guesses are there again. */
const STEPS = 6;
/** Evaluated guesses at one account in any hour: all there may be, by strangers and on a phone of the owner. */
const BAR = 30;
const FROM_STRANGERS = 16;
const NEW_PASSWORD = 'bốn chữ dễ nhớ';

describe.each(databases)('guesses at a password on %s', (kind) => {
  let office: Office;
  beforeEach(async () => {
    office = await openOffice(kind, { deps: { trustProxy: true } });
  });
  afterEach(() => office.close());

  const signInBody = (staffCode: string, password: string) => JSON.stringify({ staffCode, password, device: 'Máy thử' });
  const trySignIn = (staffCode: string, password: string, network = '10.0.0.1', cookie?: string): Promise<Response> =>
    office.request('/api/sign-in', {
      method: 'POST',
      body: signInBody(staffCode, password),
      headers: { 'x-forwarded-for': network },
      ...(cookie !== undefined && { cookie }),
    });
  const passwordOf = (staffCode: string): string => office.passwords.get(staffCode) ?? '';
  const openWith = (code: string, network: string): Promise<Response> => {
    const body = JSON.stringify({ code, password: NEW_PASSWORD, device: 'Máy mới' });
    return office.request('/api/open-account', { method: 'POST', body, headers: { 'x-forwarded-for': network } });
  };
  const networks = (count: number): string[] => Array.from({ length: count }, (_, at) => `10.1.${at >> 8}.${at & 255}`);
  /** A wrong password from each network in turn; says how many were looked at. */
  const guessFrom = async (from: readonly string[], staffCode: string, cookie?: string): Promise<number> => {
    let evaluated = 0;
    for (const network of from) if ((await trySignIn(staffCode, 'sai', network, cookie)).status === 401) evaluated += 1;
    return evaluated;
  };
  const changePassword = (phone: Phone, current: string) => phone.post('/api/me/password', { current, password: NEW_PASSWORD });

  test('an account grants strangers sixteen in an hour, however many networks they come from, and says when to come again', async () => {
    let evaluated = 0;
    for (let step = 0; step <= STEPS; step++) {
      if (step > 0) office.clock.now += HOUR_MS / STEPS;
      evaluated += await guessFrom(networks(14), 'CB-07');
    }
    expect(evaluated).toBe(FROM_STRANGERS);
    const refused = await trySignIn('CB-07', 'sai', '10.9.0.1');
    expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, 600]);
  });

  test('all there are in an hour, by strangers and on a phone of the owner in both ways, are thirty', async () => {
    const phone = await office.signIn('CB-07');
    let evaluated = 0;
    for (let step = 0; step <= STEPS; step++) {
      if (step > 0) office.clock.now += HOUR_MS / STEPS;
      evaluated += await guessFrom(networks(14), 'CB-07');
      evaluated += await guessFrom(networks(10), 'CB-07', phone.cookie);
      for (let i = 0; i < 3; i++) if ((await changePassword(phone, 'sai')).status === 401) evaluated += 1;
    }
    expect(evaluated).toBe(BAR);
  });

  test('made-up names do not give an account new guesses', async () => {
    expect(await guessFrom(networks(14), 'CB-07')).toBe(10);
    for (let i = 0; i < 60_000; i++)
      office.deps.limiter.take([{ key: `made up ${i}`, limit: { burst: 1, refillMs: HOUR_MS } }], office.clock.now);
    expect(await guessFrom(networks(14), 'CB-07')).toBe(0);
  });

  test('neither a new start nor another process gives an account or a phone new guesses', async () => {
    const phone = await office.signIn('CB-07');
    expect(await guessFrom(networks(14), 'CB-07')).toBe(10);
    expect(await guessFrom(networks(14), 'CB-07', phone.cookie)).toBe(8);
    const guessesOf = async () => {
      const account = await office.store.reader
        .selectFrom('accounts')
        .select('guesses_full_at')
        .where('staff_code', '=', 'CB-07')
        .execute();
      const device = await office.store.reader.selectFrom('devices').select('guesses_full_at').execute();
      return [...account, ...device].map((row) => ((row.guesses_full_at ?? 0) - NOON) / (HOUR_MS / STEPS));
    };
    expect(await guessesOf()).toEqual([10, 8]);
    const another = createApp({ ...office.deps, limiter: createRateLimiter() });
    const status = async (cookie: string) => {
      const headers = { 'content-type': 'application/json', origin: ORIGIN, 'x-forwarded-for': '10.9.0.1', cookie };
      return (await another.request('/api/sign-in', { method: 'POST', body: signInBody('CB-07', 'sai'), headers })).status;
    };
    expect([await status(''), await status(phone.cookie)]).toEqual([429, 429]);
  });

  test('who is in one place does not shut an account for its owner in another', async () => {
    for (let hour = 0; hour < 2; hour++) {
      for (let i = 0; i < 40; i++) await trySignIn('CB-07', 'sai', '10.0.0.66');
      office.clock.now += HOUR_MS;
      for (let i = 0; i < 10; i++) await trySignIn('CB-07', 'sai', '10.0.0.66');
      expect((await trySignIn('CB-07', passwordOf('CB-07'), '10.0.0.7')).status).toBe(200);
    }
  });

  test('on an enrolled phone the owner gets in whatever strangers do, in the same network too', async () => {
    const phone = await office.signIn('CB-07');
    for (let round = 0; round < 10; round++) {
      await guessFrom([...networks(5), ...Array<string>(10).fill('10.0.0.7')], 'CB-07');
      expect((await trySignIn('CB-07', passwordOf('CB-07'), '10.0.0.7', phone.cookie)).status).toBe(200);
    }
  });

  test('a phone enrolled for another account is a stranger', async () => {
    const phone = await office.signIn('CB-08');
    expect(await guessFrom(networks(14), 'CB-07', phone.cookie)).toBe(10);
  });

  test('on a new phone a code of the administrator passes, whatever strangers do with passwords and codes', async () => {
    const [admin, owner] = [await office.signIn('QT-01'), await office.signIn('CB-07')];
    await guessFrom(networks(14), 'CB-07');
    for (let i = 0; i < 40; i++) await openWith('AAAAA-AAAAA-AAAAA-AAAAA', '10.0.0.7');
    expect((await openWith('AAAAA-AAAAA-AAAAA-AAAAA', '10.0.0.7')).status).toBe(429);
    expect((await trySignIn('CB-07', passwordOf('CB-07'), '10.0.0.7')).status).toBe(429);
    const { code } = (await (await admin.post(`/api/accounts/${owner.person.id}/code`)).json()) as NewAccountResponse;
    const opened = await openWith(code, '10.0.0.7');
    expect(opened.status).toBe(200);
    // The phone is an enrolled one from now on.
    expect((await trySignIn('CB-07', NEW_PASSWORD, '10.0.0.7', cookieOf(opened))).status).toBe(200);
  });

  test('a right password opens nothing where it was changed, or the account closed, while it waited for its hash', async () => {
    const [owner, admin] = [await office.signIn('CB-07'), await office.signIn('QT-01')];
    const doWhile = async (path: string, body: string, meanwhile: () => Promise<Response>, cookie = ''): Promise<number> => {
      const { verify } = office.deps.passwords;
      const passwords: PasswordHasher = {
        ...office.deps.passwords,
        async verify(...asked) {
          const isRight = await verify(...asked);
          expect((await meanwhile()).status).toBe(200);
          return isRight;
        },
      };
      const headers = { 'content-type': 'application/json', origin: ORIGIN, 'x-forwarded-for': '10.9.0.1', cookie };
      return (await createApp({ ...office.deps, passwords }).request(path, { method: 'POST', body, headers })).status;
    };
    const [former, thief] = [passwordOf('CB-07'), await office.signIn('CB-07')];
    expect(await doWhile('/api/sign-in', signInBody('CB-07', former), () => changePassword(owner, former))).toBe(401);
    const another = JSON.stringify({ current: NEW_PASSWORD, password: 'năm chữ của kẻ trộm' });
    const newest = 'sáu chữ của chính chủ máy';
    const changeBack = () => owner.post('/api/me/password', { current: NEW_PASSWORD, password: newest });
    const onTheirs = await Phone.signIn(office.request, 'CB-07', NEW_PASSWORD, thief.cookie);
    expect(await doWhile('/api/me/password', another, changeBack, onTheirs.cookie)).toBe(401);
    expect(await doWhile('/api/sign-in', signInBody('CB-07', newest), () => admin.post(`/api/accounts/${owner.person.id}/disable`))).toBe(
      401,
    );
    expect((await admin.post(`/api/accounts/${owner.person.id}/enable`)).status).toBe(200);
    const open = await office.store.reader
      .selectFrom('devices')
      .select('id')
      .where('account_id', '=', owner.person.id)
      .where('token_hash', 'is not', null)
      .execute();
    expect(open).toEqual([]);
  });

  test('right passwords take nothing: an office may sign in as often as it likes', async () => {
    for (let i = 0; i < 20; i++) expect((await trySignIn('CB-07', passwordOf('CB-07'))).status).toBe(200);
    expect(await guessFrom(networks(14), 'CB-07')).toBe(10);
  });

  test('a name nobody bears is answered and limited as an account is', async () => {
    const answers = async (staffCode: string) => {
      const seen: string[] = [];
      for (const network of [...networks(12), '10.1.0.0', '10.1.0.0', '10.1.0.0']) {
        const answer = await trySignIn(staffCode, 'sai', network);
        const { error } = (await answer.json()) as { error: string };
        seen.push(`${answer.status} ${error} ${answer.headers.get('retry-after')} ${answer.headers.get('content-length')}`);
      }
      return seen;
    };
    expect(await answers('KHONG-CO')).toEqual(await answers('CB-07'));
  });

  test('who is refused costs the database nothing, whether or not there is such an account', async () => {
    const attempt = (app: ReturnType<typeof createApp>, staffCode: string) => {
      const headers = { 'content-type': 'application/json', origin: ORIGIN, 'x-forwarded-for': '10.9.0.1' };
      return app.request('/api/sign-in', { method: 'POST', body: signInBody(staffCode, 'sai'), headers });
    };
    const withoutDatabase = { ...office.deps, store: outOfReach };
    for (const staffCode of ['CB-07', 'KHONG-CO']) {
      expect(await guessFrom(networks(10), staffCode)).toBe(10);
      expect((await attempt(createApp(withoutDatabase), staffCode)).status).toBe(429);
      const full: PasswordHasher = { ...office.deps.passwords, hasRoom: (asker) => asker === 'known' };
      expect((await attempt(createApp({ ...withoutDatabase, passwords: full }), `${staffCode}-2`)).status).toBe(503);
    }
  });

  test('what a stranger made up, a key of a browser or a code, is looked for by an index and not among all there are', async () => {
    const plans = [
      ["select app from devices where key_hash = 'x' order by seen_at desc", 'devices_browser'],
      ["select id from devices where lost_at is not null and (key_hash = 'x' or lost_token_hash = 'y')", 'devices_lost_token'],
      ["select id from accounts where code_selector = 'x' and code_hash is not null limit 1", 'accounts_code_selector'],
    ] as const;
    for (const [query, index] of plans) {
      // With so few rows PostgreSQL would walk them: there it is asked which indexes there are.
      const asked =
        kind === 'sqlite'
          ? sql.raw(`explain query plan ${query}`)
          : sql`select indexname from pg_indexes where schemaname = current_schema()`;
      expect(JSON.stringify((await asked.execute(office.store.writer)).rows)).toContain(index);
    }
  });

  test('a crowd of strangers who are refused does not come before a phone that is known', async () => {
    const phone = await office.signIn('CB-07');
    await guessFrom(networks(10), 'CB-08');
    let refused = 0;
    const crowd = Array.from({ length: 200 }, async () => {
      if ((await trySignIn('CB-08', 'sai', '10.9.0.1')).status === 429) refused += 1;
    });
    expect((await phone.get('/api/me')).status).toBe(200);
    expect(refused).toBeLessThan(100);
    await Promise.all(crowd);
    expect(refused).toBe(200);
  });

  test('a right password is never written down as a guess, and a wrong one is before it is answered', async () => {
    const phone = await office.signIn('CB-07');
    expect((await trySignIn('CB-07', passwordOf('CB-07'), '10.0.0.7', phone.cookie)).status).toBe(200);
    expect((await trySignIn('CB-07', passwordOf('CB-07'))).status).toBe(200);
    const written = async (): Promise<unknown[]> => {
      const { reader } = office.store;
      const accounts = await reader.selectFrom('accounts').select('guesses_full_at').where('staff_code', '=', 'CB-07').execute();
      return [...accounts, ...(await reader.selectFrom('devices').select('guesses_full_at').execute())].map((row) => row.guesses_full_at);
    };
    expect(await written()).toEqual([null, null, null]);
    await trySignIn('CB-07', 'sai');
    expect(await written()).toEqual([NOON + HOUR_MS / STEPS, null, null]);
  });

  test('where too many wait for a hash, strangers come again and lose no guess by it, and an enrolled phone gets in', async () => {
    const [phone, password] = [await office.signIn('CB-07'), passwordOf('CB-07')];
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const busyApp = appWithSlowHashes(office, held);
    const attempt = async (staffCode: string, typed: string, network: string, cookie = '') => {
      const headers = { 'content-type': 'application/json', origin: ORIGIN, 'x-forwarded-for': network, cookie };
      return busyApp.request('/api/sign-in', { method: 'POST', body: signInBody(staffCode, typed), headers });
    };
    const answers: Response[] = [];
    const strangers = networks(40).map(async (network, at) => answers.push(await attempt(`KHONG-${at}`, 'sai', network)));
    await vi.waitFor(() => expect(answers).toHaveLength(7), 20_000);
    expect(answers.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual(Array(7).fill([503, '10']));
    expect((await attempt('CB-07', 'sai', '10.0.0.66')).status).toBe(503);
    expect((await attempt('CB-07', password, '10.0.0.66', phone.cookie)).status).toBe(200);
    release();
    await Promise.all(strangers);
    expect(answers.slice(7).map(({ status }) => status)).toEqual(Array(33).fill(401));
    expect(await guessFrom(networks(12), 'CB-07')).toBe(10);
  });
});

/** A database that fails whoever asks it. */
const nobodyAsks = () => Promise.reject(new Error('Nobody was to ask the database'));
const noConnection = new Proxy({} as Office['store']['reader'], { get: nobodyAsks });
const outOfReach: Office['store'] = {
  reader: noConnection,
  writer: noConnection,
  write: nobodyAsks,
  snapshot: nobodyAsks,
  close: async () => undefined,
};

/** The same office, where the hashes of strangers do not end before `held` does. */
function appWithSlowHashes({ deps }: Office, held: Promise<void>) {
  const queue = createHashQueue();
  const passwords: PasswordHasher = {
    ...deps.passwords,
    hasRoom: queue.hasRoom,
    verify: (stored, password, asker) =>
      queue.run(asker, async () => {
        if (asker !== 'known') await held;
        return deps.passwords.verify(stored, password, 'known');
      }),
  };
  return createApp({ ...deps, passwords });
}

describe('the queue for hashes', () => {
  /** Work that ends when it is told to; says in which order it began. */
  const makeWork = () => {
    const queue = createHashQueue();
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const ask = (asker: HashAsker, name: string) =>
      queue.run(asker, async () => {
        begun.push(name);
        await new Promise<void>((resolve) => ends.push(resolve));
      });
    const endNext = async () => {
      ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    };
    return { queue, begun, ask, endNext };
  };

  test('lets who is known before all strangers, and strangers one at a time', async () => {
    const { begun, ask, endNext } = makeWork();
    for (const name of ['s1', 's2', 's3']) void ask({ network: name }, name);
    for (const name of ['k1', 'k2', 'k3']) void ask('known', name);
    for (let i = 0; i < 6; i++) await endNext();
    expect(begun).toEqual(['s1', 'k1', 'k2', 'k3', 's2', 's3']);
  });

  test('has an end, and one network does not fill it', async () => {
    const { queue, ask, endNext } = makeWork();
    for (let i = 0; i < 8; i++) void ask({ network: 'a' }, `a${i}`);
    expect([queue.hasRoom({ network: 'a' }), queue.hasRoom({ network: 'b' }), queue.hasRoom('known')]).toEqual([false, true, true]);
    for (let i = 0; i < 25; i++) void ask({ network: `b${i}` }, `b${i}`);
    expect([queue.hasRoom({ network: 'c' }), queue.hasRoom('known')]).toEqual([false, true]);
    await expect(ask({ network: 'c' }, 'c')).rejects.toThrow();
    await endNext();
    expect([queue.hasRoom({ network: 'c' }), queue.hasRoom({ network: 'a' })]).toEqual([true, true]);
  });

  test('goes on after work that failed', async () => {
    const queue = createHashQueue();
    const fails = () => Promise.reject(new Error('no memory'));
    for (let i = 0; i < 3; i++) await expect(queue.run({ network: 'a' }, fails)).rejects.toThrow('no memory');
    expect(await queue.run({ network: 'a' }, async () => 'done')).toBe('done');
  });
});
