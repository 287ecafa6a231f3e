import { describe, expect, test } from 'vitest';
import { PLAN_SETTING_LIMITS, SET_PLAN_SETTING } from '../../src/protocol/endpoints/plan-settings.ts';
import { databases, newActivityId, openOffice, type Phone, PLAN_ID } from './helpers.ts';

const LETTERHEAD = {
  parentBody: 'UBND TỈNH KIÊN GIANG',
  agency: 'SỞ NGOẠI VỤ',
  agencyInText: 'Sở Ngoại vụ',
  symbol: 'BC-SNgV',
  place: 'Kiên Giang',
  signer: 'GIÁM ĐỐC',
  recipients: 'Như trên;\nLưu: VT.',
};
const letterhead = (change: object = {}, value: object = {}) => ({
  id: newActivityId(),
  planId: PLAN_ID,
  unitId: null,
  kind: 'letterhead',
  value: { ...LETTERHEAD, ...value },
  ...change,
});
const columns = (hidden: readonly string[], change: object = {}) =>
  letterhead({ kind: 'columns', value: { hidden, added: [] }, ...change });

const set = (phone: Phone, body: object) => phone.post('/api/plan-settings', body);
const statusOf = async (phone: Phone, body: object) => (await set(phone, body)).status;
const settingOf = async (phone: Phone, body: object) => SET_PLAN_SETTING.reply.parse(await (await set(phone, body)).json()).setting;

describe.each(databases)('what an office sets for a plan, on %s', (kind) => {
  test('what arrives last stands, and what stood before it can be read by whom and when', async () => {
    const office = await openOffice(kind);
    const [supervisor, admin] = [await office.signIn('VP-01'), await office.signIn('QT-01')];
    const first = await settingOf(supervisor, letterhead());
    expect(first).toMatchObject({ value: LETTERHEAD, by: supervisor.person.id, at: '2026-03-18T05:00:00.000Z' });
    expect(first).not.toHaveProperty('former');
    office.clock.now += 60_000;
    const second = await settingOf(admin, letterhead({}, { signer: 'PHÓ GIÁM ĐỐC' }));
    const { id, value, at, by } = first;
    expect(second).toMatchObject({ value: { signer: 'PHÓ GIÁM ĐỐC' }, by: admin.person.id, former: { id, value, at, by } });
    // Only the version before is told, however many there were.
    const third = await settingOf(supervisor, letterhead({}, { signer: 'CHÁNH VĂN PHÒNG' }));
    expect(third.former).toEqual({ id: second.id, value: second.value, at: second.at, by: second.by });
    await office.close();
  });

  test('the same said again changes nothing, also behind somebody else’s', async () => {
    const office = await openOffice(kind);
    const supervisor = await office.signIn('VP-01');
    const mine = letterhead();
    const first = await settingOf(supervisor, mine);
    expect(await settingOf(supervisor, mine)).toEqual(first);
    expect(await settingOf(supervisor, letterhead())).toEqual(first);
    const other = await settingOf(await office.signIn('QT-01'), letterhead({}, { place: 'Rạch Giá' }));
    // The answer to the first was lost: said again, it does not come over what came since.
    expect(await settingOf(supervisor, mine)).toEqual(other);
    const entries = await office.store.reader.selectFrom('audit_entries').selectAll().where('kind', '=', 'settingsChanged').execute();
    expect(entries.map(({ subject, account_id, details }) => [subject, account_id, details])).toEqual([
      [PLAN_ID, supervisor.person.id, '{"setting":"letterhead"}'],
      [PLAN_ID, other.by, '{"setting":"letterhead","times":2}'],
    ]);
    await office.close();
  });

  test('a lead sets what is of the own unit alone, and nobody who only records or reads sets anything', async () => {
    const office = await openOffice(kind);
    const lead = await office.signIn('TP-QLBG');
    expect(await statusOf(lead, letterhead({ unitId: 'qlbg' }))).toBe(200);
    expect(await statusOf(lead, letterhead({ unitId: 'ls' }))).toBe(404);
    expect(await statusOf(lead, letterhead())).toBe(404);
    expect(await statusOf(lead, columns(['sessions']))).toBe(404);
    for (const code of ['CB-07', 'GD-01', 'TV-01']) expect(await statusOf(await office.signIn(code), letterhead())).toBe(403);
    const supervisor = await office.signIn('VP-01');
    expect(await statusOf(supervisor, letterhead({ planId: 'khong-co' }))).toBe(404);
    expect(await statusOf(supervisor, letterhead({ unitId: 'khong-co' }))).toBe(404);
    await office.close();
  });

  test('what is too long, or of another kind, is refused and changes nothing', async () => {
    const office = await openOffice(kind);
    const supervisor = await office.signIn('VP-01');
    const { letterhead: most, columns: mostColumns } = PLAN_SETTING_LIMITS;
    expect(await statusOf(supervisor, letterhead({}, { recipients: 'đ'.repeat(most) }))).toBe(200);
    for (const body of [
      letterhead({}, { recipients: 'đ'.repeat(most + 1) }),
      letterhead({}, { seal: 'dấu' }),
      letterhead({ kind: 'closingDay' }),
      columns(Array.from({ length: mostColumns + 1 }, (_, nth) => `c${nth}`)),
      columns([], { unitId: 'qlbg' }),
    ])
      expect([body, await statusOf(supervisor, body)]).toEqual([body, 400]);
    await office.close();
  });

  test('a letterhead travels to those who make the report, columns to everybody, and a change alone to who has the rest', async () => {
    const office = await openOffice(kind);
    const staff = await Promise.all(['CB-07', 'TP-QLBG', 'TP-LS', 'VP-01', 'GD-01'].map((code) => office.signIn(code)));
    const supervisor = staff[3] as Phone;
    const seenBy = async (phone: Phone) =>
      ((await phone.sync()).changes.planSettings ?? []).map(({ kind: what, unitId }) => `${what} ${unitId ?? ''}`.trim());
    await settingOf(supervisor, letterhead());
    await settingOf(supervisor, letterhead({ unitId: 'qlbg' }));
    await settingOf(supervisor, columns(['attendees']));
    expect(await Promise.all(staff.map(seenBy))).toEqual([
      ['columns'],
      ['letterhead', 'letterhead qlbg', 'columns'],
      ['letterhead', 'columns'],
      ['letterhead', 'letterhead qlbg', 'columns'],
      ['letterhead', 'letterhead qlbg', 'columns'],
    ]);
    await settingOf(supervisor, letterhead({ unitId: 'qlbg' }, { signer: 'PHÓ TRƯỞNG PHÒNG' }));
    expect(await Promise.all(staff.map(seenBy))).toEqual([[], ['letterhead qlbg'], [], ['letterhead qlbg'], ['letterhead qlbg']]);
    await office.close();
  });
});
