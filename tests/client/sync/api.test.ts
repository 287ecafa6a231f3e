import { afterEach, describe, expect, test, vi } from 'vitest';
import { fetchMe, getJson, signIn, signOut } from '../../../src/client/sync/api.ts';
import { History } from '../../../src/protocol/account.ts';
import { PROTOCOL_HEADER } from '../../../src/protocol/sync.ts';
import { TallyViewReply } from '../../../src/protocol/tally.ts';

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
  expect(await getJson('/api/history', History)).toEqual({ ok: false, error: 'captive' });
});

test('without a network nothing is asked of the person but patience', async () => {
  answering(() => Promise.reject(new TypeError('Failed to fetch')));
  expect(await signOut()).toEqual({ ok: false, error: 'offline' });
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
    expect(await getJson('/api/tally/types', TallyViewReply)).toEqual({ ok: true, value: known });
  });

  test('asks for the new version where nothing of it can be read', async () => {
    answering(async () => ours({ figures: [] }));
    expect(await getJson('/api/tally/types', TallyViewReply)).toEqual({ ok: false, error: 'tooOld' });
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
