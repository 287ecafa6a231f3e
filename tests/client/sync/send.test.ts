import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { makeSend } from '../../../src/client/sync/send.ts';
import { unpackMutations } from '../../../src/protocol/mutation-table.ts';
import { OLDEST_PROTOCOL, PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../../src/protocol/sync.ts';
import type { SyncRequest } from '../../../src/protocol/sync-request.ts';
import { answer, applied, openPhone } from '../../helpers/phone.ts';

// Below the size that is worth compressing.
const REQUEST: SyncRequest = {
  protocol: 1,
  accountId: 'a-1' as never,
  app: 'test',
  epoch: 'e1',
  scope: 's1',
  cursor: 0,
  limit: 100,
  held: { count: 0, attention: 0, persisted: false },
  note: [],
  mutations: [],
};
const OPTIONS = { patienceMs: 1_000 };
const json = (body: unknown, init: ResponseInit & { headers?: Record<string, string> } = {}): Response =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  });
const html = (status = 200, headers: Record<string, string> = {}): Response =>
  new Response('<!doctype html><title>Wi-Fi</title>', { status, headers: { 'content-type': 'text/html', ...headers } });
const OURS = { [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) };
const refusal = (error: string, status: number, headers: Record<string, string> = {}): Response =>
  json({ error, requestId: 'r' }, { status, headers });
const outcomeOf = async (response: Response) => {
  const sent = await makeSend(async () => response)(REQUEST, OPTIONS);
  return sent.ok ? 'taken' : sent.error;
};

afterEach(() => {
  vi.useRealTimers();
});

test('a whole answer of ours is taken', async () => {
  expect(await outcomeOf(json(answer(REQUEST)))).toBe('taken');
});

test('what is empty does not travel, and what is left out of an answer is as the request said it', async () => {
  const bodies: string[] = [];
  const fetch = async (_: string, { body }: RequestInit): Promise<Response> => {
    bodies.push(new TextDecoder().decode(body as Uint8Array));
    return json({ protocol: PROTOCOL_VERSION, nonce: 'n1', now: '2026-03-18T05:00:00.000Z' });
  };
  const quiet = { ...REQUEST, protocol: PROTOCOL_VERSION, nonce: 'n1', cursor: 7 };
  const whole = { epoch: 'e1', scope: 's1', cursor: 7, more: false, results: [], changes: {} };
  expect(await makeSend(fetch)(quiet, OPTIONS)).toMatchObject({ ok: true, value: { response: whole } });
  const { note: _, mutations: __, ...sent } = quiet;
  expect(JSON.parse(bodies[0] ?? '')).toEqual(sent);
  // It answers another request: nothing is known of what it left out.
  expect(await makeSend(fetch)({ ...quiet, nonce: 'n2' }, OPTIONS)).toMatchObject({ ok: false, error: { kind: 'captive' } });
});

test('a server of a former release gets what it cannot do without', async () => {
  let body = '';
  await makeSend(async (_, init) => {
    body = new TextDecoder().decode(init.body as Uint8Array);
    return html();
  })({ ...REQUEST, protocol: OLDEST_PROTOCOL }, OPTIONS);
  expect(JSON.parse(body)).toMatchObject({ note: [], mutations: [] });
});

