import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changedFields } from '../../src/domain/patch.ts';
import { History } from '../../src/protocol/account.ts';
import { MAX_SPREADSHEET_ROWS, type RowResult, type Spreadsheet } from '../../src/protocol/endpoints/spreadsheets.ts';
import { compareCells } from '../../src/server/store/recount.ts';
import { createReferenceReader } from '../../src/server/store/reference.ts';
import {
  DAY_MS,
  databases,
  makeContent,
  makeCreate,
  makeStateChange,
  newActivityId,
  type Office,
  openOffice,
  type Phone,
} from './helpers.ts';

interface Row {
  readonly line: number;
  readonly patch: object;
  readonly evenSo?: true;
}

const row = (line: number, change: Parameters<typeof makeContent>[0] = {}, more: Pick<Row, 'evenSo'> = {}): Row => ({
  line,
  patch: changedFields(undefined, makeContent({ ...change })),
  ...more,
});
const hash = (letter: string): string => letter.repeat(64);

describe.each(databases)('spreadsheets of past activities on %s', (kind) => {
  let office: Office;
  let author: Phone;
  let lead: Phone;
  let desk: Phone;
  beforeAll(async () => {
    office = await openOffice(kind);
    [author, lead, desk] = [await office.signIn('CB-07'), await office.signIn('TP-QLBG'), await office.signIn('VP-01')];
  });
  afterAll(() => office.close());

  const ask = (phone: Phone, fileHash: string, rows: readonly Row[], check = false, unitId = 'qlbg') =>
    phone.post('/api/spreadsheets', { fileHash, fileName: 'sổ 2025.xlsx', unitId, check, rows });
  const enter = async (phone: Phone, fileHash: string, rows: readonly Row[], check = false): Promise<RowResult[]> =>
    (await (await ask(phone, fileHash, rows, check)).json()).results;
  const statuses = (results: readonly RowResult[]) => results.map(({ status }) => status);
  const list = async (phone: Phone): Promise<Spreadsheet[]> => (await (await phone.get('/api/spreadsheets')).json()).spreadsheets;
  const undo = async (phone: Phone, id: string | undefined) => (await phone.post(`/api/spreadsheets/${id}/undo`, undefined)).json();
  const count = async (): Promise<number> => (await office.store.reader.selectFrom('activities').select('id').execute()).length;
  const idOf = async (line: number, fileHash: string) =>
    (
      await office.store.reader
        .selectFrom('spreadsheet_rows as r')
        .innerJoin('spreadsheets as s', 's.id', 'r.spreadsheet_id')
        .select('r.activity_id')
        .where('s.file_hash', '=', fileHash)
        .where('s.undone_at', 'is', null)
        .where('r.line', '=', line)
        .executeTakeFirstOrThrow()
    ).activity_id;
  const sheetOf = async (fileHash: string): Promise<string> =>
    (
      await office.store.reader
        .selectFrom('spreadsheets')
        .select('id')
        .where('file_hash', '=', fileHash)
        .where('undone_at', 'is', null)
        .executeTakeFirstOrThrow()
    ).id;
  const cellsAreRight = async () =>
    expect(await compareCells(office.store.reader, await createReferenceReader()(office.store.reader))).toEqual([]);

  test('rows are checked without a trace, then entered once under the named unit, however often the file comes', async () => {
    const rows = [row(2, { date: '2026-01-20', unitId: 'van-phong' }), row(3, { date: '2026-01-21' }), row(4, { date: '2027-01-01' })];
    const before = await count();
    expect(statuses(await enter(desk, hash('1'), rows, true))).toEqual(['new', 'new', 'refused']);
    expect([await count(), await list(desk)]).toEqual([before, []]);
    const results = await enter(desk, hash('1'), rows);
    expect(results).toMatchObject([{ status: 'new' }, { status: 'new' }, { status: 'refused', issues: [{ field: 'date' }] }]);
    expect(await (await desk.get('/api/me/data')).json()).toMatchObject({ spreadsheets: 1 });
    expect(statuses(await enter(desk, hash('1'), rows))).toEqual(['known', 'known', 'refused']);
    expect(statuses(await enter(lead, hash('1'), rows))).toEqual(['known', 'known', 'refused']);
    // The row that was refused is mended and enters the same spreadsheet.
    expect(statuses(await enter(lead, hash('1'), [row(4, { date: '2026-01-22' })]))).toEqual(['new']);
    expect(await count()).toBe(before + 3);
    expect(await list(lead)).toMatchObject([{ fileName: 'sổ 2025.xlsx', unitId: 'qlbg', staffCode: 'VP-01', records: 3, untouched: 3 }]);
    await lead.pull();
    expect(lead.activities.get(await idOf(2, hash('1')))).toMatchObject({ state: 'sent', content: { unitId: 'qlbg', date: '2026-01-20' } });
    await cellsAreRight();
  });

  test('a record says which row of which file it was entered from', async () => {
    const id = await idOf(3, hash('1'));
    const { entries } = History.parse(await (await desk.get(`/api/activities/${id}/history`)).json());
    expect(entries).toMatchObject([{ staffCode: 'VP-01', version: 1, spreadsheet: { fileName: 'sổ 2025.xlsx', line: 3 } }]);
  });

  test('a row that is like a record of the office waits until somebody says that it is another activity', async () => {
    const create = makeCreate(makeContent({ date: '2026-02-10' }));
    await author.sync([create]);
    const same = { date: '2026-02-10' };
    expect(await enter(lead, hash('2'), [row(2, same)])).toEqual([{ line: 2, status: 'alike', alikeId: create.activityId }]);
    // The same file with another hash, saved once more by a spreadsheet program.
    expect(statuses(await enter(lead, hash('3'), [row(2, { date: '2026-01-20' })]))).toEqual(['alike']);
    expect(statuses(await enter(lead, hash('2'), [row(2, same, { evenSo: true })]))).toEqual(['new']);
    expect(await list(lead)).toHaveLength(2);
  });

  test('all of it is withdrawn in one step, and the file may be entered anew', async () => {
    const rows = [row(2, { date: '2026-03-02' }), row(3, { date: '2026-03-03' })];
    await enter(lead, hash('4'), rows);
    const first = await idOf(2, hash('4'));
    const id = await sheetOf(hash('4'));
    expect(await undo(desk, id)).toEqual({ withdrawn: 2, builtOn: 0 });
    expect(await undo(desk, id)).toEqual({ withdrawn: 0, builtOn: 0 });
    expect((await list(lead)).find((entered) => entered.id === id)).toMatchObject({
      records: 2,
      untouched: 0,
      undoneAt: expect.any(String),
    });
    await lead.pull();
    expect(lead.activities.get(first)).toMatchObject({ state: 'withdrawn' });
    expect(statuses(await enter(lead, hash('4'), rows, true))).toEqual(['new', 'new']);
    expect(statuses(await enter(lead, hash('4'), rows))).toEqual(['new', 'new']);
    expect(await idOf(2, hash('4'))).not.toBe(first);
    await cellsAreRight();
  });

  test('nothing of it is withdrawn once somebody has judged a record, changed it, or kept it for a duplicate', async () => {
    await enter(lead, hash('5'), [row(2, { date: '2026-03-04' }), row(3, { date: '2026-03-05' })]);
    const judged = await idOf(2, hash('5'));
    await lead.sync([makeStateChange(judged, 1, 'confirm')]);
    expect(await undo(lead, await sheetOf(hash('5')))).toEqual({ withdrawn: 0, builtOn: 1 });
    await lead.pull();
    expect(lead.activities.get(await idOf(3, hash('5')))).toMatchObject({ state: 'sent', version: 1 });
  });

  test('nor once a closed period told it', async () => {
    await enter(desk, hash('6'), [row(2, { date: '2026-01-05' })]);
    const entered = await idOf(2, hash('6'));
    const id = await sheetOf(hash('6'));
    office.clock.now += DAY_MS;
    const closing = { id: newActivityId(), planId: 'kien-giang-2024', periodKey: 'month-2026-1' };
    expect((await desk.post('/api/closings', closing)).status).toBe(200);
    expect(await undo(desk, id)).toEqual({ withdrawn: 0, builtOn: 1 });
    const { state } = await office.store.reader
      .selectFrom('activities')
      .select('state')
      .where('id', '=', entered)
      .executeTakeFirstOrThrow();
    expect(state).toBe('sent');
  });

  test('is out of reach of officers, and of leads of other units', async () => {
    const elsewhere = await ask(lead, hash('7'), [row(2)], false, 'vp');
    expect(elsewhere.status).toBe(404);
    expect((await ask(author, hash('7'), [row(2)])).status).toBe(403);
    expect((await ask(lead, hash('7'), [row(2), row(2)])).status).toBe(400);
    expect((await lead.post('/api/spreadsheets/khong-co/undo', undefined)).status).toBe(404);
    expect((await author.get('/api/spreadsheets')).status).toBe(403);
  });

  test('has a limit, up to which all of it is entered and undone', { timeout: 60_000 }, async () => {
    const rows = Array.from({ length: MAX_SPREADSHEET_ROWS }, (_, at) =>
      row(at + 2, { date: `2026-02-${10 + (at % 9)}`, own: { sessions: 1, attendees: 1 + (at % 400) } }, { evenSo: true }),
    );
    for (let from = 0; from < rows.length; from += 200) expect((await ask(desk, hash('8'), rows.slice(from, from + 200))).status).toBe(200);
    const before = await count();
    expect((await ask(desk, hash('8'), [row(1, { date: '2026-02-09' }, { evenSo: true })])).status).toBe(413);
    expect(await count()).toBe(before);
    expect(await undo(desk, await sheetOf(hash('8')))).toEqual({ withdrawn: MAX_SPREADSHEET_ROWS, builtOn: 0 });
    await cellsAreRight();
  });
});
