import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contribution } from '../../src/domain/contribution.ts';
import type { ActivityId } from '../../src/domain/ids.ts';
import { DEFAULT_REPORTING } from '../../src/domain/period.ts';
import { type Cell, cellKey, cellsOf } from '../../src/domain/tally.ts';
import type { Mutation } from '../../src/protocol/mutation.ts';
import type { ServerActivity } from '../../src/protocol/server-activity.ts';
import { recount } from '../../src/server/commands/recount.ts';
import { ACTIVITY_COLUMNS, cellOf, serverActivity } from '../../src/server/store/activity-row.ts';
import { itemCode } from '../domain/make.ts';
import { toFormerShape } from './former-shape.ts';
import {
  databases,
  makeContent,
  makeCreate,
  makeDuplicate,
  makeEdit,
  makeReturn,
  makeStateChange,
  type Office,
  openOffice,
  openTestStore,
  type Phone,
  PLAN_ID,
} from './helpers.ts';

const RUNS = 15;
/** Those who act: an officer, a lead and two who oversee; the records are theirs as they come. */
const ACTORS = ['CB-07', 'TP-QLBG', 'VP-01', 'TP-LS'] as const;
type Actor = (typeof ACTORS)[number];

/** What people may do to one of a few records, upon a version that may be old. */
type Step =
  | { readonly kind: 'create'; readonly record: number; readonly item: string; readonly date: string; readonly attendees: number }
  | {
      readonly kind: 'edit';
      readonly record: number;
      readonly base: number;
      readonly patch: Record<string, string | number | boolean | null | readonly string[]>;
    }
  | { readonly kind: 'withdraw' | 'restore' | 'confirm' | 'return'; readonly record: number; readonly base: number }
  | { readonly kind: 'duplicate'; readonly record: number; readonly base: number; readonly of: number }
  | { readonly kind: 'repeat'; readonly of: number };

const record = fc.nat({ max: 5 });
const item = fc.constantFrom('II.1.b.p1', 'II.1.b.p2', 'III.p2');
const date = fc.constantFrom('2026-01-14', '2026-01-15', '2026-02-28', '2026-03-01', '2026-03-18');
const attendees = fc.integer({ min: 1, max: 90 });
const base = fc.nat({ max: 6 });
const patch = fc.oneof(
  fc.record({ attendees }),
  fc.record({ date }),
  fc.record({ itemCode: item, leaflets: fc.integer({ min: 0, max: 9 }) }),
  fc.record({ unitId: fc.constantFrom('qlbg', 'ls', 'tt') }),
  fc.record({ leaflets: fc.constantFrom(null, 3) }),
  fc.record({ estimated: fc.boolean() }),
  fc.record({ localityId: fc.constantFrom('c-gt', 'c-vd', 'w-ht') }),
  fc.record({ markers: fc.constantFrom(null, ['304/6', '304/8'], ['301', '313(1)']) }),
  fc.record({ note: fc.constantFrom('Một', 'Hai') }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('create' as const), record, item, date, attendees }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('edit' as const), record, base, patch }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('withdraw' as const, 'restore' as const), record, base }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('confirm' as const, 'return' as const), record, base }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('duplicate' as const), record, base, of: record }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('repeat' as const), of: fc.nat({ max: 20 }) }) },
);

function toMutation(one: Step, ids: readonly ActivityId[], sent: readonly Mutation[]): Mutation | undefined {
  if (one.kind === 'repeat') return sent[one.of];
  const id = ids[one.record] as ActivityId;
  switch (one.kind) {
    case 'create':
      return makeCreate(makeContent({ itemCode: one.item, date: one.date, own: { sessions: 1, attendees: one.attendees } }), id);
    case 'edit':
      return makeEdit(id, one.base, one.patch);
    case 'duplicate':
      return makeDuplicate(id, one.base, ids[one.of] as ActivityId);
    case 'return':
      return makeReturn(id, one.base);
    default:
      return makeStateChange(id, one.base, one.kind);
  }
}

