import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { day } from '../../src/domain/day.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Unit } from '../../src/domain/reference.ts';
import { ReferenceRows } from '../../src/protocol/plan.ts';
import { recount } from '../../src/server/commands/recount.ts';
import { readFeedHead } from '../../src/server/store/store.ts';
import {
  databases,
  makeContent,
  makeCreate,
  makeEdit,
  makeStateChange,
  newActivityId,
  type Office,
  openOffice,
  openTestStore,
  type Phone,
  PLAN_ID,
} from './helpers.ts';

const FROM = '2026-03-10';
const LAST = '2026-03-09';
const RENAMED = {
  kind: 'unit',
  name: 'Phòng Biên giới và Hội nhập',
  shortName: 'P. BG-HN',
  aliases: ['Phòng QLBG-HTQT'],
  from: FROM,
  followsIds: ['qlbg'],
} as const;

describe.each(databases)('reference data on %s', (kind) => {
  let office: Office;
  let supervisor: Phone;
  beforeAll(async () => {
    office = await openOffice(kind);
    supervisor = await office.signIn('VP-01');
  });
  afterAll(() => office.close());

  const post = async (phone: Phone, path: string, body: object): Promise<{ status: number; rows: ReferenceRows; detail?: string }> => {
    const response = await phone.post(path, body);
    const answer = await response.json();
    const rows = response.ok ? ReferenceRows.parse(answer) : { units: [], localities: [], partners: [] };
    return { status: response.status, rows, ...(answer as { detail?: string }) };
  };
  const add = (body: object, requestId: string = newActivityId(), phone = supervisor) =>
    post(phone, '/api/reference', { ...body, requestId });
  const close = (body: object) => post(supervisor, '/api/reference/close', { successorIds: [], ...body });
  const partner = (name: string, more: object = {}) => ({ kind: 'partner', name, followsIds: [], ...more });

  /** What a phone that knows nothing hears of the office. */
  async function hear(): Promise<{ units: readonly Unit[]; partners: readonly { id: string; name: string }[] }> {
    const { changes } = await (await office.signIn('CB-19')).sync();
    return { units: changes.units ?? [], partners: changes.partners ?? [] };
  }

  test('an addition reaches every phone under an id the server made', async () => {
    const { status, rows } = await add(partner('  Hội Nghề cá   tỉnh '));
    expect(status).toBe(200);
    expect(rows).toMatchObject({ units: [], localities: [], partners: [{ name: 'Hội Nghề cá tỉnh' }] });
    expect((await hear()).partners).toContainEqual(rows.partners[0]);
  });

  test('said again it adds nothing and gets the first answer, whatever has come in between', async () => {
    const requestId = newActivityId();
    const first = await add(partner('Hội Chữ thập đỏ'), requestId);
    await close({ kind: 'partner', id: first.rows.partners[0]?.id, to: '2026-05-31' });
    const head = await readFeedHead(office.store.reader);
    expect(await add(partner('Hội Chữ thập đỏ'), requestId)).toEqual(first);
    expect(await readFeedHead(office.store.reader)).toEqual(head);
    expect((await hear()).partners.filter((one) => one.name === 'Hội Chữ thập đỏ')).toHaveLength(1);
  });

  test('said five times at once it adds one', async () => {
    const requestId = newActivityId();
    const answers = await Promise.all(Array.from({ length: 5 }, () => add(partner('Hội Người cao tuổi'), requestId)));
    expect(new Set(answers.map((one) => one.rows.partners[0]?.id)).size).toBe(1);
    expect((await hear()).partners.filter((one) => one.name === 'Hội Người cao tuổi')).toHaveLength(1);
  });

  test('a key used for something else, or by somebody else, is refused', async () => {
    const requestId = newActivityId();
    await add(partner('Hội Luật gia'), requestId);
    expect(await add(partner('Hội Nhà báo'), requestId)).toMatchObject({ status: 400, detail: 'requestId' });
    const admin = await office.signIn('QT-01');
    expect(await add(partner('Hội Luật gia'), requestId, admin)).toMatchObject({ status: 400, detail: 'requestId' });
  });

  test.each([
    ['a blank name', partner(' \u0007 '), 'name: nameBlank'],
    ['a name that is taken', partner('bo doi bien phong'), 'name: nameTaken'],
    ['an alias of another unit', { ...RENAMED, followsIds: [], aliases: ['thanh tra so'] }, 'aliases: nameTaken'],
    ['no day to follow from', { ...RENAMED, from: undefined }, 'from: fromMissing'],
    ['something unknown to follow', { ...RENAMED, followsIds: ['khong-co'] }, 'followsIds: unknown'],
    [
      'an unknown place above',
      { kind: 'locality', name: 'Xã X', level: 'commune', parentId: 'khong-co', followsIds: [] },
      'parentId: parentUnknown',
    ],
    ['a lower place above', { kind: 'locality', name: 'X', level: 'district', parentId: 'c-gt', followsIds: [] }, 'parentId: parentTooLow'],
  ])('%s is refused by name, and changes nothing', async (_what, body, detail) => {
    const head = await readFeedHead(office.store.reader);
    expect(await add(body)).toMatchObject({ status: 422, error: 'referenceInvalid', detail });
    expect(await readFeedHead(office.store.reader)).toEqual(head);
  });

  test.each([
    ['before it began', { kind: 'locality', id: 'c-gt', to: '2025-06-30' }, 'to: endsBeforeStart'],
    ['into itself', { kind: 'unit', id: 'tt', to: '2026-06-30', successorIds: ['tt'] }, 'successorIds: successorCycle'],
    ['into nothing', { kind: 'unit', id: 'tt', to: '2026-06-30', successorIds: ['x'] }, 'successorIds: unknown'],
    ['though it is unknown', { kind: 'unit', id: 'c-gt', to: null }, 'id: unknown'],
  ])('an entry cannot be ended %s', async (_what, body, detail) => {
    expect(await close(body)).toMatchObject({ status: 422, detail });
  });

  test('a request with an id that is none, or another key, is no request', async () => {
    expect(await add({ ...partner('Hội A'), id: 'hoi-a' })).toMatchObject({ status: 400 });
    expect(await add(partner('Hội A'), 'mot')).toMatchObject({ status: 400, detail: 'requestId' });
    expect(await add(partner('Hội A', { from: '2026-02-30' }))).toMatchObject({ status: 400, detail: 'from' });
  });

  test('a unit takes other names, and no name of another', async () => {
    const set = (aliases: string[]) => post(supervisor, '/api/reference/aliases', { unitId: 'tt', aliases });
    expect((await set(['Thanh tra', ' Thanh tra '])).rows.units).toMatchObject([{ id: 'tt', aliases: ['Thanh tra'] }]);
    expect(await set(['PHONG LANH SU'])).toMatchObject({ status: 422, detail: 'aliases: nameTaken' });
    expect((await hear()).units.find((one) => one.id === 'tt')?.aliases).toEqual(['Thanh tra']);
  });
});

