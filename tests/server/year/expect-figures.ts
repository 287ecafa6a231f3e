import { expect } from 'vitest';
import { type TableAbout, tableFields, tableFile } from '../../../src/client/features/tallies/table-file.ts';
import { columnHead } from '../../../src/client/labels/column-words.ts';
import { labels } from '../../../src/client/labels/labels.ts';
import { columnOfMeasure } from '../../../src/domain/figures/column.ts';
import type { FigureRow, FigureTable } from '../../../src/domain/figures/row.ts';
import { rowsByItem, rowsByLocality, rowsByType, rowsByUnit } from '../../../src/domain/figures/rows.ts';
import { MEASURE_KEYS } from '../../../src/domain/measure.ts';
import type { Period } from '../../../src/domain/period.ts';
import type { Plan } from '../../../src/domain/plan.ts';
import { PeopleReply, TallyReply, TallyViewReply } from '../../../src/protocol/tally.ts';
import { LOCALITIES, UNITS } from '../../../src/server/data/reference.ts';
import { sheetsIn } from '../../helpers/office-file.ts';
import type { Phone } from '../helpers.ts';
import { type Counted, isBetween, type Sum, sumOf, sumsBy, withoutNoughts } from './recount.ts';

// Whatever shows figures of now, held against the recount: what the office answers, and the tables a device makes, on the screen and as
// files.

interface Asked {
  readonly plan: Plan;
  readonly period: Period;
  readonly who: Phone;
}

/** All sums of a table by what its rows are told apart by; rows without anything are no rows. */
const sumsIn = (rows: Iterable<readonly [string, Sum]>): Record<string, Sum> =>
  Object.fromEntries([...rows].map(([key, sum]) => [key, withoutNoughts(sum)] as const).filter(([, sum]) => Object.keys(sum).length > 0));

interface Answered {
  readonly records: number;
  readonly measures: object;
}
const amountIn = ({ records, measures }: Answered): Sum => ({ records, ...(measures as Sum) });

async function ask<T>({ who, plan, period }: Asked, path: string, reply: { parse: (body: unknown) => T }): Promise<T> {
  const answer = await who.get(`${path}?planId=${plan.id}&from=${period.from}&to=${period.to}`);
  return reply.parse(await answer.json());
}

/** Every row of every answer about a period. */
export async function expectAnswers(asked: Asked, now: readonly Counted[]): Promise<void> {
  const there = now.filter((record) => isBetween(record, asked.period));
  const { rows } = await ask(asked, '/api/tally', TallyReply);
  expect(sumsIn(rows.map((row) => [[row.itemCode, row.unitId, row.state].join(' '), amountIn(row)]))).toEqual(
    sumsIn(sumsBy(there, ({ item, unit, state }) => [item, unit, state].join(' '))),
  );
  const byKey = async (path: string) =>
    sumsIn((await ask(asked, path, TallyViewReply)).rows.map((row) => [`${row.key} ${row.state}`, amountIn(row)]));
  expect(await byKey('/api/tally/localities')).toEqual(sumsIn(sumsBy(there, ({ place, state }) => `${place} ${state}`)));
  expect(await byKey('/api/tally/types')).toEqual(sumsIn(sumsBy(there, ({ type, state }) => `${type} ${state}`)));
  const people = (await ask(asked, '/api/tally/people', PeopleReply)).rows;
  expect(sumsIn(people.map((row) => [[row.personId, row.unitId, row.state].join(' '), { records: row.records }]))).toEqual(
    sumsIn(
      [...sumsBy(there, ({ author, unit, state }) => [author, unit, state].join(' '))].map(([key, sum]) => [key, only(sum, 'records')]),
    ),
  );
  const atStones = there.flatMap((record) =>
    [...new Set(record.markers.map((marker) => Number.parseInt(marker, 10)))].map((stone) => ({ ...record, place: String(stone) })),
  );
  const stones = (await ask(asked, '/api/tally/markers', TallyViewReply)).rows;
  expect(sumsIn(stones.map((row) => [`${row.key} ${row.state}`, only(amountIn(row), 'records', 'sessions')]))).toEqual(
    sumsIn([...sumsBy(atStones, ({ place, state }) => `${place} ${state}`)].map(([key, sum]) => [key, only(sum, 'records', 'sessions')])),
  );
}

const only = (sum: Sum, ...names: readonly string[]): Sum => Object.fromEntries(names.map((name) => [name, sum[name] ?? 0]));

/** The codes above an item, and its own. */
function lineUp(plan: Plan, code: string): string[] {
  const item = plan.items.find((one) => one.code === code);
  return item ? [item.code, ...(item.parentCode === null ? [] : lineUp(plan, item.parentCode))] : [];
}

