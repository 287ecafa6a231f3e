import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import type { ReplyOf } from '../../src/protocol/endpoint.ts';
import type { LIST_AUDIT } from '../../src/protocol/endpoints/audit.ts';
import { resetPassword } from '../../src/server/commands/password.ts';
import { verify } from '../../src/server/commands/verify.ts';
import { lastEntry } from '../../src/server/store/audit-head.ts';
import type { AuditEntryTable } from '../../src/server/store/tables/audit.ts';
import { toFormerShape } from './former-shape.ts';
import {
  databases,
  makeCreate,
  makeEdit,
  NOON,
  newActivityId,
  type Office,
  openOffice,
  openTestStore,
  type Phone,
  PLAN_ID,
} from './helpers.ts';

type Page = ReplyOf<typeof LIST_AUDIT>;
const HOUR_MS = 3_600_000;

let offices: Office[] = [];
afterEach(async () => {
  for (const office of offices) await office.close();
  offices = [];
});

async function open(kind: (typeof databases)[number]): Promise<Office> {
  const office = await openOffice(kind);
  offices.push(office);
  return office;
}

const entriesOf = ({ store }: Office): Promise<AuditEntryTable[]> =>
  store.reader.selectFrom('audit_entries').selectAll().orderBy('no').execute();
const kindsOf = async (office: Office): Promise<string[]> => (await entriesOf(office)).map(({ kind }) => kind);

async function findingsOf({ store }: Pick<Office, 'store'>, ...heads: Parameters<typeof verify>[1]): Promise<string[]> {
  const lines: string[] = [];
  await verify(store, heads, (line) => lines.push((JSON.parse(line) as { finding: string }).finding));
  return lines;
}

const failSignIn = ({ request }: Office, staffCode: string): Promise<Response> =>
  request('/api/sign-in', { method: 'POST', body: JSON.stringify({ staffCode, password: 'không phải mật khẩu', device: 'Máy lạ' }) });

const pageOf = async (phone: Phone, query = ''): Promise<Page> => (await (await phone.get(`/api/audit${query}`)).json()) as Page;