describe.each(databases)('cells on %s', (kind) => {
  let office: Office;
  let supervisor: Phone;
  let reader: Phone;
  let actors: Record<Actor, Phone>;
  beforeAll(async () => {
    office = await openOffice(kind);
    supervisor = await office.signIn('VP-01');
    reader = await office.signIn('GD-01');
    actors = Object.fromEntries(await Promise.all(ACTORS.map(async (code) => [code, await office.signIn(code)]))) as Record<Actor, Phone>;
  });
  afterAll(() => office.close());

  const allRecords = async (): Promise<ServerActivity[]> =>
    (await office.store.reader.selectFrom('activities').select(ACTIVITY_COLUMNS).execute()).map(serverActivity);
  const storedCells = async (): Promise<Cell[]> => (await office.store.reader.selectFrom('cells').selectAll().execute()).map(cellOf);

  const expectCellsToEqualRecords = async (): Promise<void> => {
    const contributions = (await allRecords()).map(({ content, state }) => contribution(content as never, state));
    const expected = [...cellsOf(contributions, DEFAULT_REPORTING).values()];
    const stored = (await storedCells()).filter((cell) => cell.records > 0);
    const byPlace = (a: Cell, b: Cell) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
    expect(stored.sort(byPlace)).toEqual(expected.sort(byPlace));
    expect(await recount(office.store, false, () => undefined)).toBe(0);
  };

  test('equal the recount of all records after any changes in any order, and so do those on a phone', async () => {
    const page = fc.record({ by: fc.constantFrom(...ACTORS), steps: fc.array(step, { minLength: 1, maxLength: 6 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(page, { minLength: 3, maxLength: 12 }), async (pages) => {
        const ids = Array.from({ length: 6 }, () => makeCreate().activityId);
        const sent: Mutation[] = [];
        for (const { by, steps } of pages) {
          const mutations = steps.flatMap((one) => toMutation(one, ids, sent) ?? []);
          sent.push(...mutations);
          await actors[by].sync(mutations);
        }
        await reader.pull(7);
        await expectCellsToEqualRecords();
        const stored = (await storedCells()).filter((cell) => cell.records > 0);
        expect([...reader.cells.values()].filter((cell) => cell.records > 0)).toHaveLength(stored.length);
      }),
      { numRuns: RUNS },
    );
  });

  test('a cell knows the difference between nothing counted and none', async () => {
    const none = makeCreate(makeContent({ itemCode: 'II.1.d.p2', own: { sessions: 1, attendees: 5, leaflets: 0 } }));
    await supervisor.sync([none, makeCreate(makeContent({ itemCode: 'II.1.d.p1' }))]);
    const measuresOf = async (code: string) => (await storedCells()).find((cell) => cell.itemCode === code)?.measures;
    expect(await measuresOf('II.1.d.p2')).toEqual({ sessions: 1, attendees: 5, leaflets: 0 });
    expect(await measuresOf('II.1.d.p1')).toEqual({ sessions: 1, attendees: 40 });
  });

  test('a sum says how many of its records are estimates, in every answer', async () => {
    const place = { itemCode: 'II.1.c', unitId: 'ls' };
    const guess = makeCreate(makeContent({ ...place, estimated: true }));
    await supervisor.sync([guess, makeCreate(makeContent(place)), makeCreate(makeContent({ ...place, itemCode: 'II.2.p2' }))]);
    const rowsOf = async (path: string) => {
      const { rows } = (await (await supervisor.get(`${path}planId=${PLAN_ID}&unitId=ls`)).json()) as { rows: Record<string, unknown>[] };
      return rows.filter(({ state }) => state === 'sent');
    };
    const estimates = async () => ({
      item: (await rowsOf('/api/tally?')).find(({ itemCode }) => itemCode === 'II.1.c'),
      other: (await rowsOf('/api/tally?')).find(({ itemCode }) => itemCode === 'II.2.p2'),
      place: (await rowsOf('/api/tally/localities?itemCode=II.1.c&')).find(({ key }) => key === 'c-gt'),
      type: (await rowsOf('/api/tally/types?itemCode=II.1.c&')).find(({ key }) => key === 'borderSession'),
    });
    const before = await estimates();
    expect(before).toMatchObject({ item: { records: 2, estimated: 1 }, place: { estimated: 1 }, type: { estimated: 1 } });
    expect(before.other).not.toHaveProperty('estimated');
    await supervisor.sync([makeEdit(guess.activityId, 1, { estimated: false })]);
    for (const row of Object.values(await estimates())) expect(row).not.toHaveProperty('estimated');
  });

  test('records from before sums knew of estimates are counted, and phones hear of it', async () => {
    await supervisor.sync([makeCreate(makeContent({ estimated: true })), makeCreate(makeContent({ note: '"estimated":true' }))]);
    await reader.pull();
    const before = await storedCells();
    await toFormerShape(office.store.writer, '007-estimated');
    for (const [key, { estimated: _, ...cell }] of reader.cells) reader.cells.set(key, cell);
    await (await openTestStore(office.setting)).close();
    const byPlace = (a: Cell, b: Cell) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
    expect((await storedCells()).sort(byPlace)).toEqual(before.sort(byPlace));
    expect(await recount(office.store, false, () => undefined)).toBe(0);
    await reader.pull();
    await expectCellsToEqualRecords();
    expect(before.some((cell) => (cell.estimated ?? 0) > 0)).toBe(true);
    for (const cell of before) if (cell.records > 0) expect(reader.cells.get(cellKey(cell))).toEqual(cell);
  });

  test('a recount finds every cell that is wrong, and repairs it', async () => {
    await supervisor.sync([
      makeCreate(),
      makeCreate(makeContent({ itemCode: 'III.p2', own: { sessions: 1, attendees: 9, markers: ['304/6'] } })),
    ]);
    const lines: string[] = [];
    expect(await recount(office.store, false, (line) => lines.push(line))).toBe(0);
    await office.store.writer
      .updateTable('cells')
      .set({ m_attendees: 1 })
      .where('item_code', '=', itemCode('III.p2'))
      .where('records', '>', 0)
      .execute();
    await office.store.writer.deleteFrom('cells').where('item_code', '=', itemCode('II.1.b.p1')).where('state', '=', 'sent').execute();
    await office.store.writer.updateTable('fine_cells').set({ records: 7 }).where('item_code', '=', itemCode('II.1.b.p2')).execute();
    await office.store.writer.updateTable('activities').set({ m_attendees: 2 }).where('item_code', '=', itemCode('III.p2')).execute();
    await office.store.writer.updateTable('author_cells').set({ records: 9 }).execute();
    await office.store.writer.deleteFrom('activity_markers').execute();
    await office.store.writer.updateTable('marker_cells').set({ sessions: 9 }).execute();
    expect(await recount(office.store, false, (line) => lines.push(line))).toBe(1);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.filter((line) => line.includes('recounted')).length).toBeGreaterThan(1);
    expect(await recount(office.store, true, () => undefined)).toBe(1);
    expect(await recount(office.store, false, () => undefined)).toBe(0);
    await reader.pull();
    await expectCellsToEqualRecords();
  });

  test.each([
    ['a measure beside the content', "update activities set m_attendees = 77 where state = 'sent'", 'm_attendees'],
    ['a day beside the content', "update activities set date = '2026-01-02' where state = 'sent'", 'date'],
    ['the last day of who recorded', "update author_cells set last_date = '2026-01-02'", 'lastDays'],
    ['a marker that a record does not name', 'update activity_markers set position = 7 where position = 304', 'markers'],
    ['a session at a marker', 'update activity_markers set sessions = 30', 'markers'],
    ['a marker that is missing', 'delete from activity_markers', 'markers'],
  ])('a recount finds and mends alone %s', async (_, statement, named) => {
    await supervisor.sync([makeCreate(makeContent({ itemCode: 'III.p2', own: { sessions: 1, attendees: 9, markers: ['304/6'] } }))]);
    await sql.raw(statement).execute(office.store.writer);
    const lines: string[] = [];
    expect(await recount(office.store, false, (line) => lines.push(line))).toBe(1);
    expect(lines.join('')).toContain(named);
    expect(await recount(office.store, true, () => undefined)).toBe(1);
    expect(await recount(office.store, false, () => undefined)).toBe(0);
  });
});
