import { afterAll, beforeAll, expect, test } from 'vitest';
import { figureHref, periodHref, planHref, reportOfPeriodHref, waitingHref } from '../../../src/client/features/desk/desk-hrefs.ts';
import { periodAskedFor, readReportParams } from '../../../src/client/features/reports/report-choice.ts';
import { chosenUnit, readOpen, readTallyParams, viewOf } from '../../../src/client/features/tallies/tally-choice.ts';
import { readTallySource } from '../../../src/client/store/lists/tally-source.ts';
import { pacesOnPhone, readMarks, readReceivedTargets } from '../../../src/client/store/lists/targets.ts';
import { keepPhones, oldestWaitingPart, readKeptPhones, readTodaySource } from '../../../src/client/store/lists/today.ts';
import { countAllToReview, countToReview } from '../../../src/client/store/records/review-count.lazy.ts';
import { addDays, officeDay } from '../../../src/domain/day.ts';
import { columnOfMeasure } from '../../../src/domain/figures/column.ts';
import { rowsByItem, rowsByUnit } from '../../../src/domain/figures/rows.ts';
import { PlanId, UnitId } from '../../../src/domain/ids.ts';
import { latePaces, overdueWork } from '../../../src/domain/late.ts';
import { contains, type Period } from '../../../src/domain/period.ts';
import { chosenPeriod } from '../../../src/domain/period-choice.ts';
import { scopeOf } from '../../../src/domain/person.ts';
import { planToday } from '../../../src/domain/today.ts';
import { type FieldPhone, Town } from '../../helpers/town.ts';
import { makeContent, makeStateChange, PLAN_ID } from '../../server/helpers.ts';
import { DEVICES } from '../tallies/devices.ts';

const UNIT = UnitId.parse('qlbg');

let town: Town;
let officer: FieldPhone;
let lead: FieldPhone;
let office: FieldPhone;
beforeAll(async () => {
  town = await Town.open('CB-07', 'TP-QLBG', 'VP-01');
  const [first, second, third] = town.phones;
  if (!first || !second || !third) throw new Error('phones');
  [officer, lead, office] = [first, second, third];
  for (const itemCode of ['II.1.b.p1', 'II.1.b.p2']) {
    const place = { planId: PLAN_ID, itemCode, measure: 'sessions', unitId: null, period: 'year' };
    await office.bare.post('/api/targets', { place, value: 500 });
  }
  const today = officeDay(town.office.clock.now);
  for (const back of [0, 1, 40, 3])
    await officer.record(
      makeContent({ itemCode: 'II.1.b.p1', unitId: UNIT, date: addDays(today, -back), own: { sessions: 2, attendees: 30 } }),
    );
  await officer.sync();
  const [newest] = await town.listSent(office);
  if (!newest) throw new Error('Nothing was sent');
  await office.bare.sync([makeStateChange(newest.id, newest.version, 'confirm')]);
  for (const phone of [lead, office]) expect(await phone.sync()).toMatchObject({ kind: 'done' });
});
afterAll(() => town.close());

const search = (href: string) => Object.fromEntries(new URL(href, 'https://a.vn').searchParams);

/** What the screen says on a phone, and what is asked of the screens it opens to. */
async function todayOn({ db, bare }: FieldPhone) {
  const plan = await db.plans.get(PlanId.parse(PLAN_ID));
  if (!plan) throw new Error('The plan is not there');
  const [scope, today] = [scopeOf(bare.person), officeDay(town.office.clock.now)];
  const units = (await db.units.toArray()).filter(({ id }) => scope.tallies === 'all' || scope.tallies.includes(id));
  const source = await readTallySource(db, plan.id);
  return { db, plan, scope, today, units, source, says: planToday(await readTodaySource(db, plan, scope, today), scope, units, today) };
}

test.each([
  ['a supervisor', () => office],
  ['a lead', () => lead],
])('every number that %s reads stands on the screen it opens to', async (_, phoneOf) => {
  const { db, plan, scope, today, units, source, says } = await todayOn(phoneOf());
  // The period, of all units and of each.
  const at = (href: string) => {
    const params = readTallyParams(search(href));
    expect(params.plan).toBe(plan.id);
    return { params, period: chosenPeriod(plan, params.period, plan.reporting)?.period, unitId: chosenUnit(units, params) };
  };
  const whole = at(periodHref(says));
  expect(rowsByItem(plan, source, whole).total).toEqual(says.total);
  expect(says.total.confirmed.records + says.total.waiting.records).toBeGreaterThan(1);
  for (const { unit, tally } of says.units) {
    const shown = at(periodHref(says, unit.id));
    expect(shown.unitId).toBe(unit.id);
    expect(rowsByItem(plan, source, shown).total).toEqual(tally);
  }
  expect(says.units.map(({ unit }) => unit.id)).toContain(UNIT);
  // A figure, with its records open.
  const opened = readOpen(at(figureHref(says, columnOfMeasure('attendees'))).params.open);
  expect(opened).toEqual({ row: 'all', column: columnOfMeasure('attendees') });
  // What is late, as the tallies of the whole plan list it.
  expect(viewOf(at(planHref(plan)).params)).toBe('item');
  const paces = pacesOnPhone(plan, await readReceivedTargets(db, plan.id), source, scope, today, at(planHref(plan)).period);
  expect(says.late).toEqual(latePaces(paces));
  expect(says.late.length).toBe(2);
  expect(says.overdue.length).toBe(overdueWork(plan, await readMarks(db, plan.id), today, scope.tallies).length);
  // What waits.
  const waiting = rowsByUnit(plan, source, at(waitingHref(plan)), units).total.waiting.records;
  expect(await countToReview(db, scope.reviews)).toBe(waiting);
  expect(waiting).toBe(3);
  // The report that the closing day belongs to.
  const asked = periodAskedFor(plan, readReportParams(search(reportOfPeriodHref(says))), today);
  expect(asked?.period).toEqual(says.period.period);
  expect(says.daysLeft).toBe((Date.parse(says.period.period.to) - Date.parse(today)) / 86_400_000);
});

test('where the records are not on the device, the oldest that waits is known by its days', async () => {
  const { db, plan, today } = await todayOn(office);
  expect(await countAllToReview(db, plan.id)).toBe(3);
  expect(contains((await oldestWaitingPart(db, [plan])) as Period, addDays(today, -40))).toBe(true);
  expect(await oldestWaitingPart(db, [])).toBeUndefined();
});

test('what the office said of the phones is kept, without what the desk calls their people', async () => {
  const { db } = await todayOn(office);
  expect(await readKeptPhones(db)).toBeUndefined();
  await keepPhones(db, { at: 7, devices: DEVICES.map((device) => ({ ...device, owner: 'Lê Văn A' })) });
  expect(await readKeptPhones(db)).toEqual({ at: 7, devices: DEVICES });
});
