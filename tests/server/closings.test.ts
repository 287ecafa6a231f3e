import { rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { frozenContribution } from '../../src/domain/closing/freeze.ts';
import type { FrozenRecord } from '../../src/domain/closing/frozen.ts';
import { addAmounts, amountOf, NOTHING } from '../../src/domain/tally.ts';
import { CLOSE_PERIOD, ClosingDetail, READ_DIFFERENCES } from '../../src/protocol/endpoints/closings.ts';
import { createApp } from '../../src/server/app.ts';
import { recount } from '../../src/server/commands/recount.ts';
import { copyStore } from '../../src/server/store/copy-store.ts';
import { createReferenceReader } from '../../src/server/store/reference.ts';
import { copySqlite } from '../../src/server/store/sqlite-file.ts';
import type { Store } from '../../src/server/store/store.ts';
import {
  DAY_MS,
  databases,
  enrolApp,
  freshDatabase,
  makeContent,
  makeCreate,
  makeEdit,
  makeStateChange,
  NOON,
  newActivityId,
  type Office,
  openOffice,
  openTestStore,
  Phone,
  PLAN_ID,
} from './helpers.ts';

const PAPER = {
  letterhead: { parentBody: '', agency: 'SỞ NGOẠI VỤ', agencyInText: 'Sở Ngoại vụ', symbol: 'BC', place: '', signer: '', recipients: '' },
  words: { strengths: 'Tổ chức đều.', limits: '', next: '', proposals: '' },
  signedOn: null,
};
/** The office's month from 15 February to 14 March. */
const MARCH = { planId: PLAN_ID, periodKey: 'month-2026-3' };
const sumOf = (records: readonly FrozenRecord[]) =>
  records.reduce((sum, one) => addAmounts(sum, amountOf(frozenContribution(PLAN_ID as never, one))), NOTHING);

interface Staff {
  readonly officer: Phone;
  readonly lead: Phone;
  readonly supervisor: Phone;
  readonly approver: Phone;
}

async function staffOf(office: Office): Promise<Staff> {
  const [officer, lead, supervisor, approver] = await Promise.all(['CB-07', 'TP-QLBG', 'VP-01', 'GD-01'].map((one) => office.signIn(one)));
  if (!officer || !lead || !supervisor || !approver) throw new Error('Somebody is missing');
  return { officer, lead, supervisor, approver };
}

/** Two records of March confirmed, one waiting, and two that a phone says it holds. */
async function fillMarch({ officer, lead }: Staff) {
  const [a, b, waits] = [3, 5, 9].map((sessions) =>
    makeCreate(makeContent({ date: '2026-03-10', own: { sessions, attendees: 10 * sessions } })),
  );
  if (!a || !b || !waits) throw new Error('Nothing was made');
  const note = [{ planId: PLAN_ID, itemCode: 'III.p2', unitId: 'qlbg', part: '2026-03-01', records: 2 }];
  await officer.sync([a, b, waits], { note });
  await lead.sync([makeStateChange(a.activityId, 1, 'confirm'), makeStateChange(b.activityId, 1, 'confirm')]);
  return { a, b, waits };
}

const close = async (who: Phone, what: object = MARCH, id: string = newActivityId()) => {
  const response = await who.post('/api/closings', { id, ...what });
  const body = await response.json();
  return { status: response.status, body, closing: response.ok ? CLOSE_PERIOD.reply.parse(body).closing : undefined };
};
const step = async (who: Phone, id: string, seen: number, word: object) => who.post(`/api/closings/${id}/steps`, { seen, word });
const detailOf = async (who: Phone, id: string) => ClosingDetail.parse(await (await who.get(`/api/closings/${id}`)).json());
const differences = async (who: Phone) =>
  READ_DIFFERENCES.reply.parse(await (await who.get(`/api/closing-differences?planId=${PLAN_ID}&kind=month`)).json()).adjustments;

describe.each(databases)('closings on %s', (kind) => {
  test('a month is closed with what waits said beside it; what comes later is taken, listed, and told by the next report', async () => {
    const office = await openOffice(kind);
    const staff = await staffOf(office);
    const { officer, lead, supervisor, approver } = staff;
    const { a, b, waits } = await fillMarch(staff);
    const id = newActivityId();
    const { closing } = await close(supervisor, MARCH, id);
    expect(closing).toMatchObject({ ...MARCH, id, period: { from: '2026-02-15', to: '2026-03-14' } });
    expect(closing?.history).toEqual([{ step: 'closed', at: '2026-03-18T05:00:00.000Z', by: supervisor.person.id }]);
    // The answer was lost: the same again is the same; another one of a closed period is none.
    expect((await close(supervisor, MARCH, id)).closing).toEqual(closing);
    expect(await close(supervisor)).toMatchObject({ status: 409, body: { error: 'closingChanged', detail: 'closed' } });
    expect(await close(supervisor, { ...MARCH, periodKey: 'month-2026-4' })).toMatchObject({ body: { detail: 'notEnded' } });
    expect([(await close(supervisor, { ...MARCH, periodKey: 'month-2031-1' })).status, (await close(approver)).status]).toEqual([404, 403]);
    const frozen = await detailOf(supervisor, id);
    expect(frozen.frozen).toMatchObject({
      planVersion: 1,
      closedOn: '2026-03-18',
      adjustments: [],
      waiting: [{ id: waits.activityId, version: 1 }],
    });
    expect(frozen.frozen.declared).toEqual([{ planId: PLAN_ID, itemCode: 'III.p2', unitId: 'qlbg', part: '2026-03-01', records: 2 }]);
    expect(sumOf(frozen.frozen.records)).toEqual({ records: 2, measures: { sessions: 8, attendees: 80 } });

    // Nothing is refused: a late one, one confirmed late, one mended, one taken back.
    const late = makeCreate(makeContent({ date: '2026-03-12', own: { sessions: 1, attendees: 8 } }));
    const { results } = await officer.sync([
      late,
      makeEdit(a.activityId, 2, { sessions: 4 }),
      makeStateChange(b.activityId, 2, 'withdraw'),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['applied', 'applied', 'applied']);
    await lead.sync([
      makeStateChange(late.activityId, 1, 'confirm'),
      makeStateChange(waits.activityId, 1, 'confirm'),
      makeStateChange(a.activityId, 3, 'confirm'),
    ]);
    const told = await differences(supervisor);
    expect(told.map(({ was, is }) => [was?.measures.sessions, is?.measures.sessions]).sort()).toEqual(
      [
        [3, 4],
        [5, undefined],
        [undefined, 1],
        [undefined, 9],
      ].sort(),
    );
    expect(await differences(await office.signIn('TP-LS'))).toEqual([]);
    expect(await detailOf(supervisor, id)).toEqual(frozen);

    office.clock.now = NOON + 30 * DAY_MS;
    await enrolApp(office, supervisor);
    const april = await close(supervisor, { ...MARCH, periodKey: 'month-2026-4' });
    const next = await detailOf(supervisor, april.closing?.id ?? '');
    expect(next.frozen.records).toEqual([]);
    const byId = (list: typeof told) => list.toSorted((x, y) => ((x.was ?? x.is)?.id ?? '').localeCompare((y.was ?? y.is)?.id ?? ''));
    expect(byId([...next.frozen.adjustments])).toEqual(byId(told));
    expect(await differences(supervisor)).toEqual([]);
    await office.close();
  });

  test('a report is handed in, sent back, approved; the approver opens the last one again, and everything done stays written down', async () => {
    const office = await openOffice(kind);
    const staff = await staffOf(office);
    const { lead, supervisor, approver, officer } = staff;
    await fillMarch(staff);
    const id = newActivityId();
    await close(supervisor, MARCH, id);
    const status = async (who: Phone, seen: number, word: object) => (await step(who, id, seen, word)).status;
    expect(await status(approver, 1, { step: 'approved' })).toBe(409);
    expect(await status(approver, 1, { step: 'submitted', paper: PAPER })).toBe(403);
    expect(await status(supervisor, 1, { step: 'submitted', paper: PAPER })).toBe(200);
    expect(await status(supervisor, 1, { step: 'submitted', paper: PAPER })).toBe(200);
    // Another paper is not the same said again: it would be taken for handed in.
    expect(await status(supervisor, 1, { step: 'submitted', paper: { ...PAPER, signedOn: '2026-03-17' } })).toBe(409);
    expect(await status(supervisor, 2, { step: 'approved' })).toBe(403);
    expect(await status(approver, 2, { step: 'sentBack' })).toBe(400);
    expect(await status(approver, 2, { step: 'sentBack', reason: 'Thiếu nguyên nhân' })).toBe(200);
    expect(await status(approver, 2, { step: 'sentBack', reason: 'Thiếu số liệu' })).toBe(409);
    expect(await status(approver, 2, { step: 'approved' })).toBe(409);
    expect(await status(supervisor, 3, { step: 'submitted', paper: { ...PAPER, signedOn: '2026-03-18' } })).toBe(200);
    expect(await status(approver, 4, { step: 'approved' })).toBe(200);
    const detail = await detailOf(approver, id);
    expect(detail.paper).toEqual({ ...PAPER, signedOn: '2026-03-18' });
    expect(detail.closing.history.map(({ step: one, reason }) => [one, reason])).toEqual([
      ['closed', undefined],
      ['submitted', undefined],
      ['sentBack', 'Thiếu nguyên nhân'],
      ['submitted', undefined],
      ['approved', undefined],
    ]);

    const earlier = await close(supervisor, { ...MARCH, periodKey: 'month-2026-2' });
    expect(await status(approver, 5, { step: 'reopened', reason: 'Sai đơn vị' })).toBe(409);
    expect((await step(approver, earlier.closing?.id ?? '', 1, { step: 'reopened', reason: 'Chốt nhầm' })).status).toBe(200);
    expect(await status(approver, 5, { step: 'reopened', reason: 'Sai đơn vị' })).toBe(200);
    expect(await status(supervisor, 6, { step: 'submitted', paper: PAPER })).toBe(409);
    // The reopened one is history and still there; another of the same period takes its place.
    const again = await close(supervisor);
    expect((await detailOf(supervisor, id)).frozen).toEqual(detail.frozen);
    const { changes } = await (await office.signIn('CB-12')).sync();
    expect(changes.closings?.map((one) => [one.id, one.history.at(-1)?.step]).sort()).toEqual(
      [
        [earlier.closing?.id, 'reopened'],
        [id, 'reopened'],
        [again.closing?.id, 'closed'],
      ].sort(),
    );
    // Why is said between those who report.
    const reasonsOf = (list: typeof changes.closings) => list?.flatMap(({ history }) => history.map((event) => event.reason ?? ''));
    expect(reasonsOf(changes.closings)?.filter(Boolean)).toEqual([]);
    const toLead = (await (await office.signIn('TP-QLBG')).sync()).changes.closings;
    expect(reasonsOf(toLead)).toEqual(expect.arrayContaining(['Thiếu nguyên nhân', 'Sai đơn vị', 'Chốt nhầm']));

    // A lead reads the part of the own unit, an officer none; nobody learns of an id that is none.
    expect((await detailOf(lead, id)).frozen.records).toHaveLength(2);
    const other = await detailOf(await office.signIn('TP-LS'), id);
    expect([other.frozen.records, other.frozen.waiting, other.frozen.declared, other.paper]).toEqual([[], [], [], null]);
    expect((await officer.get(`/api/closings/${id}`)).status).toBe(403);
    expect((await lead.get('/api/closings/khac')).status).toBe(404);
    await office.close();
  });

  test('a verdict on a paper that is not the last one, or on figures that are not those that were frozen, is refused', async () => {
    const office = await openOffice(kind);
    const staff = await staffOf(office);
    const { supervisor, approver } = staff;
    await fillMarch(staff);
    const id = newActivityId();
    await close(supervisor, MARCH, id);
    await step(supervisor, id, 1, { step: 'submitted', paper: PAPER });
    await step(approver, id, 2, { step: 'sentBack', reason: 'Thiếu nguyên nhân' });
    await step(supervisor, id, 3, { step: 'submitted', paper: { ...PAPER, signedOn: '2026-03-18' } });
    // Seen as far as the first paper.
    expect((await step(approver, id, 2, { step: 'approved' })).status).toBe(409);
    const { frozen } = await office.store.reader.selectFrom('closings').select('frozen').executeTakeFirstOrThrow();
    const put = (text: string) =>
      office.store.writer
        .updateTable('closings')
        .set({ frozen: text as typeof frozen })
        .execute();
    for (const altered of [frozen.replace('"sessions":3', '"sessions":4'), frozen.replace('"planVersion":1', '"planVersion":2')]) {
      expect(altered).not.toBe(frozen);
      await put(altered);
      expect((await step(approver, id, 4, { step: 'approved' })).status).toBe(500);
    }
    await put(frozen);
    expect((await detailOf(approver, id)).closing.history).toHaveLength(4);
    expect((await step(approver, id, 4, { step: 'approved' })).status).toBe(200);
    await office.close();
  });

  test('a closed report made again has the same figures after a restore and after a move to the other database', async () => {
    const office = await openOffice(kind);
    const staff = await staffOf(office);
    const { officer, supervisor } = staff;
    const { a } = await fillMarch(staff);
    const id = newActivityId();
    await close(supervisor, MARCH, id);
    await officer.sync([makeEdit(a.activityId, 2, { sessions: 7 })]);
    const before = await detailOf(supervisor, id);
    const list = await differences(supervisor);
    const expectSame = async (store: Store): Promise<void> => {
      const app = createApp({ ...office.deps, store, readReference: createReferenceReader() });
      const there = new Phone(
        async (path, init) => app.request(path, { headers: { cookie: init?.cookie ?? '' } }),
        supervisor.person,
        supervisor.cookie,
      );
      expect(await detailOf(there, id)).toEqual(before);
      expect(await differences(there)).toEqual(list);
      expect(await recount(store, false, () => undefined)).toBe(0);
      // Whoever alters one figure of what was frozen is noticed.
      const { frozen } = await store.reader.selectFrom('closings').select('frozen').executeTakeFirstOrThrow();
      const altered = frozen.replace('"sessions":3', '"sessions":4') as typeof frozen;
      await store.writer.updateTable('closings').set({ frozen: altered }).execute();
      const found: string[] = [];
      expect(await recount(store, true, (line) => found.push(line))).toBe(1);
      expect(found).toEqual([expect.stringContaining(`"closing":"${id}"`)]);
      await store.close();
    };
    const target = await freshDatabase(kind === 'sqlite' ? 'postgres' : 'sqlite');
    const moved = await openTestStore(target.setting);
    await copyStore(office.store, moved, 'another', () => undefined);
    await expectSame(moved);
    await target.drop();
    if (office.setting.kind === 'sqlite') {
      const file = `${office.setting.file}.backup`;
      copySqlite(office.setting.file, file);
      await expectSame(await openTestStore({ kind: 'sqlite', file }));
      rmSync(file);
    }
    await office.close();
  });
});
