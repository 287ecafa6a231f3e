import { expect } from 'vitest';
import { makeCsv, makeExcel, makeWord } from '../../../src/client/features/reports/make-file.ts';
import { MEASURE_KEYS } from '../../../src/domain/measure.ts';
import type { Plan } from '../../../src/domain/plan.ts';
import type { Report } from '../../../src/domain/report/report.ts';
import { MEASURE_WORDS } from '../../../src/domain/report/words.ts';
import { LOCALITIES } from '../../../src/server/data/reference.ts';
import { part, partsOf, sheetsIn, tablesOf } from '../../helpers/office-file.ts';
import type { Mended } from './closed-year.ts';
import { isUnder } from './expect-figures.ts';
import { type Counted, type Sum, sumOf } from './recount.ts';

// A report as it leaves the app, in Word, Excel and CSV: every number of every table held against the recount.

/** What the report must tell, as the recount says it. */
export interface Wanted {
  readonly plan: Plan;
  readonly inPeriod: readonly Counted[];
  readonly sinceStart: readonly Counted[];
  /** Undefined: the report tells no changes of earlier ones. */
  readonly mended: readonly Mended[] | undefined;
}

const keyOf = (words: string): string =>
  Object.entries(MEASURE_WORDS).find(([, name]) => name.toLowerCase() === words.toLowerCase())?.[0] ?? `? ${words}`;
const numberIn = (text: string): number => Number(text.replaceAll('.', '').replace('+', ''));
/** By rows: which row, which measure, and the numbers in it. */
type Lines = Record<string, readonly number[]>;
const isSomething = (numbers: readonly number[]): boolean => numbers.some((number) => number !== 0);
const withoutNothing = (lines: Lines): Lines => Object.fromEntries(Object.entries(lines).filter(([, numbers]) => isSomething(numbers)));

/** Each measure of two sums, under the name of a row. */
const linesOf = (name: string, ...sums: readonly Sum[]): Lines =>
  Object.fromEntries(MEASURE_KEYS.map((key) => [`${name} ${key}`, sums.map((sum) => sum[key] ?? 0)]));

const TOTAL = 'all';

/** Item by item with all below it, what was logged under a heading itself, and the whole plan. */
function itemsWanted({ plan, inPeriod, sinceStart }: Wanted): Lines {
  const lines: Lines = linesOf(TOTAL, sumOf(inPeriod), sumOf(sinceStart));
  for (const { code } of plan.items) {
    const under = (records: readonly Counted[]): Sum => sumOf(records.filter((record) => isUnder(plan, code, record)));
    Object.assign(lines, linesOf(code, under(inPeriod), under(sinceStart)));
  }
  return withoutNothing(lines);
}

function placesWanted({ inPeriod }: Wanted): Lines {
  const lines: Lines = {};
  for (const id of new Set(inPeriod.map(({ place }) => place))) {
    const sum = sumOf(inPeriod.filter(({ place }) => place === id));
    lines[LOCALITIES.find((place) => place.id === id)?.name ?? id] = [sum['sessions'] ?? 0, sum['attendees'] ?? 0];
  }
  const all = sumOf(inPeriod);
  return withoutNothing({ ...lines, Cộng: [all['sessions'] ?? 0, all['attendees'] ?? 0] });
}

/** What changed, by item and together: as it was told, as it is, and the difference; where the sum stays, nothing is said. */
function mendedWanted(mended: readonly Mended[]): Lines {
  const lines: Lines = {};
  const tell = (name: string, was: Sum, is: Sum): void => {
    for (const key of MEASURE_KEYS) {
      const [before, after] = [was[key] ?? 0, is[key] ?? 0];
      if (before !== after) lines[`${name} ${key}`] = [before, after, after - before];
    }
  };
  const records = (of: 'was' | 'is'): Counted[] => mended.flatMap((one) => one[of] ?? []);
  const items = new Set([...records('was'), ...records('is')].map(({ item }) => item));
  const under = (of: 'was' | 'is', code: string): Sum => sumOf(records(of).filter(({ item }) => item === code));
  for (const code of items) tell(code, under('was', code), under('is', code));
  tell(TOTAL, sumOf(records('was')), sumOf(records('is')));
  return lines;
}

