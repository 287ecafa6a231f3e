import { gunzipSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { makeSend } from '../../../src/client/sync/send.ts';
import { unpackMutations } from '../../../src/protocol/mutation-table.ts';
import type { SyncRequest } from '../../../src/protocol/sync.ts';
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
const html = (status = 200): Response =>
  new Response('<!doctype html><title>Wi-Fi</title>', { status, headers: { 'content-type': 'text/html' } });
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

test.each<[string, Response, unknown]>([
  ['a page with 200', html(), { kind: 'captive' }],
  ['nothing with 200', json(''), { kind: 'captive' }],
  ['half an answer', json(JSON.stringify(answer(REQUEST)).slice(0, 60)), { kind: 'captive' }],
  ['JSON of another shape', json({ ok: true }), { kind: 'captive' }],
  ['our answer with a field more', json({ ...answer(REQUEST), extra: 1 }), { kind: 'captive' }],
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