describe.each(databases)('an office that brings its own lists on %s', (kind) => {
  let office: Office;
  let admin: Phone;
  beforeAll(async () => {
    office = await openOffice(kind, { plans: [] });
    admin = await office.signIn('QT-01');
  });
  afterAll(() => office.close());

  const places = [
    { kind: 'locality', name: 'Tỉnh Đồng Nai', level: 'province', parentId: null, followsIds: [] },
    { kind: 'locality', name: 'Xã Lộc Thạnh', level: 'commune', parentId: null, followsIds: [] },
    { kind: 'locality', name: 'Xã Lộc Thành', level: 'commune', parentId: '(0)', from: '2025-07-01', followsIds: ['(1)'] },
  ];

  test('begins without units, places, partners and marker numbers', async () => {
    const { changes } = await admin.sync();
    expect([changes.units, changes.localities, changes.partners]).toEqual([undefined, undefined, undefined]);
    expect(changes.settings).toEqual([{ id: 'office', markers: [], hiddenTypes: [] }]);
  });

  test('enters a list as a whole, once, whatever becomes of the answer', async () => {
    const requestId = newActivityId();
    const answers = [1, 2].map(() => admin.post('/api/reference/list', { requestId, entries: places }));
    const [first, second] = await Promise.all((await Promise.all(answers)).map(async (one) => ReferenceRows.parse(await one.json())));
    expect(second).toEqual(first);
    const { changes } = await admin.sync();
    const [province, former, present] = changes.localities ?? [];
    expect(present).toMatchObject({ name: 'Xã Lộc Thành', parentId: province?.id, from: '2025-07-01' });
    expect(former).toMatchObject({ name: 'Xã Lộc Thạnh', to: '2025-06-30', successorIds: [present?.id] });
  });

  test('enters nothing of a list with one wrong entry', async () => {
    const entries = ['Hội A', 'Hội B', 'HỘI A'].map((name) => ({ kind: 'partner', name, followsIds: [] }));
    const answer = await admin.post('/api/reference/list', { requestId: newActivityId(), entries });
    expect([answer.status, await answer.json()]).toMatchObject([422, { detail: 'name: nameTaken' }]);
    expect((await admin.sync()).changes.partners).toBeUndefined();
  });

  test('closes a place with what lies in it', async () => {
    const rows = (await office.deps.readReference(office.store.reader)).localities;
    const [province, , present] = rows;
    const body = { kind: 'locality', id: province?.id, to: '2026-03-17', successorIds: [], alsoIds: [present?.id] };
    expect((await admin.post('/api/reference/close', body)).status).toBe(200);
    const after = (await office.deps.readReference(office.store.reader)).localities;
    expect(after.filter((one) => one.to === '2026-03-17').map((one) => one.name)).toEqual(['Xã Lộc Thành', 'Tỉnh Đồng Nai'].sort());
  });
});

