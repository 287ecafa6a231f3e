import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { AccountId } from '../../src/domain/ids.ts';
import { Devices, History, Me } from '../../src/protocol/account.ts';
import { PUT_AWAY_DAYS } from '../../src/protocol/endpoints/quarantine.ts';
import type { Mutation } from '../../src/protocol/mutation.ts';
import { ErrorBody } from '../../src/protocol/refusal.ts';
import { type WipeOrder, wipeOrderText } from '../../src/protocol/wipe-order.ts';
import { type AccountPace, anyPace } from '../../src/server/http/account-pace.ts';
import { endAccountTokens } from '../../src/server/store/devices.ts';
import { compareCells } from '../../src/server/store/recount.ts';
import { createReferenceReader } from '../../src/server/store/reference.ts';
import { startUpkeep } from '../../src/server/upkeep.ts';
import { DAY_MS, databases, enrolApp, makeContent, makeCreate, makeEdit, NOON, type Office, openOffice, Phone } from './helpers.ts';

const macOf = (key: string, order: Omit<WipeOrder, 'mac'>): string =>
  createHmac('sha256', key).update(wipeOrderText(order)).digest('base64url');

describe.each(databases)('a phone that is reported as lost, on %s', (kind) => {
  let office: Office;
  let lead: Phone;
  let desk: Phone;
  beforeAll(async () => {
    office = await openOffice(kind);
    [lead, desk] = [await office.signIn('TP-QLBG'), await office.signIn('VP-01')];
  });
  afterAll(() => office.close());

  const meOf = async (phone: Phone): Promise<Me> => Me.parse(await (await phone.get('/api/me')).json());
  const idOf = async (phone: Phone): Promise<string> => (await meOf(phone)).phone?.deviceId ?? '';
  const listed = async (phone: Phone, id: string) =>
    Devices.parse(await (await phone.get('/api/devices')).json()).devices.find((device) => device.id === id);
  const report = (by: Phone, id: string, graceDays = 7) => by.post(`/api/devices/${id}/lost`, { graceDays });
  const handOver = async (phone: Phone, id: string, mutations: readonly unknown[], more: object = {}) => {
    const answer = await phone.post(`/api/lost-phones/${id}`, { mutations, ...more });
    return answer.ok
      ? ((await answer.json()) as { results: { id: string; status: string }[] }).results.map(({ status }) => status)
      : answer.status;
  };
  const judge = async (by: Phone, id: string, act: string, changes: readonly Mutation[]) =>
    (
      await by.post(`/api/devices/${id}/quarantine`, { act, activityIds: [...new Set(changes.map(({ activityId }) => activityId))] })
    ).json();
  const aside = async (by: Phone, id: string) =>
    (await (await by.get(`/api/devices/${id}/quarantine`)).json()) as { changes: { mutation: Mutation; state: string }[]; more: boolean };
  const againOn = (phone: Phone, staffCode: string): Promise<Phone> =>
    Phone.signIn(office.request, staffCode, office.passwords.get(staffCode) ?? '', phone.cookie);
  const ordersFor = async (phone: Phone, path = '/api/me'): Promise<readonly WipeOrder[]> =>
    ErrorBody.parse(await (await phone.get(path)).json()).orders ?? [];
  const recorded = async (mutation: Mutation): Promise<boolean> =>
    (await office.store.reader.selectFrom('activities').select('id').where('id', '=', mutation.activityId).execute()).length > 0;

  test('is signed out at once, and told to clear itself by an order that it alone can check', async () => {
    const phone = await office.signIn('CB-07');
    const { phone: known, person } = await meOf(phone);
    const id = known?.deviceId ?? '';
    expect((await report(lead, id)).status).toBe(200);
    const refused = await phone.post('/api/sync', phone.syncRequest());
    expect(refused.status).toBe(401);
    const [order] = ErrorBody.parse(await refused.json()).orders ?? [];
    const said = { deviceId: id, accountId: person.id, leftMs: 7 * DAY_MS };
    expect(order).toEqual({ ...said, mac: macOf(known?.orderKey ?? '', said) });
    const other = await office.signIn('CB-07');
    expect((await meOf(other)).phone?.orderKey).not.toBe(known?.orderKey);
    expect(await listed(desk, id)).toMatchObject({ signedOut: true, lost: { at: new Date(NOON).toISOString() } });
  });

  test('is known by the proof that ended, where its own key is gone, and by its key, where that was ended before', async () => {
    const phone = await office.signIn('CB-07');
    const id = await idOf(phone);
    const [token, key] = phone.cookie.split('; ');
    await report(desk, id);
    for (const cookie of [token, key]) {
      const answer = await office.request('/api/me', { cookie: cookie ?? '' });
      expect(ErrorBody.parse(await answer.json()).orders).toMatchObject([{ deviceId: id }]);
    }
    expect(await ordersFor(await office.signIn('CB-08').then((known) => new Phone(known.request, known.person, '')))).toEqual([]);
  });

  test('is reported by its owner, by who stands above them, and by nobody else', async () => {
    const phone = await office.signIn('CB-07');
    const id = await idOf(phone);
    for (const code of ['CB-08', 'TP-LS', 'GD-01', 'TV-01']) expect((await report(await office.signIn(code), id)).status).toBe(404);
    const ofDesk = await idOf(await office.signIn('VP-01'));
    expect((await report(await office.signIn('QT-01'), ofDesk)).status).toBe(200);
    expect((await report(await office.signIn('CB-07'), id)).status).toBe(200);
  });

  test('hands over what it never sent: that counts nowhere until somebody takes it in, and then once', async () => {
    const phone = await office.signIn('CB-07');
    const id = await idOf(phone);
    const create = makeCreate(makeContent({ note: 'Ghi trước khi mất máy' }));
    const edit = makeEdit(create.activityId, create.id, { note: 'Sửa trước khi mất máy' });
    const putAway = makeCreate();
    expect(await handOver(phone, id, [create])).toBe(401);
    await report(lead, id);
    expect(await handOver(phone, id, [create, edit, putAway, { id: 'không' }])).toEqual([
      'quarantined',
      'quarantined',
      'quarantined',
      'malformed',
    ]);
    expect(await handOver(phone, id, [create])).toEqual(['quarantined']);
    expect(await recorded(create)).toBe(false);
    expect(await listed(lead, id)).toMatchObject({ quarantined: 2 });
    expect((await aside(lead, id)).changes.map(({ mutation }) => mutation)).toEqual([create, edit, putAway]);
    const owner = await office.signIn('CB-07');
    expect((await owner.get(`/api/devices/${id}/quarantine`)).status).toBe(403);

    expect(await judge(lead, id, 'putAway', [putAway])).toEqual({ judged: 1, refused: 0 });
    expect(await judge(lead, id, 'takeIn', [create])).toEqual({ judged: 1, refused: 0 });
    await lead.pull();
    expect(lead.activities.get(create.activityId)).toMatchObject({ authorId: phone.person.id, version: 2 });
    const { entries } = History.parse(await (await lead.get(`/api/activities/${create.activityId}/history`)).json());
    expect(entries).toMatchObject([
      { staffCode: 'CB-07', enteredBy: 'TP-QLBG' },
      { staffCode: 'CB-07', enteredBy: 'TP-QLBG' },
    ]);
    expect(await judge(lead, id, 'takeIn', [create])).toEqual({ judged: 0, refused: 0 });
    expect(await handOver(phone, id, [create, edit])).toEqual(['received', 'received']);
    expect((await aside(lead, id)).changes).toMatchObject([{ mutation: { id: putAway.id }, state: 'away' }]);

    const found = await againOn(phone, 'CB-07');
    expect((await found.sync([create, edit])).results).toMatchObject([
      { status: 'applied', version: 1 },
      { status: 'applied', version: 2 },
    ]);
    expect((await found.sync([putAway])).results).toMatchObject([{ status: 'applied' }]);
    expect((await aside(lead, id)).changes).toEqual([]);
    expect(await compareCells(office.store.reader, await createReferenceReader()(office.store.reader))).toEqual([]);
  });

  test('what cannot be taken in stays aside and claims no key', async () => {
    const phone = await office.signIn('CB-07');
    const id = await idOf(phone);
    const elsewhere = makeCreate(makeContent({ unitId: 'van-phong' }));
    await report(lead, id);
    await handOver(phone, id, [elsewhere]);
    expect(await judge(lead, id, 'takeIn', [elsewhere])).toEqual({ judged: 0, refused: 1 });
    expect((await aside(desk, id)).changes).toMatchObject([{ state: 'waiting' }]);
    const claimed = await office.store.reader.selectFrom('mutations').select('id').where('id', '=', elsewhere.id).execute();
    expect(claimed).toEqual([]);
  });

  test('nothing more is taken after the grace, and what was put away can be read for a while', async () => {
    const phone = await office.signIn('CB-07');
    const id = await idOf(phone);
    const [early, late] = [makeCreate(), makeCreate()];
    await report(lead, id, 2);
    office.clock.now += DAY_MS;
    expect((await ordersFor(phone))[0]?.leftMs).toBe(DAY_MS);
    expect(await handOver(phone, id, [early])).toEqual(['quarantined']);
    await judge(lead, id, 'putAway', [early]);
    office.clock.now += DAY_MS;
    expect(await handOver(phone, id, [late])).toEqual(['late']);
    expect((await ordersFor(phone))[0]?.leftMs).toBe(0);
    office.clock.now = NOON + (PUT_AWAY_DAYS + 2) * DAY_MS;
    const later = await office.signIn('TP-QLBG');
    expect((await aside(later, id)).changes).toEqual([]);
    office.clock.now = NOON;
  });

  test('what was put away is removed when its time is over, though nobody does anything', async () => {
    const phone = await office.signIn('CB-07');
    const id = await idOf(phone);
    const away = makeCreate();
    await report(lead, id);
    await handOver(phone, id, [away]);
    await judge(lead, id, 'putAway', [away]);
    const lies = async (): Promise<number> =>
      (await office.store.reader.selectFrom('quarantine').select('mutation_id').where('mutation_id', '=', away.id).execute()).length;
    const ran: unknown[] = [];
    const clock = { now: NOON + PUT_AWAY_DAYS * DAY_MS - 1 };
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const deps = { store: office.store, clock: () => clock.now, log: (entry: unknown) => ran.push(entry) };
    const end = startUpkeep(deps);
    try {
      await office.store.write(async () => undefined);
      expect(await lies()).toBe(1);
      clock.now += 1;
      vi.advanceTimersByTime(3_600_000);
      await vi.waitFor(async () => expect(await lies()).toBe(0));
      expect(ran).toEqual([]);
    } finally {
      end();
      vi.useRealTimers();
    }
  });

  test('an upkeep that takes longer than an hour is not begun a second time meanwhile', async () => {
    let begun = 0;
    let finish = (): void => undefined;
    const write = () => {
      begun += 1;
      return new Promise<never>((_, fail) => {
        finish = () => fail(new Error('away'));
      });
    };
    const failures: unknown[] = [];
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const end = startUpkeep({ store: { ...office.store, write }, clock: () => NOON, log: (entry: unknown) => failures.push(entry) });
    try {
      vi.advanceTimersByTime(2 * 3_600_000);
      expect(begun).toBe(1);
      finish();
      await vi.waitFor(() => expect(failures).toMatchObject([{ event: 'upkeepFailed' }]));
      vi.advanceTimersByTime(3_600_000);
      expect(begun).toBe(2);
    } finally {
      end();
      vi.useRealTimers();
    }
  });

  test('a single phone does not fill the office', async () => {
    const phone = await office.signIn('CB-07');
    const id = await idOf(phone);
    await report(lead, id);
    let full = 0;
    for (let page = 0; page < 11; page += 1) {
      const answers = await handOver(
        phone,
        id,
        Array.from({ length: 200 }, () => makeCreate()),
      );
      full += (answers as string[]).filter((status) => status === 'full').length;
    }
    expect(full).toBe(200);
    expect((await aside(lead, id)).more).toBe(true);
  });

  test('once cleared it leaves the list, and what it had said that it held is not missed', async () => {
    const phone = await office.signIn('CB-08');
    const id = await idOf(phone);
    const create = makeCreate();
    const store = { since: 7, at: 1, knows: [1] };
    await phone.sync([], { held: { count: 1, attention: 0, persisted: true, store, names: [create.id] } });
    await report(lead, id);
    expect(await listed(lead, id)).toMatchObject({ held: 1 });
    await handOver(phone, id, [create], { cleared: { left: 0, destroyed: 0 } });
    expect(await listed(lead, id)).toMatchObject({ held: 0, quarantined: 1, lost: { clearedAt: new Date(NOON).toISOString() } });
    expect((await listed(lead, id))?.loss).toBeUndefined();
    await judge(lead, id, 'takeIn', [create]);
    expect(await listed(lead, id)).toBeUndefined();
    expect(office.logged).toContainEqual(expect.objectContaining({ event: 'lostPhoneCleared', deviceId: id, left: 0, destroyed: 0 }));
  });

  test('found and signed in again it begins anew, under a key of its own', async () => {
    const phone = await office.signIn('CB-07');
    const { phone: before } = await meOf(phone);
    await report(lead, before?.deviceId ?? '');
    const found = await againOn(phone, 'CB-07');
    expect(found.cookie.split('; ')[1]).not.toBe(phone.cookie.split('; ')[1]);
    const { phone: after, orders } = await meOf(found);
    expect(after?.deviceId).toBe(before?.deviceId);
    expect(after?.orderKey).not.toBe(before?.orderKey);
    expect(orders).toBeUndefined();
    expect((await listed(lead, after?.deviceId ?? ''))?.lost).toBeUndefined();
    expect(await ordersFor(phone)).toEqual([]);
  });

  test('its key is nobody’s: somebody else who signs in on it inherits neither the report nor any trust', async () => {
    const phone = await office.signIn('CB-07');
    const id = await idOf(phone);
    await againOn(phone, 'CB-08');
    await report(lead, id);
    const other = await againOn(phone, 'CB-08');
    expect(other.cookie.split('; ')[1]).not.toBe(phone.cookie.split('; ')[1]);
    expect((await other.sync()).results).toEqual([]);
    expect(await ordersFor(phone)).toMatchObject([{ deviceId: id }]);
    // A stranger's guesses at the account: the key of the lost phone grants none of its owner's.
    const guess = (cookie: string) =>
      office.request('/api/sign-in', {
        method: 'POST',
        cookie,
        body: JSON.stringify({ staffCode: 'CB-07', password: 'không phải', device: 'Máy thử' }),
      });
    let answered = 0;
    while (answered < 20 && (await guess('')).status === 401) answered += 1;
    expect((await guess(phone.cookie)).status).toBe(429);
  });

  test('somebody else’s sign-in on it leaves the order standing until the phone has cleared what it holds', async () => {
    const phone = await office.signIn('CB-03');
    const id = await idOf(phone);
    await report(desk, id);
    const other = await againOn(phone, 'CB-08');
    expect((await meOf(other)).orders).toMatchObject([{ deviceId: id, accountId: phone.person.id }]);
    const change = makeCreate();
    expect(await handOver(other, id, [change], { cleared: { left: 0, destroyed: 0 } })).toEqual(['quarantined']);
    expect(await listed(desk, id)).toMatchObject({ quarantined: 1, lost: { clearedAt: new Date(NOON).toISOString() } });
    // Once it has cleared itself nothing more is told, and the new key stays.
    const again = await againOn(other, 'CB-08');
    expect((await meOf(again)).orders).toBeUndefined();
    expect(again.cookie.split('; ')[1]).toBe(other.cookie.split('; ')[1]);
  });

  test('whoever has it takes nothing from what its owner may ask for', async () => {
    const paces: string[] = [];
    const accountPace: AccountPace = {
      run(who, work) {
        paces.push(who);
        return anyPace.run(who, work);
      },
    };
    const other = await openOffice(kind, { deps: { accountPace } });
    const [phone, head] = [await other.signIn('CB-07'), await other.signIn('TP-QLBG')];
    const id = await idOf(phone);
    await report(head, id);
    paces.length = 0;
    await handOver(phone, id, [makeCreate()]);
    expect(paces).toEqual([id]);
    await other.close();
  });

  test('a second answer that somebody else gave on it no longer stands in for one', async () => {
    const phone = await office.signIn('CB-12');
    const id = await idOf(phone);
    const approver = await againOn(phone, 'GD-01');
    await enrolApp(office, approver);
    const signInAgain = () =>
      office.request('/api/sign-in', {
        method: 'POST',
        cookie: approver.cookie,
        body: JSON.stringify({ staffCode: 'GD-01', password: office.passwords.get('GD-01'), device: 'Máy thử' }),
      });
    expect((await signInAgain()).status).toBe(200);
    await report(desk, id);
    expect(ErrorBody.parse(await (await signInAgain()).json())).toMatchObject({ error: 'factorNeeded', detail: 'signIn' });
  });

  test('who is signed in on a shared phone hands the order for another on', async () => {
    const first = await office.signIn('CB-12');
    const { phone: ofFirst, person } = await meOf(first);
    const second = await againOn(first, 'CB-08');
    await report(desk, ofFirst?.deviceId ?? '');
    expect((await meOf(second)).orders).toMatchObject([{ deviceId: ofFirst?.deviceId, accountId: person.id }]);
  });

  test('a phone has the name its person gives it, and tells whether it was installed', async () => {
    const phone = await office.signIn('CB-12');
    const id = await idOf(phone);
    expect((await phone.post(`/api/devices/${id}/name`, { name: '  máy của\tđội 2 ' })).status).toBe(200);
    await phone.sync([], { held: { count: 0, attention: 0, persisted: true, installed: true } });
    expect(await listed(phone, id)).toMatchObject({ ownName: 'máy của đội 2', installed: true });
    await phone.post(`/api/devices/${id}/name`, { name: '' });
    expect((await listed(phone, id))?.ownName).toBeUndefined();
  });

  test('on which somebody signed out, or was signed out, it can be reported as lost for sixty days after its last contact', async () => {
    const [signedOut, ended] = [await office.signIn('CB-12'), await office.signIn('CB-12')];
    const ids = [await idOf(signedOut), await idOf(ended)];
    await signedOut.post('/api/sign-out');
    await desk.post(`/api/devices/${ids[1]}/sign-out`);
    const began = office.clock.now;
    try {
      office.clock.now += 60 * DAY_MS - 1;
      for (const id of ids) expect(await listed(desk, id)).toMatchObject({ signedOut: true, held: 0 });
      expect((await report(desk, ids[0] ?? '')).status).toBe(200);
      const [, key] = signedOut.cookie.split('; ');
      const answer = await office.request('/api/me', { cookie: key ?? '' });
      expect(ErrorBody.parse(await answer.json()).orders).toMatchObject([{ deviceId: ids[0] }]);
      office.clock.now += 1;
      expect([(await listed(desk, ids[0] ?? ''))?.lost, await listed(desk, ids[1] ?? '')]).toMatchObject([{}, undefined]);
    } finally {
      office.clock.now = began;
    }
  });

  test.each([
    ['by the desk', async (id: string) => void (await desk.post(`/api/devices/${id}/sign-out`))],
    [
      'with all others of its person',
      (_id: string, owner: AccountId) => office.store.write((tx) => endAccountTokens(tx, owner, office.clock.now)),
    ],
  ])('one that was silent for long and is signed out %s can be reported for sixty days from then', async (_, signOut) => {
    const phone = await office.signIn('CB-12');
    const { person } = phone;
    const id = await idOf(phone);
    const began = office.clock.now;
    try {
      office.clock.now += 80 * DAY_MS;
      await signOut(id, person.id);
      office.clock.now += 60 * DAY_MS - 1;
      expect(await listed(desk, id)).toMatchObject({ signedOut: true });
      office.clock.now += 1;
      expect(await listed(desk, id)).toBeUndefined();
    } finally {
      office.clock.now = began;
    }
  });

  test('each step stands in the log of what was done', async () => {
    const fresh = await openOffice(kind);
    const [phone, head] = [await fresh.signIn('CB-07'), await fresh.signIn('TP-QLBG')];
    const id = await idOf(phone);
    await report(head, id);
    const change = makeCreate(makeContent());
    await handOver(phone, id, [change], { cleared: { left: 0, destroyed: 0 } });
    await judge(head, id, 'takeIn', [change]);
    const admin = await fresh.signIn('QT-01');
    const { entries } = (await (await admin.get('/api/audit')).json()) as { entries: { kind: string; by?: string; of?: string }[] };
    const about = entries.filter(({ kind }) => /^(?:phone|quarantine)/.test(kind)).slice(0, 4);
    expect(about.map(({ kind, by }) => [kind, by])).toEqual([
      ['quarantineTakenIn', 'TP-QLBG'],
      ['phoneCleared', undefined],
      ['phoneHandedOver', undefined],
      ['phoneReportedLost', 'TP-QLBG'],
    ]);
    await fresh.close();
  });
});
