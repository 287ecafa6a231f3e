import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { day } from '../../src/domain/day.ts';
import type { ItemCode } from '../../src/domain/ids.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { nextPlanVersion } from '../../src/domain/plan-life.ts';
import { PlanOfVersion, PlanVersions, type SavePlanRequest } from '../../src/protocol/plan.ts';
import { SyncResponse } from '../../src/protocol/sync.ts';
import type { FinePlace } from '../../src/server/merge/stored-activity.ts';
import { demonstrationPlan } from '../../src/server/set-up.ts';
import { recomputeCells } from '../../src/server/store/cells.ts';
import { compareCells } from '../../src/server/store/recount.ts';
import { readFeedHead } from '../../src/server/store/store.ts';
import { retireItem } from '../domain/amend-plan.ts';
import { toFormerShape } from './former-shape.ts';
import {
  databases,
  makeContent,
  makeCreate,
  makeStateChange,
  newActivityId,
  type Office,
  openOffice,
  openTestStore,
  type Phone,
} from './helpers.ts';

const OLD = demonstrationPlan('kien-giang-2024', 2026);
const FRESH: Plan = { ...demonstrationPlan('dien-bien-2024', 2026), id: 'ke-hoach-moi' as Plan['id'], version: 1 };
/** Without units of another office. */
const NEW: Plan = { ...FRESH, items: FRESH.items.map((item) => ({ ...item, leadUnitId: null })) };

const target = (plan: Plan, itemCode: string, value: number | null): SavePlanRequest['targets'][number] => ({
  place: { planId: plan.id, itemCode: itemCode as ItemCode, measure: 'sessions', unitId: null, period: 'year' },
  value,
});

const livingParts = ({ cells }: Phone): string[] =>
  [...new Set([...cells.values()].filter((cell) => cell.records > 0 && cell.state === 'sent').map((cell) => cell.part))].sort();

const FINE_PLACE = ['plan_id', 'item_code', 'unit_id', 'part', 'state', 'type', 'locality_id'] as const;
const finePlace = (row: Record<(typeof FINE_PLACE)[number], string>): FinePlace =>
  ({
    planId: row.plan_id,
    itemCode: row.item_code,
    unitId: row.unit_id,
    part: row.part,
    state: row.state,
    type: row.type,
    localityId: row.locality_id,
  }) as FinePlace;