test.each<[string, Response, unknown]>([
  ['a page with 200', html(), { kind: 'captive' }],
  ['nothing with 200', json(''), { kind: 'captive' }],
  ['half an answer', json(JSON.stringify(answer(REQUEST)).slice(0, 60)), { kind: 'captive' }],
  ['JSON of another shape', json({ ok: true }), { kind: 'captive' }],
  ['our answer with a field more', json({ ...answer(REQUEST), extra: 1 }), 'taken'],
  ['our answer that says a known thing in another way', json({ ...answer(REQUEST), cursor: 'c-7' }), { kind: 'update-required' }],
  ['our answer without what must be there', json({ protocol: 9, epoch: 'e1' }), { kind: 'update-required' }],
  ['an answer with our name on it that nobody here can read', json({ feed: [] }, { headers: OURS }), { kind: 'update-required' }],
  ['half an answer with our name on it', json('{"protocol":3,"epo', { headers: OURS }), { kind: 'captive' }],
  ['a page with our name on it', html(200, OURS), { kind: 'captive' }],
  [
    'our answer called plain text',
    new Response(JSON.stringify(answer(REQUEST)), { headers: { 'content-type': 'text/plain' } }),
    { kind: 'captive' },
  ],
  ['204', new Response(null, { status: 204 }), { kind: 'captive' }],
  ['302', new Response(null, { status: 302, headers: { location: '/login' } }), { kind: 'captive' }],
  ['401 of a portal', html(401), { kind: 'captive' }],
  ['401 of ours', refusal('notSignedIn', 401), { kind: 'signed-out' }],
  ['403 of a portal', html(403), { kind: 'captive' }],
  ['403 of ours', refusal('crossSite', 403), { kind: 'server-error', byName: false }],
  ['404', html(404), { kind: 'captive' }],
  ['409 of ours', refusal('wrongAccount', 409), { kind: 'wrong-account' }],
  ['409 of something else', json({ conflict: true }, { status: 409 }), { kind: 'captive' }],
  ['413 of ours', refusal('tooLarge', 413), { kind: 'too-large' }],
  ['413 of a proxy', html(413), { kind: 'too-large' }],
  ['426', refusal('tooOld', 426), { kind: 'update-required' }],
  ['401 by a name not known yet', refusal('signInAgain', 401), { kind: 'signed-out' }],
  ['409 by a name not known yet', refusal('otherOffice', 409), { kind: 'server-error', byName: false }],
  ['413 by a name not known yet', refusal('tooMany', 413), { kind: 'too-large' }],
  ['426 by a name not known yet', refusal('retired', 426), { kind: 'update-required' }],
  ['500 by a name not known yet', refusal('stumbled', 500), { kind: 'server-error', byName: true }],
  ['503 by a name not known yet', refusal('maintenance', 503, { 'retry-after': '9' }), { kind: 'busy', retryAfterMs: 9_000 }],
  ['507 of a proxy', html(507), { kind: 'server-error', byName: false }],
  [
    '429 with patience asked for',
    new Response('', { status: 429, headers: { 'retry-after': '17' } }),
    { kind: 'busy', retryAfterMs: 17_000 },
  ],
  ['429 without', html(429), { kind: 'busy' }],
  ['400 of ours', refusal('badRequest', 400), { kind: 'server-error', byName: true }],
  ['500 of ours', refusal('internal', 500), { kind: 'server-error', byName: true }],
  ['500 of a proxy', html(500), { kind: 'server-error', byName: false }],
  ['502', html(502), { kind: 'server-error', byName: false }],
  ['503', refusal('busy', 503, { 'retry-after': '5' }), { kind: 'busy', retryAfterMs: 5_000 }],
  ['429 to an account that sends too much', refusal('tooMuch', 429, { 'retry-after': '40' }), { kind: 'too-much', retryAfterMs: 40_000 }],
  ['507', refusal('storageFull', 507, { 'retry-after': '60' }), { kind: 'busy', retryAfterMs: 60_000 }],
])('%s', async (_, response, outcome) => {
  expect(await outcomeOf(response)).toEqual(outcome);
});

test('a connection that is refused is offline', async () => {
  const send = makeSend(() => Promise.reject(new TypeError('Failed to fetch')));
  expect(await send(REQUEST, OPTIONS)).toEqual({ ok: false, error: { kind: 'offline' } });
});

const aborting = (init: RequestInit): Promise<never> =>
  new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError'))));

test('a connection that stays silent is given up', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const sent = makeSend((_, init) => aborting(init))(REQUEST, OPTIONS);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await sent).toEqual({ ok: false, error: { kind: 'timeout' } });
});

test('an answer that comes slowly is waited for as long as it moves, and given up when it stands still', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let push: (text: string) => void = () => undefined;
  const body = (init: RequestInit) =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        push = (text) => controller.enqueue(new TextEncoder().encode(text));
        init.signal?.addEventListener('abort', () => controller.error(new DOMException('aborted', 'AbortError')));
      },
    });
  const sent = makeSend(async (_, init) => new Response(body(init), { headers: { 'content-type': 'application/json' } }))(REQUEST, OPTIONS);
  let ended = false;
  void sent.then(() => {
    ended = true;
  });
  for (let part = 0; part < 5; part++) {
    await vi.advanceTimersByTimeAsync(15_000);
    push('{');
  }
  await vi.advanceTimersByTimeAsync(15_000);
  expect(ended).toBe(false);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await sent).toEqual({ ok: false, error: { kind: 'timeout' } });
});

test('who stops the sync stops the request', async () => {
  const stop = new AbortController();
  const sent = makeSend((_, init) => aborting(init))(REQUEST, { ...OPTIONS, signal: stop.signal });
  await new Promise((resolve) => setTimeout(resolve, 20));
  stop.abort();
  expect(await sent).toEqual({ ok: false, error: { kind: 'offline' } });
});

