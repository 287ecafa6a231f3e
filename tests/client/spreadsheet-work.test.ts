import { createRoot } from 'solid-js';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { App } from '../../src/client/app-context.ts';
import { createKeeping } from '../../src/client/features/spreadsheet/create-keeping.ts';
import { createWork, type Work } from '../../src/client/features/spreadsheet/create-work.ts';
import { readSpreadsheetDraft } from '../../src/client/store/lists/spreadsheet-draft.ts';
import { AccountId, UnitId } from '../../src/domain/ids.ts';
import { LOCALITIES, PARTNERS, UNITS } from '../../src/server/data/reference.ts';
import { newId, PLAN } from '../domain/make.ts';
import { openPhone } from '../helpers/phone.ts';

const OFFICE = UnitId.parse('vp');
const app = {
  newId,
  now: () => Date.parse('2024-12-20T05:00:00Z'),
  reference: () => ({ units: UNITS, localities: LOCALITIES, partners: PARTNERS }),
  person: { id: AccountId.parse('a-me'), staffCode: 'VP-01', role: 'supervisor', unitIds: [OFFICE] },
} as unknown as App;

/** A row that is ready, and a row whose day names no year. */
const ROWS = ['Ngày | Nội dung | Địa bàn | Số người', '05/03/2024 | IUU | Xã Giang Thành | 40', '06/03 | IUU | Xã Giang Thành | 50'].map(
  (text, at) => ({ line: at + 1, cells: text.split('|').map((cell) => cell.trim()) }),
);

const FILE = { fileName: 'so.csv', hash: '', rows: ROWS, unitId: OFFICE };

function open(): Work {
  const work = createRoot(() => createWork(app, FILE, () => [PLAN]));
  work.setType('outreachSession');
  work.setItem('II.1.b');
  return work;
}
const chosen = (work: Work) => work.chosen().map(({ line, evenSo }) => [line, evenSo]);

test('a row that is ready is chosen, and a doubtful one once a person agreed to it', () => {
  const work = open();
  expect(chosen(work)).toEqual([[2, false]]);
  work.agree([3], true);
  expect(chosen(work)).toEqual([
    [2, false],
    [3, false],
  ]);
});

test('who agreed to a row is asked again once its cells, or what they are read as, are others', () => {
  for (const correct of [
    (work: Work) => work.edit(3, ['07/03', 'IUU', 'Xã Giang Thành', '60']),
    (work: Work) => work.setColumn(0, 3, undefined),
    (work: Work) => work.setType('borderSession'),
  ]) {
    const work = open();
    work.agree([3], true);
    correct(work);
    expect(work.agreed().has(3)).toBe(false);
  }
  const work = open();
  work.agree([3], true);
  work.edit(2, ['05/03/2024', 'IUU', 'Xã Giang Thành', '41']);
  expect(work.agreed().has(3)).toBe(true);
});

test('a record that is alike is agreed to by whoever was told of it, whatever else they agreed to before', () => {
  const work = open();
  work.agree([3], true);
  work.hear(
    [
      { line: 2, status: 'alike' },
      { line: 3, status: 'alike' },
    ],
    false,
  );
  expect(chosen(work)).toEqual([]);
  work.agree([3], true);
  expect(chosen(work)).toEqual([[3, true]]);
});

test('what was entered, or had been before, is not chosen again, whatever is corrected', () => {
  const work = open();
  work.agree([3], true);
  work.hear([{ line: 2, status: 'new' }], true);
  work.hear([{ line: 3, status: 'known' }], false);
  work.setColumn(0, 3, undefined);
  work.setColumn(0, 3, 'attendees');
  work.agree([3], true);
  expect(chosen(work)).toEqual([]);
});

test('what was done to a spreadsheet goes on where it was, and each of its tables has columns of its own', () => {
  const below = ['Số người | Ngày | Nội dung | Địa bàn', '12 | 07/03/2024 | IUU | Xã Giang Thành'];
  const rows = [...ROWS, ...below.map((text, at) => ({ line: ROWS.length + at + 1, cells: text.split('|').map((cell) => cell.trim()) }))];
  const file = { fileName: 'so.csv', hash: 'abc', rows, unitId: OFFICE };
  const work = createRoot(() => createWork(app, file, () => [PLAN]));
  work.setType('outreachSession');
  work.setItem('II.1.b');
  expect(chosen(work).map(([line]) => line)).toEqual([2, 5]);
  work.edit(2, ['05/03/2024', 'IUU', 'Xã Giang Thành', '41']);
  work.agree([3], true);
  work.setColumn(1, 0, 'leaflets');
  work.hear([{ line: 2, status: 'known' } as never], false);
  const kept = JSON.parse(JSON.stringify(work.written()));
  const again = createRoot(() => createWork(app, file, () => [PLAN], kept));
  expect(again.written()).toEqual(work.written());
  expect([again.cellsOf(2), chosen(again), again.isOpen(2)]).toEqual([['05/03/2024', 'IUU', 'Xã Giang Thành', '41'], chosen(work), false]);
  expect(again.columnsOf(5)).toEqual(['leaflets', 'date', 'subject', 'localityId']);
});

describe('a spreadsheet that was just read', () => {
  const page = new EventTarget();
  beforeEach(() => {
    vi.stubGlobal('document', new EventTarget());
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  test('is said not to be kept where the store does not take it, and is kept with the first correction that it takes', async () => {
    const { db } = await openPhone();
    const work = open();
    const full = vi.spyOn(db.meta, 'put').mockRejectedValue(new DOMException('', 'QuotaExceededError'));
    const { isUnkept } = createRoot(() => createKeeping(db, FILE, work.written, false));
    page.dispatchEvent(new Event('pagehide'));
    await vi.waitFor(() => expect(isUnkept()).toBe(true));
    expect(await readSpreadsheetDraft(db)).toBeUndefined();
    full.mockRestore();
    work.agree([3], true);
    page.dispatchEvent(new Event('pagehide'));
    await vi.waitFor(() => expect(isUnkept()).toBe(false));
    expect(await readSpreadsheetDraft(db)).toMatchObject({ file: { fileName: 'so.csv' }, work: { agreed: [3] } });
  });
});