describe.each(databases)('settings of the office on %s', (kind) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(kind);
  });
  afterAll(() => office.close());

  test('are set by whoever keeps the lists, come to every phone, and hold its records to the markers they name', async () => {
    const [supervisor, officer] = [await office.signIn('VP-01'), await office.signIn('CB-07')];
    await officer.pull();
    const markers = [{ from: 60, to: 70 }];
    expect((await officer.post('/api/settings', { markers, hiddenTypes: [] })).status).toBe(403);
    const before = makeCreate(makeContent({ own: { sessions: 1, attendees: 9, markers: ['300'] } }));
    await officer.sync([before]);
    expect((await supervisor.post('/api/settings', { markers, hiddenTypes: ['contest'] })).status).toBe(200);
    const marked = (marker: string) =>
      makeCreate(makeContent({ date: '2026-03-17', own: { sessions: 1, attendees: 9, markers: [marker] } }));
    const { changes, results } = await officer.sync([marked('65/2'), marked('301')]);
    expect(changes.settings).toEqual([{ id: 'office', markers, hiddenTypes: ['contest'] }]);
    expect(results).toMatchObject([
      { status: 'applied' },
      { status: 'rejected', issues: [{ field: 'markers', code: 'badMarker', params: { ranges: '60–70' } }] },
    ]);
    // A record keeps the marker it was made with, and can still be corrected.
    const edit = makeEdit(before.activityId, 1, { attendees: 10 });
    expect((await officer.sync([edit])).results).toMatchObject([{ status: 'applied' }]);
  });

  test('are changed one by one, also by two people at once, and what is not named stays', async () => {
    const [supervisor, admin] = [await office.signIn('VP-01'), await office.signIn('QT-01')];
    const markers = [{ from: 80, to: 90 }];
    await Promise.all([supervisor.post('/api/settings', { markers }), admin.post('/api/settings', { hiddenTypes: ['meeting'] })]);
    const answer = await supervisor.post('/api/settings', {});
    expect(await answer.json()).toEqual({ settings: { id: 'office', markers, hiddenTypes: ['meeting'] } });
  });

  test('stay as they are where the process ended before their migration was noted, and so do the columns of posts', async () => {
    const settings = async () => (await office.deps.readReference(office.store.reader)).settings;
    const before = await settings();
    for (const column of ['former', 'display_name'] as const) {
      await sql`delete from kysely_migration where name >= '009'`.execute(office.store.writer);
      await sql`alter table accounts drop column ${sql.ref(column)}`.execute(office.store.writer);
      await (await openTestStore(office.setting)).close();
      expect(await settings()).toEqual(before);
      expect(await office.store.reader.selectFrom('accounts').select(column).where(column, 'is not', null).execute()).toEqual([]);
    }
  });

  test('are refused where a range ends before it begins', async () => {
    const supervisor = await office.signIn('VP-01');
    expect((await supervisor.post('/api/settings', { markers: [{ from: 3, to: 2 }], hiddenTypes: [] })).status).toBe(400);
  });
});