test('a page goes out compressed, a tiny one as it is', async () => {
  const phone = await openPhone();
  for (let made = 0; made < 5; made++) await phone.record();
  const large = { ...REQUEST, mutations: await phone.mutations() };
  const seen: RequestInit[] = [];
  const send = makeSend(async (_, init) => {
    seen.push(init);
    return json(answer(REQUEST));
  });
  await send(REQUEST, OPTIONS);
  const delivered = await send(large, OPTIONS);
  expect(seen[0]?.headers).toEqual({ 'Content-Type': 'application/json' });
  expect(seen[1]?.headers).toEqual({ 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
  const packed = seen[1]?.body as Uint8Array;
  const { table, ...rest } = JSON.parse(gunzipSync(packed).toString());
  expect(rest).toEqual(REQUEST);
  expect(unpackMutations(table)).toEqual(large.mutations);
  expect(delivered).toMatchObject({ ok: true, value: { bytesUp: packed.byteLength } });
});

test('results said short are handed on in full, and those of another page are no answer', async () => {
  const phone = await openPhone();
  await phone.record();
  const mutations = await phone.mutations();
  const request = { ...REQUEST, mutations };
  const short = (name: string | undefined) =>
    makeSend(async () => json(answer(REQUEST, { results: [], taken: { 1: name ?? '' } })))(request, OPTIONS);
  const taken = await short(mutations[0]?.id.slice(-8));
  expect(taken.ok && taken.value.response).toEqual(answer(REQUEST, { results: mutations.map((one) => applied(one)) }));
  expect(await short('01234567')).toEqual({ ok: false, error: { kind: 'captive' } });
});

test('a result this release does not know is asked for again, and a reason it does not know is kept', async () => {
  const phone = await openPhone();
  for (let made = 0; made < 3; made++) await phone.record();
  const mutations = await phone.mutations();
  const [queued, refused, taken] = mutations as [(typeof mutations)[0], (typeof mutations)[0], (typeof mutations)[0]];
  const results = [
    { status: 'queued', id: queued.id, until: 'noon' },
    { status: 'rejected', id: refused.id, reason: 'overQuota', quota: 7, issues: [{ field: 'date', code: 'dayIsFull' }] },
    { ...applied(taken), weight: 1 },
  ];
  const request = { ...REQUEST, mutations };
  const sent = await makeSend(async () => json({ ...answer(request), results }))(request, OPTIONS);
  expect(sent.ok && sent.value.response.results).toEqual([
    { status: 'failed', id: queued.id },
    { status: 'rejected', id: refused.id, reason: 'overQuota', issues: [] },
    applied(taken),
  ]);
});

test('an answer none of whose results are lists is not mistaken for an empty one', async () => {
  expect(await outcomeOf(json({ ...answer(REQUEST), results: { a: 1 } }))).toEqual({ kind: 'update-required' });
});

describe('a server of the release before', () => {
  const request = { ...REQUEST, protocol: PROTOCOL_VERSION };
  /** Answers like one: refuses what it does not know, and does not say what it speaks. */
  const former = (seen: SyncRequest[]) => async (_: string, init: RequestInit) => {
    const body = new TextDecoder().decode(init.body as Uint8Array);
    const asked = JSON.parse(body) as SyncRequest;
    seen.push(asked);
    if (asked.protocol !== OLDEST_PROTOCOL) return json({ error: 'badRequest', requestId: 'r', detail: 'protocol' }, { status: 400 });
    return json(answer(asked, { protocol: OLDEST_PROTOCOL }));
  };

  test('is asked again as it wants to be asked, and so from then on', async () => {
    const seen: SyncRequest[] = [];
    const send = makeSend(former(seen));
    expect((await send(request, OPTIONS)).ok).toBe(true);
    expect((await send(request, OPTIONS)).ok).toBe(true);
    expect(seen.map((one) => one.protocol)).toEqual([PROTOCOL_VERSION, OLDEST_PROTOCOL, OLDEST_PROTOCOL]);
  });

  test('is asked as any other once it says that it is up to date', async () => {
    const seen: SyncRequest[] = [];
    let server = former(seen);
    const send = makeSend((path, init) => server(path, init));
    await send(request, OPTIONS);
    server = async (_, init) => {
      const asked = JSON.parse(new TextDecoder().decode(init.body as Uint8Array)) as SyncRequest;
      seen.push(asked);
      return json(answer(asked, { protocol: asked.protocol }), { headers: OURS });
    };
    await send(request, OPTIONS);
    await send(request, OPTIONS);
    expect(seen.map((one) => one.protocol)).toEqual([PROTOCOL_VERSION, OLDEST_PROTOCOL, OLDEST_PROTOCOL, PROTOCOL_VERSION]);
  });

  test('that refuses all the same is not asked without end', async () => {
    let asked = 0;
    const send = makeSend(async () => {
      asked += 1;
      return refusal('badRequest', 400);
    });
    expect(await send(request, OPTIONS)).toEqual({ ok: false, error: { kind: 'server-error', byName: true } });
    expect(asked).toBe(2);
  });
});