export const isUnder = (plan: Plan, code: string, { item }: Counted): boolean => lineUp(plan, item).includes(code);

/** Which records a row of a table is about. */
function recordsOf(row: FigureRow, plan: Plan, there: readonly Counted[]): Counted[] {
  switch (row.kind) {
    case 'unit':
      return there.filter(({ unit }) => unit === row.unit.id);
    case 'type':
      return there.filter(({ type }) => type === row.key);
    case 'locality':
      return there.filter(({ place }) => place === row.key);
    case 'own':
      return there.filter(({ item }) => item === row.item.code);
    case 'heading':
    case 'item':
      return there.filter((record) => isUnder(plan, row.item.code, record));
    default:
      return [...there];
  }
}

const ABOUT: TableAbout = { view: 'item', planTitle: '', periodName: '', period: undefined, units: '', asOf: undefined, notes: [] };
const fieldsOfCsv = (line: string): string[] => (line === '' ? [] : line.split(';').map((field) => field.replace(/^"|"$/g, '')));

/** The table in a file of either kind, its head first. */
async function tablesInFiles(table: FigureTable): Promise<string[][][]> {
  const fields = tableFields(table, ABOUT, LOCALITIES);
  const [csv, xlsx] = await Promise.all((['csv', 'xlsx'] as const).map((kind) => tableFile(fields, ABOUT, 0, kind)));
  const lines = ((await csv?.text()) ?? '').replace('\uFEFF', '').trimEnd().split('\r\n').map(fieldsOfCsv);
  const sheets = sheetsIn(new Uint8Array((await xlsx?.arrayBuffer()) ?? new ArrayBuffer()));
  return [lines.slice(lines.findIndex((line) => line.length === 0) + 1), [...sheets.values()][0] ?? []];
}

/** Every cell of a table as it stands on a screen and in its files; its lines add up to its last. */
async function expectTable(table: FigureTable, plan: Plan, now: readonly Counted[]): Promise<void> {
  const there = now.filter(({ state }) => state === 'confirmed' || state === 'sent');
  const keys = ['records', ...MEASURE_KEYS];
  const { confirmed, waiting } = labels().tallies.file;
  const named = new Map<string, { readonly key: string; readonly state: string }>();
  for (const measure of [undefined, ...MEASURE_KEYS]) {
    const [key, head] = [measure ?? 'records', columnHead(columnOfMeasure(measure))];
    named.set(confirmed(head), { key, state: 'confirmed' }).set(waiting(head), { key, state: 'sent' });
  }
  const sumAt = (row: FigureRow | undefined, state: string): Sum =>
    sumOf((row ? recordsOf(row, plan, there) : there).filter((record) => record.state === state));
  for (const [head = [], ...lines] of await tablesInFiles(table)) {
    expect(lines).toHaveLength(table.rows.length + 1);
    for (const [at, line] of lines.entries())
      for (const [column, name] of head.entries()) {
        const meant = named.get(name);
        if (meant) expect([at, name, Number(line[column] || 0)]).toEqual([at, name, sumAt(table.rows[at], meant.state)[meant.key] ?? 0]);
      }
    // What no column shows was not counted at all.
    const shown = new Set(head.flatMap((name) => named.get(name)?.key ?? []));
    for (const key of keys) if (!shown.has(key)) expect(sumOf(there)[key] ?? 0).toBe(0);
    for (const [column, name] of head.entries())
      if (named.has(name)) {
        const parts = lines.slice(0, -1).filter((_, at) => !table.rows[at]?.isSum);
        expect(parts.reduce((sum, line) => sum + Number(line[column] || 0), 0)).toBe(Number(lines.at(-1)?.[column] || 0));
      }
  }
}

/** The tables of the desk, each made from what the device was told. */
export async function expectTables(asked: Asked, now: readonly Counted[]): Promise<void> {
  const { plan, period, who } = asked;
  const there = now.filter((record) => isBetween(record, period));
  const source = { cells: [...who.cells.values()], declared: [], changes: [] };
  await expectTable(rowsByItem(plan, source, { period }), plan, there);
  await expectTable(rowsByUnit(plan, source, { period }, UNITS), plan, there);
  const [places, types] = [await ask(asked, '/api/tally/localities', TallyViewReply), await ask(asked, '/api/tally/types', TallyViewReply)];
  await expectTable(rowsByLocality(places.rows, LOCALITIES, false), plan, there);
  await expectTable(rowsByType(types.rows), plan, there);
}
