import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { day } from '../../src/domain/day.ts';
import type { ActivityId, ItemCode } from '../../src/domain/ids.ts';
import { placeholdersToSave } from '../../src/domain/placeholder.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { nextPlanVersion } from '../../src/domain/plan-life.ts';
import { History } from '../../src/protocol/account.ts';
import { OLDEST_PROTOCOL } from '../../src/protocol/sync.ts';
import { demonstrationPlan } from '../../src/server/set-up.ts';
import { compareCells } from '../../src/server/store/recount.ts';
import { createReferenceReader } from '../../src/server/store/reference.ts';
import { retireItem } from '../domain/amend-plan.ts';
import { databases, makeContent, makeCreate, makeEdit, makeStateChange, type Office, openOffice, type Phone } from './helpers.ts';

const OLD = demonstrationPlan('kien-giang-2024', 2026);
const NEW: Plan = { ...demonstrationPlan('kien-giang-2024', 2027), id: 'kh-2027' as Plan['id'] };
const [STAND_IN] = placeholdersToSave([OLD], day('2027-01-05')) as [Plan];
const WAITING = { planId: STAND_IN.id, itemCode: STAND_IN.items[0]?.code };

describe.each(databases)('January on %s', (kind) => {
  let office: Office;
  let desk: Phone;
  let officer: Phone;
  let lead: Phone;
  beforeAll(async () => {
    office = await openOffice(kind);
    [desk, officer, lead] = [await office.signIn('VP-01'), await office.signIn('CB-07'), await office.signIn('TP-QLBG')];
    for (const phone of [desk, officer, lead]) await phone.pull();
  });
  afterAll(() => office.close());

  const at = (text: string): void => {
    office.clock.now = Date.parse(`${text}T05:00:00Z`);
  };
  /** Sign-ins rest for months in this story. */
  const again = async (): Promise<void> => {
    [desk, officer, lead] = [await office.signIn('VP-01'), await office.signIn('CB-07'), await office.signIn('TP-QLBG')];
    for (const phone of [desk, officer, lead]) await phone.pull();
  };
  const save = async (plan: Plan) => (await desk.post('/api/plans', { plan, targets: [] })).json();
  const waiting = (date = '2027-01-05') => makeContent({ ...WAITING, date });
  const log = async (content = waiting()): Promise<ActivityId> => {
    const create = makeCreate(content);
    expect((await officer.sync([create])).results).toMatchObject([{ status: 'applied' }]);
    return create.activityId;
  };
  /** Sums by plan and item, of what the phone was told. */
  const counted = (phone: Phone) => {
    const sums: Record<string, number> = {};
    for (const { planId, itemCode, state, records } of phone.cells.values())
      if (records > 0 && state !== 'withdrawn')
        sums[`${planId} ${itemCode} ${state}`] = (sums[`${planId} ${itemCode} ${state}`] ?? 0) + records;
    return sums;
  };
  const differences = async () => compareCells(office.store.reader, await createReferenceReader()(office.store.reader));

  test('what stands for the plan of 2027 reaches every phone in December, those of the first release too', async () => {
    at('2026-11-30');
    await again();
    expect((await officer.sync()).changes.plans).toBeUndefined();
    at('2026-12-01');
    expect((await officer.sync()).changes.plans).toEqual([STAND_IN]);
    const former = (await lead.sync([], { protocol: OLDEST_PROTOCOL, app: 'web 0.1.0' })).changes.plans;
    expect(former?.find(({ id }) => id === STAND_IN.id)).toEqual(STAND_IN);
    await lead.pull();
  });

  test('nobody saves a plan in its place', async () => {
    expect(await save({ ...STAND_IN, version: 2 })).toMatchObject({ error: 'planInvalid', detail: 'placeholder' });
  });

  test('work of January is logged under it, and once the plan is there it is closed and still takes what comes late', async () => {
    at('2027-01-20');
    await log();
    expect(await save(NEW)).toMatchObject({ plan: { id: NEW.id } });
    expect((await officer.sync()).changes.plans).toEqual([NEW, { ...STAND_IN, version: 2, closed: true }]);
    await log();
    await officer.pull();
    expect(counted(officer)[`${STAND_IN.id} chua-xep sent`]).toBe(2);
  });

  test('put under its item by the lead, a record counts there and there alone; what was confirmed is to be confirmed again', async () => {
    const id = await log(waiting('2027-01-14'));
    await lead.sync([makeStateChange(id, 1, 'confirm')]);
    await officer.pull();
    const before = counted(officer);
    expect((await lead.sync([makeEdit(id, 2, { planId: NEW.id, itemCode: 'II.1.b.p1' })])).results).toMatchObject([
      { status: 'applied', version: 3 },
    ]);
    await officer.pull();
    expect(officer.activities.get(id)).toMatchObject({ state: 'sent', content: { planId: NEW.id, itemCode: 'II.1.b.p1' } });
    expect(counted(officer)).toEqual({
      [`${STAND_IN.id} chua-xep sent`]: before[`${STAND_IN.id} chua-xep sent`],
      [`${NEW.id} II.1.b.p1 sent`]: 1,
    });
    const { entries } = History.parse(await (await lead.get(`/api/activities/${id}/history`)).json());
    expect(entries.at(-1)?.fields).toContainEqual({ field: 'planId', from: STAND_IN.id, to: NEW.id });
    expect(await differences()).toEqual([]);
  });

  test('two people who move at once meet like in any edit: the later stands, and the other stays readable where they differ', async () => {
    const [same, other] = [await log(), await log()];
    const move = (id: ActivityId, itemCode: string) => makeEdit(id, 1, { planId: NEW.id, itemCode });
    await officer.sync([move(same, 'II.1.c'), move(other, 'II.1.c')]);
    const { results } = await lead.sync([move(same, 'II.1.c'), move(other, 'II.1.b.p2')]);
    expect(results).toMatchObject([{ status: 'merged' }, { status: 'merged' }]);
    await officer.pull();
    expect(officer.activities.get(same)?.conflicts).toBeUndefined();
    expect(officer.activities.get(other)).toMatchObject({
      content: { planId: NEW.id, itemCode: 'II.1.b.p2' },
      conflicts: [{ field: 'itemCode', kept: 'II.1.b.p2', lost: 'II.1.c' }],
    });
    expect(await differences()).toEqual([]);
  });

  test('a code is read in the plan it was chosen in, though the record went to another that has the same code', async () => {
    const id = await log(makeContent({ date: '2026-12-20', alsoItemCodes: ['II.1.c'] }));
    await save(nextPlanVersion(NEW, { period: { from: day('2026-12-15'), to: NEW.period.to } }));
    await lead.sync([makeEdit(id, 1, { planId: NEW.id })]);
    await officer.pull();
    // It left the items it also served with their plan.
    expect(officer.activities.get(id)?.content).toMatchObject({ planId: NEW.id, alsoItemCodes: [] });
    const { results } = await officer.sync([makeEdit(id, 1, { alsoItemCodes: ['II.1.d.p1'] }), makeEdit(id, 1, { itemCode: 'II.1.b.p2' })]);
    expect(results).toMatchObject([{ status: 'conflict' }, { status: 'merged' }]);
    await officer.pull();
    expect(officer.activities.get(id)?.content).toMatchObject({ planId: OLD.id, itemCode: 'II.1.b.p2', alsoItemCodes: ['II.1.c'] });
    expect(officer.activities.get(id)?.conflicts).toContainEqual(expect.objectContaining({ field: 'planId', kept: OLD.id, lost: NEW.id }));
    expect(await differences()).toEqual([]);
  });

  test('an item that an amendment ended still takes work of the days before its end', async () => {
    const items = retireItem(OLD, 'II.1.b.p2' as ItemCode, ['II.1.b.p1' as ItemCode], 2);
    const ended = items.map((item) => (item.retired ? { ...item, retired: { ...item.retired, since: day('2026-07-15') } } : item));
    expect(await save(nextPlanVersion(OLD, { items: ended }))).toMatchObject({ plan: { version: 2 } });
    await log(makeContent({ itemCode: 'II.1.b.p2', date: '2026-07-14' }));
  });
});