describe.each(databases)('a unit followed in mid-year on %s', (kind) => {
  let office: Office;
  let followedBy: string;
  const phones = new Map<string, Phone>();
  const phoneOf = (code: string): Phone => phones.get(code) as Phone;
  const early = makeCreate(makeContent({ date: '2026-03-05' }));
  const changeOf = async (code: string): Promise<number> => {
    const row = await office.store.reader
      .selectFrom('accounts')
      .select('change_no')
      .where('staff_code', '=', code)
      .executeTakeFirstOrThrow();
    return row.change_no;
  };
  const meOf = async (code: string): Promise<Person> => ((await (await phoneOf(code).get('/api/me')).json()) as { person: Person }).person;

  beforeAll(async () => {
    office = await openOffice(kind);
    for (const code of ['CB-07', 'CB-08', 'CB-12', 'TP-QLBG', 'TV-01', 'VP-01']) phones.set(code, await office.signIn(code));
    await phoneOf('CB-07').sync([early]);
    for (const phone of phones.values()) await phone.pull();
    const before = await changeOf('CB-12');
    const response = await phoneOf('VP-01').post('/api/reference', { ...RENAMED, requestId: newActivityId() });
    followedBy = ReferenceRows.parse(await response.json()).units.find((one) => one.name === RENAMED.name)?.id ?? '';
    expect(await changeOf('CB-12')).toBe(before);
  });
  afterAll(() => office.close());

  test('the old one ends the day before and names it', async () => {
    const { changes } = await phoneOf('CB-12').sync();
    expect(changes.units).toMatchObject([
      { id: 'qlbg', to: LAST, successorIds: [followedBy] },
      { id: followedBy, from: day(FROM) },
    ]);
  });

  test('whoever belongs to it belongs to both, and nobody else does', async () => {
    for (const code of ['CB-07', 'TP-QLBG']) expect((await meOf(code)).unitIds).toEqual(['qlbg', followedBy]);
    expect((await meOf('TV-01')).unitIds).toEqual(expect.arrayContaining(['qlbg', 'ls', followedBy]));
    expect((await meOf('CB-12')).unitIds).toEqual(['ls']);
    expect((await meOf('VP-01')).unitIds).not.toContain(followedBy);
  });

  test('their phones hear it, begin anew and keep what they had', async () => {
    const phone = phoneOf('CB-07');
    expect((await phone.sync()).restarted).toBe(true);
    await phone.pull();
    expect(phone.people.get(phone.person.id)?.unitIds).toEqual(['qlbg', followedBy]);
    expect(phone.activities.has(early.activityId)).toBe(true);
  });

  test('records of both units are taken, also late ones of the old unit, and stay where they were logged', async () => {
    const late = makeCreate(makeContent({ date: '2026-03-16' }));
    const later = makeCreate(makeContent({ date: '2026-03-17', unitId: followedBy, own: { sessions: 2, attendees: 60 } }));
    const { results } = await phoneOf('CB-08').sync([late, later]);
    expect(results.map((one) => one.status)).toEqual(['applied', 'applied']);

    const tallyOf = async (unitId: string) => {
      const answer = await phoneOf('VP-01').get(`/api/tally?planId=${PLAN_ID}&unitId=${unitId}`);
      const { rows } = (await answer.json()) as { rows: { unitId: string; records: number; measures: { sessions?: number } }[] };
      return rows.map((row) => [row.unitId, row.records, row.measures.sessions]);
    };
    expect(await tallyOf('qlbg')).toEqual([['qlbg', 2, 2]]);
    expect(await tallyOf(followedBy)).toEqual([[followedBy, 1, 2]]);
    expect(await recount(office.store, false, () => undefined)).toBe(0);

    // The lead sees, and judges, what either unit logged.
    const lead = phoneOf('TP-QLBG');
    await lead.pull();
    for (const { activityId } of [early, late, later]) expect(lead.activities.has(activityId)).toBe(true);
    const verdicts = await lead.sync([makeStateChange(late.activityId, 1, 'confirm'), makeStateChange(later.activityId, 1, 'confirm')]);
    expect(verdicts.results.map((one) => one.status)).toEqual(['applied', 'applied']);
    expect(new Set([...lead.cells.values()].map((cell) => cell.unitId))).toEqual(new Set(['qlbg', followedBy]));
  });

  test('one that ends into a unit there is takes its people along', async () => {
    const body = { kind: 'unit', id: 'ls', to: '2026-03-31', successorIds: [followedBy] };
    expect((await phoneOf('VP-01').post('/api/reference/close', body)).status).toBe(200);
    expect((await meOf('CB-12')).unitIds).toEqual(['ls', followedBy]);
    // Opened again nothing follows it, and nobody loses what they may do.
    await phoneOf('VP-01').post('/api/reference/close', { kind: 'unit', id: 'ls', to: null, successorIds: [] });
    expect((await meOf('CB-12')).unitIds).toEqual(['ls', followedBy]);
  });
});