describe.each(databases)('the log of what was done on %s', (kind) => {
  test('names who did what to whom, on which device and from where, and verifies', async () => {
    const office = await open(kind);
    const phone = await office.signIn('CB-07');
    const create = makeCreate();
    await phone.sync([create]);
    await phone.sync([makeEdit(create.activityId, 1, { attendees: 50 })]);
    await failSignIn(office, 'CB-08');
    await phone.post('/api/sign-out');
    const admin = await office.signIn('QT-01');
    const made = await (await admin.post('/api/accounts', { staffCode: 'CB-99', role: 'officer', unitIds: ['qlbg'] })).json();
    const { id } = (made as { account: { person: { id: string } } }).account.person;
    for (const path of ['code', 'code/cancel', 'sign-out', 'disable', 'enable']) await admin.post(`/api/accounts/${id}/${path}`);
    await admin.post(`/api/accounts/${id}/change`, { role: 'viewer', unitIds: ['qlbg'], from: null, name: null });
    const { entries } = await pageOf(admin);
    expect(entries[entries.length - 1]).toMatchObject({ no: 1, kind: 'officeSetUp' });
    expect(entries.find((entry) => entry.kind === 'signedIn' && entry.by === 'CB-07')).toMatchObject({
      device: 'Máy thử',
      network: 'local',
    });
    expect(entries.find((entry) => entry.kind === 'signInFailed')).toMatchObject({ of: 'CB-08', network: 'local' });
    expect(entries.slice(0, 7).map((entry) => [entry.kind, entry.of])).toEqual(
      ['accountChanged', 'accountReopened', 'accountClosed', 'signInsEnded', 'codeCancelled', 'codeIssued', 'accountAdded'].map((act) => [
        act,
        'CB-99',
      ]),
    );
    expect(entries.find((entry) => entry.kind === 'accountAdded')).toMatchObject({
      by: 'QT-01',
      of: 'CB-99',
      details: { role: 'officer' },
    });
    expect(await findingsOf(office)).toEqual([]);
  });

  test('every act of the office leaves its entry', async () => {
    const office = await open(kind);
    const supervisor = await office.signIn('VP-01');
    await supervisor.post('/api/feed-tokens', { name: 'Excel' });
    const { tokens } = (await (await supervisor.get('/api/feed-tokens')).json()) as { tokens: { id: string }[] };
    await supervisor.post(`/api/feed-tokens/${tokens[0]?.id}/revoke`);
    await supervisor.get(`/api/records?planId=${PLAN_ID}&limit=500`);
    await supervisor.get('/api/me/data');
    await supervisor.post('/api/reference', { kind: 'partner', requestId: newActivityId(), name: 'Hội Nghề cá', followsIds: [] });
    const target = { planId: PLAN_ID, itemCode: 'II.1.b.p1', measure: 'attendees', unitId: null, period: 'year' };
    for (const value of [400, 400]) await supervisor.post('/api/targets', { place: target, value });
    const { phone: device } = (await (await supervisor.get('/api/me')).json()) as { phone: { deviceId: string } };
    await supervisor.post(`/api/devices/${device.deviceId}/name`, { name: 'Máy của Nguyễn An' });
    const id = newActivityId();
    await supervisor.post('/api/closings', { id, planId: PLAN_ID, periodKey: 'month-2026-2' });
    const approver = await office.signIn('GD-01');
    await approver.post(`/api/closings/${id}/steps`, { seen: 1, word: { step: 'reopened', reason: 'Thiếu số' } });
    await supervisor.post('/api/me/password', { current: office.passwords.get('VP-01'), password: 'bốn chữ thật dễ nhớ' });
    await resetPassword(office.store, 'CB-07', { now: NOON });
    expect(await kindsOf(office)).toEqual([
      ...['officeSetUp', 'signedIn', 'feedKeyAdded', 'feedKeyRevoked', 'recordsExported', 'ownDataRead', 'referenceChanged'],
      ...['targetSet', 'deviceNamed'],
      ...['periodClosed', 'signedIn', 'closingStep', 'passwordChanged', 'passwordReset'],
    ]);
    const text = JSON.stringify(await entriesOf(office));
    for (const secret of ['Thiếu số', 'Nguyễn An', 'bốn chữ', ...office.passwords.values()]) expect(text).not.toContain(secret);
    expect(await findingsOf(office)).toEqual([]);
  });

  test('the database refuses to change or to remove an entry', async () => {
    const office = await open(kind);
    for (const statement of ["update audit_entries set kind = 'signedOut'", 'delete from audit_entries'])
      await expect(sql.raw(statement).execute(office.store.writer)).rejects.toThrow(/audit entries are neither changed nor removed/);
    expect(await kindsOf(office)).toEqual(['officeSetUp']);
  });

  test('numbers stay dense while many write at once', async () => {
    const office = await open(kind);
    await Promise.all(['CB-07', 'CB-08', 'CB-12', 'TP-QLBG', 'VP-01', 'GD-01', 'QT-01', 'CB-07'].map((code) => office.signIn(code)));
    expect((await entriesOf(office)).map(({ no }) => no)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(await findingsOf(office)).toEqual([]);
  });

  test('what fails leaves no entry', async () => {
    const office = await open(kind);
    const fails = office.store.write(async (tx) => {
      tx.chain.add({ kind: 'signedOut', at: NOON });
      throw new Error('nothing of this stays');
    });
    await expect(fails).rejects.toThrow();
    expect(await kindsOf(office)).toEqual(['officeSetUp']);
    expect(await findingsOf(office)).toEqual([]);
  });

  test('guesses without end leave few entries, which say how many there were', async () => {
    const office = await open(kind);
    for (let hour = 0; hour < 3; hour++) {
      for (let nth = 0; nth < 40; nth++) {
        await failSignIn(office, nth % 2 === 0 ? 'CB-08' : `nobody-${nth}`);
        office.clock.now += HOUR_MS / 80;
      }
      office.clock.now += HOUR_MS / 2;
    }
    const failures = (await entriesOf(office)).filter((entry) => entry.kind === 'signInFailed');
    expect(failures.length).toBeLessThan(50);
    expect(failures.map(({ details }) => details).join()).toMatch(/"times":8/);
    expect(JSON.stringify(failures)).not.toContain('nobody-');
    expect(await findingsOf(office)).toEqual([]);
  });

  test('a clock that is set back is said, and is no finding', async () => {
    const office = await open(kind);
    office.clock.now += 3 * HOUR_MS;
    await office.signIn('CB-07');
    office.clock.now -= 3 * HOUR_MS;
    await office.signIn('CB-08');
    expect(await kindsOf(office)).toEqual(['officeSetUp', 'signedIn', 'clockStepped', 'signedIn']);
    expect(await findingsOf(office)).toEqual([]);
  });

  test('an office of the release before begins its log with what was found', async () => {
    const office = await open(kind);
    const phone = await office.signIn('CB-07');
    const create = makeCreate();
    await phone.sync([create, makeCreate()]);
    await toFormerShape(office.store.writer, '020-audit');
    const store = await openTestStore(office.setting);
    try {
      expect(await store.reader.selectFrom('audit_entries').select(['no', 'kind', 'details']).execute()).toEqual([
        { no: 1, kind: 'begun', details: '{"count":2}' },
      ]);
      await phone.sync([makeEdit(create.activityId, 1, { attendees: 50 })]);
      expect(await findingsOf({ store })).toEqual([]);
      await store.writer.updateTable('activity_versions').set({ state: 'confirmed' }).where('no', '=', 1).execute();
      expect(await findingsOf({ store })).toContain('historyChanged');
    } finally {
      await store.close();
    }
  });

  test('a head that was kept elsewhere tells a log that was cut', async () => {
    const office = await open(kind);
    const before = await lastEntry(office.store.reader);
    await office.signIn('CB-07');
    const head = await lastEntry(office.store.reader);
    if (!before || !head) throw new Error('There are entries');
    expect(await findingsOf(office, before, head)).toEqual([]);
    expect(await findingsOf(office, { ...head, no: head.no + 1 })).toEqual(['tailCut']);
    expect(await findingsOf(office, { ...before, hash: head.hash })).toEqual(['headDiffers']);
  });

  test('entries of a rare kind are found by an index, whatever else the log holds', async () => {
    const office = await open(kind);
    const admin = await office.signIn('QT-01');
    expect((await pageOf(admin, '?kind=signedIn')).entries).toHaveLength(1);
    // With so few entries PostgreSQL would walk them: there it is asked which indexes there are.
    const asked =
      kind === 'sqlite'
        ? sql`explain query plan select * from audit_entries where kind = 'lossNoted' order by no desc limit 51`
        : sql`select indexname from pg_indexes where schemaname = current_schema() and tablename = 'audit_entries'`;
    const { rows } = await asked.execute(office.store.writer);
    expect(JSON.stringify(rows)).toContain('audit_entries_kind');
  });

  test('an administrator reads it page by page, by kind and by person', async () => {
    const office = await open(kind);
    const admin = await office.signIn('QT-01');
    const officer = await office.signIn('CB-07');
    for (let nth = 0; nth < 60; nth++)
      await office.store.write(async (tx) => tx.chain.add({ kind: 'settingsChanged', at: NOON + nth, by: officer.person.id }));
    const first = await pageOf(admin);
    expect(first.entries).toHaveLength(50);
    const second = await pageOf(admin, `?before=${first.entries.at(-1)?.no}`);
    expect([first.more, second.more, second.entries.length]).toEqual([true, false, 13]);
    expect([...first.entries, ...second.entries].map(({ no }) => no)).toEqual(Array.from({ length: 63 }, (_, nth) => 63 - nth));
    expect((await pageOf(admin, '?kind=signedIn')).entries.map(({ by }) => by)).toEqual(['CB-07', 'QT-01']);
    expect((await pageOf(admin, `?kind=signedIn&personId=${officer.person.id}`)).entries.map(({ by }) => by)).toEqual(['CB-07']);
    expect((await officer.get('/api/audit')).status).toBe(403);
  });
});