describe.each(databases)('plans on %s', (kind) => {
  let office: Office;
  let desk: Phone;
  let phone: Phone;
  beforeAll(async () => {
    office = await openOffice(kind);
    desk = await office.signIn('VP-01');
    phone = await office.signIn('CB-07');
    await phone.pull();
  });
  afterAll(() => office.close());

  const save = async (plan: Plan, targets: SavePlanRequest['targets'] = []) => {
    const response = await desk.post('/api/plans', { plan, targets });
    const { error, detail } = (await response.json()) as { error?: string; detail?: string };
    return error === undefined ? response.status : [response.status, error, ...(detail === undefined ? [] : [detail])];
  };
  const plansPulled = async () => (await phone.sync()).changes.plans?.map(({ id, version }) => [id, version]);

  test('a new plan and its targets reach phones at their next sync', async () => {
    expect(await save(NEW, [target(NEW, 'III.I.6', 12)])).toBe(200);
    const { changes } = await phone.sync();
    expect(changes.plans).toEqual([NEW]);
    expect(changes.targets).toMatchObject([{ itemCode: 'III.I.6', value: 12, history: [{ value: 12, by: desk.person.id }] }]);
  });

  test('said again because the answer was lost, it changes nothing', async () => {
    expect(await save(NEW, [target(NEW, 'III.I.6', 12)])).toBe(200);
    expect((await phone.sync()).changes).toEqual({});
    const list = PlanVersions.parse(await (await desk.get(`/api/plans/${NEW.id}/versions`)).json());
    expect(list.versions).toHaveLength(1);
  });

  test('two amendments of one version: the second is told of the first', async () => {
    expect(await save(nextPlanVersion(NEW, { title: 'Bản của người thứ nhất' }))).toBe(200);
    expect(await save(nextPlanVersion(NEW, { title: 'Bản của người thứ hai' }))).toEqual([409, 'planChanged']);
    expect(await plansPulled()).toEqual([[NEW.id, 2]]);
  });

  test('what is wrong is refused with the place, and nothing is saved', async () => {
    const unknown = { ...NEW, id: 'khac' as Plan['id'], items: NEW.items.map((item) => ({ ...item, title: '' })) };
    expect(await save(unknown)).toEqual([422, 'planInvalid', `noTitle ${NEW.items[0]?.code}`]);
    const other = { ...NEW, id: 'khac' as Plan['id'] };
    expect(await save(other, [target(other, 'IX', 3)])).toEqual([422, 'planInvalid', 'targets']);
    expect(await save(other, [target(OLD, 'II.1.c', 3)])).toEqual([422, 'planInvalid', 'targets']);
    expect((await desk.get('/api/plans/khac/versions')).status).toBe(404);
    expect((await phone.sync()).changes).toEqual({});
  });

  test('an item may end and never go', async () => {
    expect(await save(nextPlanVersion(OLD, { items: OLD.items.filter(({ code }) => code !== 'II.1.c') }))).toEqual([
      422,
      'planInvalid',
      'codeLost II.1.c',
    ]);
  });

  test('a record logged offline under an item that has ended meanwhile lands on that item', async () => {
    const late = makeCreate(makeContent({ itemCode: 'II.1.b.p1' }), newActivityId());
    const next = nextPlanVersion(OLD, {
      items: retireItem(OLD, 'II.1.b.p1' as ItemCode, ['II.1.b.p2' as ItemCode], OLD.version + 1),
      amendment: { number: '12/KH-SNgV', date: null },
    });
    expect(await save(next)).toBe(200);
    expect((await phone.sync([late])).results).toMatchObject([{ status: 'applied' }]);
    await phone.pull();
    expect(phone.activities.get(late.activityId)?.content).toMatchObject({ itemCode: 'II.1.b.p1' });
    expect([...phone.cells.values()].find((cell) => cell.itemCode === 'II.1.b.p1')?.records).toBe(1);
  });

  test('every version stays readable as it was, with who saved it and by which paper', async () => {
    const { versions } = PlanVersions.parse(await (await phone.get(`/api/plans/${OLD.id}/versions`)).json());
    expect(versions.map(({ version, by, number }) => [version, by, number])).toEqual([
      [2, 'VP-01', '12/KH-SNgV'],
      [1, null, OLD.number],
    ]);
    const first = PlanOfVersion.parse(await (await phone.get(`/api/plans/${OLD.id}/versions/1`)).json());
    expect(first.plan).toEqual(OLD);
    for (const path of [`${OLD.id}/versions/7`, `${OLD.id}/versions/x`, 'khong-co/versions/1', 'khong-co/versions'])
      expect((await phone.get(`/api/plans/${path}`)).status).toBe(404);
  });

  test('another closing day makes the cells anew, and phones hear of it', async () => {
    const { plan: now } = PlanOfVersion.parse(await (await desk.get(`/api/plans/${OLD.id}/versions/2`)).json());
    const moved = nextPlanVersion(now, { reporting: { calendar: 'administrative', closingDay: 19 } });
    expect(await save(moved)).toBe(200);
    const reference = await office.deps.readReference(office.store.reader);
    expect(await compareCells(office.store.reader, reference)).toEqual([]);
    await phone.pull();
    expect(livingParts(phone)).toEqual(['2026-03-15']);
  });

  test('with a closing day of its own an office gets the periods of the decree, of the calendar and its own', async () => {
    const days = ['2026-03-14', '2026-03-15', '2026-03-17'];
    const records = days.map((date) => makeCreate(makeContent({ date })));
    await phone.sync(records);
    await phone.pull();
    expect(livingParts(phone)).toEqual(['2026-03-01', '2026-03-15']);
    const recordsIn = async (from: string, to: string): Promise<unknown> => {
      const response = await desk.get(`/api/tally?planId=${OLD.id}&from=${from}&to=${to}`);
      const { rows = [] } = (await response.json()) as { rows?: { records: number }[] };
      return response.status === 200 ? rows.reduce((sum, row) => sum + row.records, 0) : response.status;
    };
    // Those three, and the one of 16 March from before.
    expect(await recordsIn('2026-02-15', '2026-03-14')).toBe(1);
    expect(await recordsIn('2026-03-15', '2026-04-14')).toBe(3);
    expect(await recordsIn('2026-02-20', '2026-03-19')).toBe(4);
    expect(await recordsIn('2026-03-01', '2026-03-31')).toBe(4);
    expect(await recordsIn('2026-03-02', '2026-03-31')).toBe(400);
    const { plan: now } = PlanOfVersion.parse(await (await desk.get(`/api/plans/${OLD.id}/versions/3`)).json());
    for (const closingDay of [1, 13, 14, 16, 27, 19]) {
      const plans = PlanVersions.parse(await (await desk.get(`/api/plans/${OLD.id}/versions`)).json());
      const version = (plans.versions[0]?.version ?? 0) + 1;
      expect(await save({ ...now, version, reporting: { calendar: 'administrative', closingDay } })).toBe(200);
      expect(await compareCells(office.store.reader, await office.deps.readReference(office.store.reader))).toEqual([]);
      expect(await recordsIn('2026-02-15', '2026-03-14')).toBe(1);
    }
    for (const { activityId } of records) await phone.sync([makeStateChange(activityId, 1, 'withdraw')]);
    await phone.pull();
  });

  test('cells that the release before cut on the first and the own day alone are made anew once, and phones hear of each', async () => {
    const { writer } = office.store;
    await phone.sync(['2026-03-12', '2026-03-17'].map((date) => makeCreate(makeContent({ date }))));
    // As it was: the month in two parts, 1 to 19 and 20 to 31, and nothing said of it.
    const places = await writer.selectFrom('fine_cells').select(FINE_PLACE).where('part', '=', day('2026-03-15')).execute();
    await office.store.write(async (tx) => {
      await tx.db
        .updateTable('activities')
        .set({ part: day('2026-03-01') })
        .where('part', '=', day('2026-03-15'))
        .execute();
      const both = places.flatMap((row) => [row, { ...row, part: day('2026-03-01') }]);
      await recomputeCells(tx, both.map(finePlace));
    });
    await phone.pull();
    expect(livingParts(phone)).toEqual(['2026-03-01']);
    await toFormerShape(writer, '006-cut-days');

    const again = await openTestStore(office.setting);
    await again.close();
    expect(await compareCells(office.store.reader, await office.deps.readReference(office.store.reader))).toEqual([]);
    await phone.pull();
    expect(livingParts(phone)).toEqual(['2026-03-01', '2026-03-15']);
    const { changeNo } = await readFeedHead(office.store.reader);
    await (await openTestStore(office.setting)).close();
    expect((await readFeedHead(office.store.reader)).changeNo).toBe(changeNo);
  });

  test('a plan that is closed takes what comes late and nothing more is offered', async () => {
    const { versions } = PlanVersions.parse(await (await desk.get(`/api/plans/${OLD.id}/versions`)).json());
    const { plan: now } = PlanOfVersion.parse(await (await desk.get(`/api/plans/${OLD.id}/versions/${versions[0]?.version}`)).json());
    expect(await save(nextPlanVersion(now, { closed: true }))).toBe(200);
    const answer = SyncResponse.parse(await (await phone.post('/api/sync', phone.syncRequest([makeCreate()]))).json());
    expect(answer.results).toMatchObject([{ status: 'applied' }]);
  });
});