/** The tables of a workbook, or of a CSV, whose heads name what stands in each column. */
function expectSheets(sheets: ReadonlyMap<string, readonly (readonly string[])[]>, wanted: Wanted): void {
  const rowsOf = (name: string): Record<string, string>[] => {
    const [head = [], ...rows] = sheets.get(name) ?? [];
    return rows.map((row) => Object.fromEntries(head.map((title, at) => [title, row[at] ?? ''])));
  };
  const numbers = (row: Record<string, string>, ...heads: readonly string[]): number[] => heads.map((head) => Number(row[head]));
  const items: Lines = {};
  for (const row of rowsOf('Theo nội dung'))
    if (row['Dòng'] !== 'ghi chung') items[`${row['Mã']} ${keyOf(row['Kết quả'] ?? '')}`] = numbers(row, 'Trong kỳ', 'Lũy kế');
  const forms: Lines = {};
  for (const row of rowsOf('Theo hình thức'))
    forms[`${TOTAL} ${keyOf(row['Hình thức, kết quả'] ?? '')}`] = numbers(row, 'Trong kỳ', 'Lũy kế');
  expect(withoutNothing({ ...items, ...forms })).toEqual(itemsWanted(wanted));
  // Rows of single items and what lies under a heading itself are all of it, once.
  const parts = rowsOf('Theo nội dung').filter((row) => row['Dòng'] !== 'cộng mục cha');
  for (const row of rowsOf('Theo hình thức'))
    for (const head of ['Trong kỳ', 'Lũy kế'])
      expect(parts.filter((one) => one['Kết quả'] === row['Hình thức, kết quả']).reduce((sum, one) => sum + Number(one[head]), 0)).toBe(
        Number(row[head]),
      );
  const places = Object.fromEntries(rowsOf('Theo địa bàn').map((row) => [row['Địa bàn'] ?? '', numbers(row, 'Số buổi', 'Lượt người')]));
  expect(withoutNothing(places)).toEqual(placesWanted(wanted));
  const mended = rowsOf('Bổ sung, điều chỉnh').map((row) => [
    `${row['Mã'] || TOTAL} ${keyOf(row['Kết quả'] ?? '')}`,
    numbers(row, 'Đã báo cáo', 'Nay là', 'Tăng, giảm'),
  ]);
  expect(Object.fromEntries(mended)).toEqual(mendedWanted(wanted.mended ?? []));
}

/** The same on paper, where the rows of a measure stand below the row that names the item. */
function linesOnPaper(table: readonly (readonly string[])[], plan: Plan, numbersAt: readonly number[]): Lines {
  const lines: Lines = {};
  let name = '';
  for (const row of table.slice(1)) {
    const [, words = ''] = row;
    const code = plan.items.find((item) => words.startsWith(`${item.code} `))?.code;
    if (words === 'Tổng cộng') name = TOTAL;
    else if (words === 'Ghi chung vào mục này') name = 'own';
    else if (code !== undefined) name = code;
    else if (name !== 'own') lines[`${name} ${keyOf(words)}`] = numbersAt.map((at) => numberIn(row[at] ?? ''));
  }
  return lines;
}

function expectPaper(bytes: Uint8Array, wanted: Wanted): void {
  const tables = tablesOf(part(partsOf(bytes), 'word/document.xml'));
  const called = (...heads: readonly string[]): string[][] =>
    tables.find(([head = []]) => heads.every((title) => head.includes(title))) ?? [];
  expect(withoutNothing(linesOnPaper(called('Mã, nội dung', 'Trong kỳ'), wanted.plan, [4, 5]))).toEqual(itemsWanted(wanted));
  const forms = called('Hình thức, kết quả')
    .slice(1)
    .map(([words = '', ...numbers]) => [`${TOTAL} ${keyOf(words)}`, numbers.slice(0, 2).map(numberIn)]);
  expect(withoutNothing(Object.fromEntries(forms))).toEqual(
    withoutNothing(linesOf(TOTAL, sumOf(wanted.inPeriod), sumOf(wanted.sinceStart))),
  );
  const places = called('Địa bàn', 'Số buổi')
    .slice(1)
    .map(([name = '', ...numbers]) => [name, numbers.slice(0, 2).map(numberIn)]);
  expect(withoutNothing(Object.fromEntries(places))).toEqual(placesWanted(wanted));
  expect(linesOnPaper(called('Đã báo cáo', 'Nay là'), wanted.plan, [2, 3, 4])).toEqual(mendedWanted(wanted.mended ?? []));
}

const fieldsOfCsv = (line: string): string[] => line.split(';').map((field) => field.replace(/^"|"$/g, ''));

/** The tables of a CSV: each under its name, with an empty line before the next. */
function sheetsOfCsv(text: string): Map<string, string[][]> {
  const blocks = text.replace('\uFEFF', '').trimEnd().split('\r\n\r\n');
  return new Map(
    blocks.map((block) => {
      const [name = '', ...lines] = block.split('\r\n').map(fieldsOfCsv);
      return [name[0] ?? '', lines];
    }),
  );
}

const bytesOf = async (file: File): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());

export async function expectReport(report: Report, wanted: Wanted): Promise<void> {
  expectPaper(await bytesOf(await makeWord(report)), wanted);
  expectSheets(sheetsIn(await bytesOf(await makeExcel(report))), wanted);
  expectSheets(sheetsOfCsv(await (await makeCsv(report)).text()), wanted);
}
