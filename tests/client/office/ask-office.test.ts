import { afterEach, describe, expect, test, vi } from 'vitest';
import { askOffice } from '../../../src/client/office/ask-office.ts';
import { fetchMe, openAccount, signIn, signOut } from '../../../src/client/office/sign-in.ts';
import { LIST_ACTIVITIES, READ_HISTORY } from '../../../src/protocol/endpoints/activities.ts';
import { TALLY_TYPES } from '../../../src/protocol/endpoints/tally.ts';
import { PROTOCOL_HEADER } from '../../../src/protocol/sync.ts';

const PERSON = { id: 'a-1', staffCode: 'CB-07', role: 'officer', unitIds: ['qlbg'] };
const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const answering = (answer: () => Promise<Response>) => {
  const fetch = vi.fn((_path: string, _init: RequestInit) => answer());
  vi.stubGlobal('fetch', fetch);
  return fetch;
};

afterEach(() => {
  vi.unstubAllGlobals();
});

test('who signs in is who the server says', async () => {
  const fetch = answering(async () => json({ person: PERSON }));
  expect(await signIn({ staffCode: 'CB-07', password: 'mật khẩu', device: 'Máy thử' })).toEqual({ ok: true, value: { person: PERSON } });
  expect(fetch.mock.calls[0]).toMatchObject(['/api/sign-in', { method: 'POST', headers: { 'Content-Type': 'application/json' } }]);
});

test('what nobody types is left out of all that is sent', async () => {
  const fetch = answering(async () => json({ person: PERSON }));
  await signIn({ staffCode: 'CB\u0000-07', password: 'mật\ud800 khẩu\u0007', device: 'Máy\nthử 😀' });
  expect(JSON.parse(String(fetch.mock.calls[0]?.[1].body))).toEqual({ staffCode: 'CB-07', password: 'mật khẩu', device: 'Máy\nthử 😀' });
});

test('a question carries its path and query as an address, without what is not asked', async () => {
  const fetch = answering(async () => json({ activities: [], more: false }));
  await askOffice(READ_HISTORY, { params: { id: 'a/b ?' } });
  await askOffice(LIST_ACTIVITIES, { query: { planId: 'p&q', itemCode: 'II.1', before: undefined } });
  expect(fetch.mock.calls.map(([path]) => path)).toEqual([
    '/api/activities/a%2Fb%20%3F/history',
    '/api/activities?planId=p%26q&itemCode=II.1',
  ]);
});

test('a refusal of ours has its name', async () => {
  answering(async () => json({ error: 'notSignedIn', requestId: 'r' }, 401));
  expect(await fetchMe()).toEqual({ ok: false, error: 'notSignedIn' });
});

test.each([
  ['a page', async () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
  ['another shape', async () => json({ entries: [] })],
  ['a refusal that says 200', async () => json({ error: 'notSignedIn', requestId: 'r' })],
  ['a refusal without a name of ours', async () => json({ error: 'nope' }, 403)],
])('%s is not our server', async (_, answer) => {
  answering(answer);
  expect(await askOffice(READ_HISTORY, { params: { id: 'r' } })).toEqual({ ok: false, error: 'captive' });
});

test('without a network nothing is asked of the person but patience', async () => {
  answering(() => Promise.reject(new TypeError('Failed to fetch')));
  expect(await signOut()).toEqual({ ok: false, error: 'offline' });
});

const CREDENTIALS = { staffCode: 'CB-07', password: 'mật khẩu', device: 'Máy thử' };
/** A server that takes the person in and is then asked who it is. */
const thenWho = (who: () => Promise<Response>) => {
  let asked = 0;
  return answering(() => (asked++ === 0 ? Promise.resolve(json({ person: PERSON })) : who()));
};

test('a sign-in whose cookie the browser threw away is none, and has a name of its own', async () => {
  const fetch = thenWho(async () => json({ error: 'notSignedIn', requestId: 'r' }, 401));
  expect(await signIn(CREDENTIALS)).toEqual({ ok: false, error: 'notKept' });
  expect(fetch.mock.calls.map(([path]) => path)).toEqual(['/api/sign-in', '/api/me']);
});

test('a browser that kept the cookie of somebody else did not keep this one', async () => {
  thenWho(async () => json({ person: { ...PERSON, id: 'a-2' } }));
  expect(await openAccount({ code: '12345678', password: 'mật khẩu dài', device: 'Máy thử' })).toEqual({ ok: false, error: 'notKept' });
});

test('where the second question gets no answer the sign-in stands', async () => {
  thenWho(() => Promise.reject(new TypeError('Failed to fetch')));
  expect(await signIn(CREDENTIALS)).toEqual({ ok: true, value: { person: PERSON } });
});

describe('an answer with our name on it', () => {
  const ours = (body: unknown, status = 200): Response =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', [PROTOCOL_HEADER]: '9' } });

  test('is read as far as this release knows it', async () => {
    const known = {
      planId: 'p',
      from: '2024-01-01',
      to: '2024-12-31',
      rows: [{ key: 'meeting', state: 'sent', records: 1, measures: {} }],
    };
    const later = { ...known.rows[0], state: 'archived' };
    answering(async () => ours({ ...known, rows: [{ ...known.rows[0], share: 1 }, later], title: 'x' }));
    expect(await askOffice(TALLY_TYPES, { query: { planId: 'p' } })).toEqual({ ok: true, value: known });
  });

  test('asks for the new version where nothing of it can be read', async () => {
    answering(async () => ours({ figures: [] }));
    expect(await askOffice(TALLY_TYPES, { query: { planId: 'p' } })).toEqual({ ok: false, error: 'tooOld' });
  });

  test.each([
    [401, 'notSignedIn'],
    [409, 'badRequest'],
    [413, 'tooLarge'],
    [426, 'tooOld'],
    [500, 'internal'],
    [503, 'busy'],
  ])('that refuses with %s by a name not known yet is understood by its status', async (status, error) => {
    answering(async () => ours({ error: 'somethingLater', requestId: 'r', hint: 1 }, status));
    expect(await fetchMe()).toEqual({ ok: false, error });
  });
});

test('an answer that the office calls unchanged is the one that came before; after a sign-out there is none', async () => {
  const says = { tag: 'W/"a"' };
  const fetch = vi.fn(async (_: string, init: RequestInit) => {
    if (init.method === 'POST') return json({ done: true });
    const asked = new Headers(init.headers).get('if-none-match');
    if (asked === says.tag) return new Response(null, { status: 304 });
    return new Response(JSON.stringify({ person: PERSON }), { headers: { 'content-type': 'application/json', etag: says.tag } });
  });
  vi.stubGlobal('fetch', fetch);
  const tags = () => fetch.mock.calls.map(([, init]) => new Headers(init.headers).get('if-none-match'));
  const first = await fetchMe();
  expect(first).toEqual({ ok: true, value: { person: PERSON } });
  expect(await fetchMe()).toEqual(first);
  says.tag = 'W/"b"';
  expect(await fetchMe()).toEqual(first);
  expect(await fetchMe()).toEqual(first);
  await signOut();
  await fetchMe();
  expect(tags()).toEqual([null, 'W/"a"', 'W/"a"', 'W/"b"', null, null]);
  await signOut();
});

test('an answer called unchanged that this page never had is not believed', async () => {
  answering(async () => new Response(null, { status: 304, headers: { [PROTOCOL_HEADER]: '3' } }));
  expect(await fetchMe()).toEqual({ ok: false, error: 'captive' });
});
