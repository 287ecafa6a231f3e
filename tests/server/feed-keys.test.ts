import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UnitId } from '../../src/domain/ids.ts';
import { resetPassword } from '../../src/server/commands/password.ts';
import { toJson } from '../../src/server/store/json.ts';
import { DAY_MS, databases, makeContent, makeCreate, type Office, openOffice, Phone, PLAN_ID } from './helpers.ts';

interface Made {
  readonly token: { readonly id: string; readonly usedAt?: string; readonly revokedAt?: string };
  readonly secret: string;
}
interface Page {
  readonly '@odata.nextLink'?: string;
  readonly value: readonly Readonly<Record<string, string | number | null>>[];
}

const PATH = '/api/feed/records';
const basic = (user: string, password: string): string => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

describe.each(databases)('keys to the feed of records on %s', (kind) => {
  let office: Office;
  let supervisor: Phone;
  beforeAll(async () => {
    office = await openOffice(kind);
    supervisor = await office.signIn('VP-01');
    const creates = [
      makeCreate(makeContent({ note: '=1+1', date: '2026-03-01' })),
      makeCreate(makeContent({ unitId: 'ls', itemCode: 'II.1.c', date: '2026-03-02', note: 'Tàu; "cá"' })),
      makeCreate(makeContent({ date: '2026-03-03' })),
    ];
    await supervisor.sync(creates);
  });
  afterAll(() => office.close());

  const make = async (phone = supervisor): Promise<Made> =>
    (await (await phone.post('/api/feed-tokens', { name: 'Power BI phòng họp' })).json()) as Made;
  const read = (authorization?: string, path = PATH): Promise<Response> =>
    office.request(path, { headers: authorization === undefined ? {} : { authorization } });
  const pageOf = async (answer: Response): Promise<Page> => {
    expect(answer.status).toBe(200);
    return (await answer.json()) as Page;
  };
  const notesIn = async (answer: Response) => (await pageOf(answer)).value.map((row) => row['Ghi chú']);

  test('a key reads all its maker sees, as a bearer token and as the password of whatever name, and is stored by its hash alone', async () => {
    const { secret, token } = await make();
    for (const said of [`Bearer ${secret}`, basic('', secret), basic('ai cũng được', secret)])
      expect(await notesIn(await read(said))).toEqual([null, 'Tàu; "cá"', '=1+1']);
    expect(await notesIn(await read(`Bearer ${secret}`, `${PATH}?planId=${PLAN_ID}&unitId=ls`))).toEqual(['Tàu; "cá"']);
    const stored = await office.store.reader.selectFrom('feed_tokens').selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain(secret);
    const { tokens } = (await (await supervisor.get('/api/feed-tokens')).json()) as { tokens: Made['token'][] };
    expect(tokens.find(({ id }) => id === token.id)).toMatchObject({ name: 'Power BI phòng họp', usedAt: '2026-03-18T05:00:00.000Z' });
    expect(JSON.stringify([tokens, office.logged])).not.toContain(secret);
  });

  test('the pages lead to each other by their own addresses, and the table has the same rows, none of them a formula', async () => {
    const { secret } = await make();
    const first = await pageOf(await read(`Bearer ${secret}`));
    expect(first['@odata.nextLink']).toBeUndefined();
    const many = Array.from({ length: 520 }, () => makeCreate(makeContent({ unitId: 'vp', itemCode: 'III.p2', date: '2026-02-01' })));
    for (let from = 0; from < many.length; from += 200) await supervisor.sync(many.slice(from, from + 200));
    const page = await pageOf(await read(`Bearer ${secret}`, `${PATH}?unitId=vp`));
    const next = new URL(page['@odata.nextLink'] ?? '');
    expect([page.value.length, next.origin, next.searchParams.get('unitId')]).toEqual([500, 'http://localhost', 'vp']);
    const last = await pageOf(await read(`Bearer ${secret}`, next.pathname + next.search));
    expect([last.value.length, last['@odata.nextLink']]).toEqual([20, undefined]);
    const table = await read(basic('x', secret), `${PATH}.csv?unitId=vp`);
    expect(table.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const bytes = Buffer.from(await table.arrayBuffer()).toString();
    expect(bytes.startsWith('\uFEFF"Mã bản ghi";"Ngày"')).toBe(true);
    expect(bytes.trimEnd().split('\r\n')).toHaveLength(521);
    const guarded = await (await read(basic('x', secret), `${PATH}.csv?to=2026-03-01&from=2026-03-01`)).text();
    expect(guarded).toContain(`"'=1+1"`);
  });

  test('a key is ended at once and for good, by its maker or an administrator, and by nobody else', async () => {
    const [mine, other] = [await make(), await make()];
    const admin = await office.signIn('QT-01');
    expect((await admin.post('/api/feed-tokens', { name: 'x' })).status).toBe(403);
    for (const code of ['CB-07', 'TP-QLBG', 'GD-01', 'TV-01']) {
      const phone = await office.signIn(code);
      const statuses = [
        await phone.get('/api/feed-tokens'),
        await phone.post('/api/feed-tokens', { name: 'x' }),
        await phone.post(`/api/feed-tokens/${mine.token.id}/revoke`),
      ].map(({ status }) => status);
      expect([code, statuses]).toEqual([code, [403, 403, 403]]);
    }
    expect((await supervisor.post(`/api/feed-tokens/${mine.token.id}/revoke`)).status).toBe(200);
    expect((await admin.post(`/api/feed-tokens/${other.token.id}/revoke`)).status).toBe(200);
    expect((await admin.post('/api/feed-tokens/none/revoke')).status).toBe(404);
    for (const { secret } of [mine, other]) {
      const refused = await read(`Bearer ${secret}`);
      expect([refused.status, refused.headers.get('www-authenticate')?.slice(0, 5)]).toEqual([401, 'Basic']);
      expect((await read(basic('x', secret), `${PATH}.csv`)).status).toBe(401);
    }
  });

  test('what its maker may see now is what a key opens, and nothing once the account is closed or the key is too old', async () => {
    const { secret } = await make();
    const account = office.store.writer.updateTable('accounts').where('id', '=', supervisor.person.id);
    await account.set({ role: 'unitLead', unit_ids: toJson([UnitId.parse('ls')]) }).execute();
    const units = (await pageOf(await read(`Bearer ${secret}`))).value.map((row) => row['Người ghi']);
    // What the maker wrote themselves stays theirs.
    expect(new Set(units)).toEqual(new Set(['VP-01']));
    await account.set({ disabled: 1 }).execute();
    expect((await read(`Bearer ${secret}`)).status).toBe(401);
    await account.set({ disabled: 0, role: 'supervisor' }).execute();
    expect((await read(`Bearer ${secret}`)).status).toBe(200);
    const later = await openOffice(kind);
    const old = await make(await later.signIn('VP-01'));
    const readLater = async () => (await later.request(PATH, { headers: { authorization: `Bearer ${old.secret}` } })).status;
    expect(await readLater()).toBe(200);
    later.clock.now += 401 * DAY_MS;
    expect(await readLater()).toBe(401);
    await later.close();
  });

  test('with the account its keys end, for good: closed, given a password by the command, or opened anew by a code', async () => {
    const other = await openOffice(kind);
    const admin = await other.signIn('QT-01');
    const { accounts } = (await (await admin.get('/api/accounts')).json()) as { accounts: { person: { id: string; staffCode: string } }[] };
    const id = accounts.find(({ person }) => person.staffCode === 'VP-01')?.person.id;
    const isOpen = async ({ secret }: Made) =>
      (await other.request(PATH, { headers: { authorization: `Bearer ${secret}` } })).status === 200;
    const key = await make(await other.signIn('VP-01'));
    expect(await isOpen(key)).toBe(true);
    await admin.post(`/api/accounts/${id}/disable`);
    await admin.post(`/api/accounts/${id}/enable`);
    expect(await isOpen(key)).toBe(false);

    const second = await make(await other.signIn('VP-01'));
    const password = (await resetPassword(other.store, 'VP-01', { now: other.clock.now }))?.password ?? '';
    expect(await isOpen(second)).toBe(false);

    const third = await make(await Phone.signIn(other.request, 'VP-01', password));
    const { code } = (await (await admin.post(`/api/accounts/${id}/code`)).json()) as { code: string };
    const opened = JSON.stringify({ code, password: 'một mật khẩu rất dài 77', device: 'Máy thử' });
    expect((await other.request('/api/open-account', { method: 'POST', body: opened })).status).toBe(200);
    expect(await isOpen(third)).toBe(false);
    await other.close();
  });

  test('behind a proxy of ours the next page has the address people see', async () => {
    const other = await openOffice(kind, { deps: { trustProxy: true } });
    const phone = await other.signIn('VP-01');
    const { secret } = await make(phone);
    const many = Array.from({ length: 501 }, () => makeCreate(makeContent({ unitId: 'vp', itemCode: 'III.p2', date: '2026-02-01' })));
    for (let from = 0; from < many.length; from += 200) await phone.sync(many.slice(from, from + 200));
    const headers = { authorization: `Bearer ${secret}`, 'x-forwarded-proto': 'https' };
    const page = await pageOf(await other.request(PATH, { headers }));
    expect(page['@odata.nextLink']).toMatch(/^https:/);
    await other.close();
  });

  test('a key opens the feed alone, a sign-in does not open the feed, and neither is asked without end', async () => {
    const { secret } = await make();
    const elsewhere = await office.request('/api/records', { headers: { authorization: `Bearer ${secret}` } });
    expect(elsewhere.status).toBe(401);
    expect((await supervisor.get(PATH)).status).toBe(401);
    for (const said of ['Bearer', `Bearer ${secret}x`, 'Basic !!', basic('x', ''), `Token ${secret}`])
      expect((await read(said)).status).toBe(401);
    const statuses = [];
    for (let at = 0; at < 60; at++) statuses.push((await read('Bearer x')).status);
    expect(statuses.at(-1)).toBe(429);
    // Who has a key is not held up by those who have none.
    expect((await read(`Bearer ${secret}`, `${PATH}?state=returned`)).status).toBe(200);
    for (let at = 0; at < 160; at++) statuses.push((await read(`Bearer ${secret}`, `${PATH}?state=returned`)).status);
    expect(statuses.at(-1)).toBe(429);
  });
});
